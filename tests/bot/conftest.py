"""The assistant's own suite, in Rasa's environment (Python 3.10): nothing of the modern side may be imported here.

    .venv-rasa/bin/python -m pytest tests/bot -c tests/bot/pytest.ini

It trains one model, or takes the one that `GUIDE_TEST_MODEL` names.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "var" / "embeddings.sqlite"
"""What the setup's own training has embedded; most of a training is nothing but that."""


def rasa_command(state: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs the rasa command line at the repository's root with all that it writes below `state`."""
    environment = {
        **os.environ,
        "GUIDE_STATE": str(state),
        "GUIDE_ACTION_PORT": os.environ.get("GUIDE_ACTION_PORT", "0"),
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(state / "rasa-cache"),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    if VECTORS.exists():
        environment["ASSISTANT_EMBEDDINGS"] = str(VECTORS)
    return subprocess.run(
        [sys.executable, "-m", "rasa", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all that the assistant writes."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def model(state: Path) -> Path:
    """The trained assistant."""
    if given := os.environ.get("GUIDE_TEST_MODEL"):
        return Path(given).resolve()
    trained = rasa_command(
        state, "train", "--config", "config.yml", "--domain", "bot/domain", "--data", "bot/data",
        "--out", str(state / "models"), "--fixed-model-name", "assistant",
    )  # fmt: skip
    path = state / "models" / "assistant.tar.gz"
    assert path.exists(), trained.stderr[-2000:]
    return path
