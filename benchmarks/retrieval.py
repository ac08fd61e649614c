"""How well search finds places: names, words, vectors and their fusion on judged questions.

python benchmarks/retrieval.py                    figures of both halves, as a table
python benchmarks/retrieval.py --json figures.json
python benchmarks/retrieval.py --fit              fits weights and cut on the tuning half and prints them
"""

import argparse
import json
import math
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.places.gazetteer import Gazetteer
from knowledge.search.encoder import SentenceEncoder
from knowledge.search.index import Index, IndexFolder
from knowledge.search.live import LiveSearch
from knowledge.search.search import CALIBRATION, Calibration, Evidence, gather

ROOT = Path(__file__).parent
QUESTIONS = ROOT / "data" / "retrieval"
DISTRICT = ROOT.parent / "knowledge" / "districts" / "chikan"
RECIPROCAL_RANK_CONSTANT = 60
HARDEST = 8
"""Wrong places of each question that the fit learns from."""

Ranking = list[str]


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    script: str
    kind: str
    half: str
    right: frozenset[str]


@dataclass(frozen=True)
class Judged:
    """A question with what the search gathered for it."""

    question: Question
    evidence: list[Evidence]


def main() -> None:
    options = _options()
    gazetteer = _gazetteer(options.district)
    questions = read_questions(QUESTIONS)
    unknown = {place for question in questions for place in question.right} - set(gazetteer.places)
    if unknown:
        raise SystemExit(f"judged places that are not in the pack: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        if options.fit:
            fit(_gathered(questions, gazetteer, Path(folder)))
            return
        report = {"costs": costs(questions, gazetteer, Path(folder))}
        report |= {"quality": quality(_gathered(questions, gazetteer, Path(folder)))}
    _show(report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def read_questions(folder: Path) -> list[Question]:
    right = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, place, score = line.split("\t")
        if int(score) > 0:
            right[question].add(place)
    rows = map(json.loads, (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines())
    return [Question(row["_id"], row["text"], **row["metadata"], right=frozenset(right[row["_id"]])) for row in rows]


# -- rankings compared ----------------------------------------------------------------------------------------


def names_only(evidence: Sequence[Evidence]) -> Ranking:
    return _ranked((one for one in evidence if one.name), lambda one: one.name)


def words_only(evidence: Sequence[Evidence]) -> Ranking:
    return _ranked((one for one in evidence if one.bm25), lambda one: one.bm25)


def vectors_only(evidence: Sequence[Evidence]) -> Ranking:
    return _ranked(evidence, lambda one: one.cosine)


def reciprocal_ranks(evidence: Sequence[Evidence]) -> Ranking:
    scores: dict[str, float] = defaultdict(float)
    for ranking in (names_only(evidence), words_only(evidence), vectors_only(evidence)):
        for rank, place in enumerate(ranking, 1):
            scores[place] += 1 / (RECIPROCAL_RANK_CONSTANT + rank)
    return sorted(scores, key=lambda place: (-scores[place], place))


def fused(evidence: Sequence[Evidence]) -> Ranking:
    return _ranked(evidence, CALIBRATION.likelihood)


def fused_and_cut(evidence: Sequence[Evidence]) -> Ranking:
    return _ranked((one for one in evidence if CALIBRATION.likelihood(one) >= CALIBRATION.cut), CALIBRATION.likelihood)


METHODS: Mapping[str, Callable[[Sequence[Evidence]], Ranking]] = {
    "names": names_only,
    "bm25": words_only,
    "vectors": vectors_only,
    "rrf": reciprocal_ranks,
    "fused": fused,
    "fused+cut": fused_and_cut,
}


def _ranked(evidence: Iterable[Evidence], score: Callable[[Evidence], float]) -> Ranking:
    return [one.place_id for one in sorted(evidence, key=lambda one: (-score(one), one.place_id))]


# -- measures -------------------------------------------------------------------------------------------------


def recall(ranking: Ranking, right: frozenset[str], depth: int) -> float:
    """Right places among the first ``depth``, over as many as could stand there."""
    return len(right.intersection(ranking[:depth])) / min(depth, len(right))


def ndcg(ranking: Ranking, right: frozenset[str], depth: int = 10) -> float:
    gain = sum(1 / math.log2(rank + 1) for rank, place in enumerate(ranking[:depth], 1) if place in right)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(depth, len(right)) + 1))


def quality(judged: Sequence[Judged]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for half in ("tune", "held"):
        of_half = [one for one in judged if one.question.half == half]
        groups: dict[str, list[Judged]] = {"all": [one for one in of_half if one.question.right]}
        for key in ("script", "kind"):
            for one in of_half:
                if one.question.right:
                    groups.setdefault(getattr(one.question, key), []).append(one)
        nothing = [one for one in of_half if not one.question.right]
        figures[half] = {
            "unanswerable": len(nothing),
            "rightly_empty": statistics.mean(not fused_and_cut(one.evidence) for one in nothing),
            "wrongly_empty": statistics.mean(not fused_and_cut(one.evidence) for one in groups["all"]),
            "groups": {
                name: {"questions": len(group)} | {method: _means(group, rank) for method, rank in METHODS.items()}
                for name, group in groups.items()
            },
        }
    return figures


def _means(group: Sequence[Judged], rank: Callable[[Sequence[Evidence]], Ranking]) -> dict[str, float]:
    rankings = [(rank(one.evidence), one.question.right) for one in group]
    return {
        "recall@1": statistics.mean(recall(ranking, right, 1) for ranking, right in rankings),
        "recall@5": statistics.mean(recall(ranking, right, 5) for ranking, right in rankings),
        "ndcg@10": statistics.mean(ndcg(ranking, right) for ranking, right in rankings),
    }


def costs(questions: Sequence[Question], gazetteer: Gazetteer, folder: Path) -> dict[str, float]:
    import psutil

    process = psutil.Process()
    before = process.memory_info().rss
    encoder = SentenceEncoder()
    seconds = {"load_encoder_s": _seconds(encoder.load)}
    live = LiveSearch(folder, encoder=encoder)
    seconds["build_s"] = _seconds(lambda: live.follow(gazetteer))
    again = LiveSearch(folder, encoder=encoder)
    seconds["reopen_s"] = _seconds(lambda: again.follow(gazetteer))
    spent, queries = time.process_time(), []
    for question in questions:
        queries.append(1000 * _seconds(partial(live.search, question.text, "zh-Hans", 10)))
    spent = time.process_time() - spent
    queries.sort()
    return seconds | {
        "query_p50_ms": queries[len(queries) // 2],
        "query_p95_ms": queries[int(len(queries) * 0.95)],
        "query_cpu_ms": 1000 * spent / len(questions),
        "index_mb": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
        "resident_mb": process.memory_info().rss / 1e6,
        "resident_growth_mb": (process.memory_info().rss - before) / 1e6,
    }


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


# -- fitting --------------------------------------------------------------------------------------------------


def fit(judged: Sequence[Judged]) -> None:
    """Print weights by ridge logistic regression, and the cut with the best mean of full and rightly empty answers."""
    tuning = [one for one in judged if one.question.half == "tune"]
    features, labels, importance = [], [], []
    for one in tuning:
        # Every question weighs alike, its right answers as much as all wrong ones together.
        hits = [evidence for evidence in one.evidence if evidence.place_id in one.question.right]
        misses = [evidence for evidence in one.evidence if evidence.place_id not in one.question.right]
        # The many that nothing speaks for would teach nothing.
        misses = sorted(misses, key=lambda evidence: -evidence.lead - evidence.bm25)[:HARDEST]
        for group, label in ((hits, 1.0), (misses, 0.0)):
            for evidence in group:
                features.append(evidence.features())
                labels.append(label)
                importance.append(1 / len(group))
    weights, bias = _logistic(np.array(features), np.array(labels), np.array(importance))
    fitted = Calibration(tuple(round(float(weight), 2) for weight in weights), round(float(bias), 2), cut=0.5)
    values = {cut / 100: _value(tuning, replace(fitted, cut=cut / 100)) for cut in range(30, 91, 2)}
    best = max(values.values())
    # In the middle of the cuts that do about as well, where a new question is least likely to fall on the wrong side.
    good = [cut for cut, value in values.items() if value > best - 0.01]
    cut = statistics.median_low(good)
    print(f"Calibration(weights={fitted.weights}, bias={fitted.bias}, cut={cut})")
    print(f"value {values[cut]:.3f}; best {best:.3f}; within 0.01 of it from {min(good)} to {max(good)}")


def _logistic(x: Any, y: Any, importance: Any, ridge: float = 0.5) -> tuple[Any, float]:
    """Newton's method on the penalised likelihood."""
    x1 = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.diag([ridge] * x.shape[1] + [1e-6])
    w = np.zeros(x1.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x1 @ w, -30, 30)))
        gradient = x1.T @ (importance * (p - y)) + penalty @ w
        hessian = (x1 * (importance * p * (1 - p))[:, None]).T @ x1 + penalty
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w[:-1], float(w[-1])


def _value(judged: Sequence[Judged], calibration: Calibration) -> float:
    """How good the answers are: nDCG where there is an answer, emptiness where there is none."""
    full, empty = [], []
    for one in judged:
        kept = [evidence for evidence in one.evidence if calibration.likelihood(evidence) >= calibration.cut]
        if one.question.right:
            full.append(ndcg(_ranked(kept, calibration.likelihood), one.question.right))
        else:
            empty.append(not kept)
    return (statistics.mean(full) + statistics.mean(empty)) / 2


# -- edges ----------------------------------------------------------------------------------------------------


def _gathered(questions: Sequence[Question], gazetteer: Gazetteer, folder: Path) -> list[Judged]:
    encoder = SentenceEncoder()
    index: Index = IndexFolder(folder, encoder).open(gazetteer)
    return [Judged(question, gather(question.text, index, encoder)) for question in questions]


def _gazetteer(folder: Path) -> Gazetteer:
    from knowledge.places.pack import load_pack

    return load_pack(folder).gazetteer()


def _show(report: Mapping[str, Any]) -> None:
    for name, figure in report["costs"].items():
        print(f"{name:20} {figure:10.2f}")
    for half, figures in report["quality"].items():
        print(
            f"\n{half}: {figures['unanswerable']} unanswerable, rightly empty {figures['rightly_empty']:.3f}; ",
            end="",
        )
        print(f"wrongly empty {figures['wrongly_empty']:.3f}.  recall@1 / recall@5 / nDCG@10")
        print(f"{'':13}{'n':>4}  " + "".join(f"{method:>19}" for method in METHODS))
        for group, row in figures["groups"].items():
            cells = (" ".join(f"{value:.3f}" for value in row[method].values()) for method in METHODS)
            print(f"{group:13}{row['questions']:>4}  " + "".join(f"{cell:>19}" for cell in cells))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--district", type=Path, default=DISTRICT, help="the pack the questions are about")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    parser.add_argument("--fit", action="store_true", help="fit weights and cut on the tuning half, and stop")
    return parser.parse_args()


if __name__ == "__main__":
    main()
