"""All benchmarks one after the other, each by itself runnable too; ``--data`` names the folder of public data sets."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSISTANT = str(ROOT / ".venv-rasa" / "bin" / "python")


def jobs(data: Path | None) -> list[tuple[str, list[str]]]:
    """Each benchmark's name and command, the quick ones first."""
    here = sys.executable
    listed = [
        ("recall", [here, "benchmarks/retrieval.py"]),
        ("serving", [here, "benchmarks/serving.py"]),
        ("the page on a slow phone", [here, "benchmarks/page.py"]),
        ("edits going live", [here, "benchmarks/liveness.py"]),
        ("the store", [here, "benchmarks/store.py"]),
        ("the store under kills", [here, "benchmarks/durability.py", "--runs", "200"]),
        ("plans over the district", [here, "benchmarks/district_plans.py"]),
    ]
    models = sorted(Path(os.environ.get("GUIDE_STATE") or ROOT / "var").glob("models/assistant-*.tar.gz"))
    if models:
        listed.insert(1, ("intents", [ASSISTANT, "-m", "benchmarks.intents", str(models[-1])]))
    served = [here, "-m", "benchmarks.evaluation"]
    if data is not None:
        served += ["--crosswoz", str(data / "crosswoz")]
    listed.append(("visitors understood and served", served))
    if data is not None:
        plan = data / "district_plan.txt"
        if plan.exists():
            listed.append(("places out of a document", [here, "benchmarks/documents.py", str(plan)]))
        listed.append(("public instances", [here, "benchmarks/itinerary.py", "toptw", "--data", str(data / "toptw")]))
    return listed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="a folder with toptw/, crosswoz/ and district_plan.txt; without it they are left out"
    )
    options = parser.parse_args()
    listed = jobs(options.data)
    failed = []
    for number, (name, command) in enumerate(listed, 1):
        print(f"\n## {name} ({number} of {len(listed)})\n", flush=True)
        if subprocess.run(command, cwd=ROOT).returncode:
            failed.append(name)
    if options.data is None:
        print("\nLeft out without --data: the public orienteering instances and what visitors say in public dialogues.")
    if failed:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
