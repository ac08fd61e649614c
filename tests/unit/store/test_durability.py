import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "durability.py"


@pytest.mark.timeout(300)
def test_a_killed_process_leaves_whole_changes(url: str) -> None:
    """After SIGKILL at random moments the store opens, holds every acknowledged change and no half of one."""
    command = [sys.executable, str(SCRIPT), "--runs", "30", "--database", url]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "30 kills" in done.stdout
