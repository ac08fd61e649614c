"""Check packs from the command line: ``python -m knowledge.places.check [folder ...]``.

Prints every fault, or a summary in one line a pack; the exit status is 1 when there are faults.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from knowledge.places.faults import Faults
from knowledge.places.pack import Pack, load_pack

DISTRICTS = Path(__file__).parent.parent / "districts"


def main(arguments: Sequence[str]) -> int:
    folders = [Path(argument) for argument in arguments] or sorted(
        folder for folder in DISTRICTS.iterdir() if folder.is_dir()
    )
    sound = [_check(folder) for folder in folders]
    return 0 if all(sound) else 1


def _check(folder: Path) -> bool:
    try:
        pack = load_pack(folder)
    except Faults as found:
        for fault in found.faults:
            print(f"{folder.name}/{fault.field}: {fault.message}")
        count = len(found.faults)
        print(f"{folder.name}: {count} fault{'s' if count > 1 else ''}")
        return False
    print(f"{folder.name}: {_summary(pack)}")
    return True


def _summary(pack: Pack) -> str:
    places = pack.places.values()
    hours = sum(place.opening_hours is not None for place in places)
    return "; ".join(
        [
            f"{len(pack.places)} places",
            _counts("status", (place.status for place in places)),
            _counts("position", (place.position.precision if place.position else "none" for place in places)),
            f"hours known of {hours}",
            f"holidays of {', '.join(map(str, sorted(pack.calendar.years)))}",
            f"revision {pack.gazetteer().revision}",
        ]
    )


def _counts(what: str, values: Iterable[str]) -> str:
    return f"{what}: " + ", ".join(f"{count} {value}" for value, count in Counter(values).most_common())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
