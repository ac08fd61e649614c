"""All benchmarks one after the other, each by itself runnable too; ``--data`` names the folder of public data sets."""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="a folder with toptw/ (and others); without it those parts are left out"
    )
    options = parser.parse_args()
    jobs = [
        ["retrieval.py"],
        ["understanding.py"],
        ["district_plans.py"],
        ["serving.py"],
    ]
    if options.data is not None:
        jobs.append(["itinerary.py", "toptw", "--data", str(options.data / "toptw")])
    failed = []
    for number, job in enumerate(jobs, 1):
        print(f"\n## {job[0].removesuffix('.py')} ({number} of {len(jobs)})\n", flush=True)
        if subprocess.run([sys.executable, str(HERE / job[0]), *job[1:]], cwd=HERE.parent).returncode:
            failed.append(job[0])
    if options.data is None:
        print("\nLeft out without --data: the public orienteering instances.")
    if failed:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
