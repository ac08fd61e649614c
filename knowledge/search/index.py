"""The derived index: vectors in FAISS, words in BM25, names; kept in a folder and thrown away when in doubt."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale
from knowledge.search.encoder import Encoder, Vectors
from knowledge.search.keyword import KeywordIndex, name_pattern, words
from knowledge.search.names import Names
from knowledge.search.passages import Passage, passages_of
from knowledge.search.wishes import Wishes

_FORMAT = 1
"""Raise it whenever the files or the making of texts change."""


@dataclass(frozen=True)
class Index:
    """Everything one revision of the search needs. Immutable: an edit makes a new one."""

    revision: str
    """Content hash of the passages, the names and the encoder's name."""
    passages: tuple[Passage, ...]
    """What is searched: a Chinese and an English passage of each side of a place. The position is the id in FAISS."""
    shown: Mapping[tuple[str, str, int], Mapping[Locale, str]]
    """The texts of a side (place, facet, number) in every language."""
    positions: Mapping[str, tuple[int, ...]]
    """A place's passages."""
    english: NDArray[np.bool_]
    """Which passages are English, by position."""
    names: Names
    wishes: Wishes
    keywords: KeywordIndex
    vectors: Any
    """The FAISS index."""

    def similarities(self, query: Vectors) -> NDArray[np.float32]:
        """Cosine of each passage with the query's vector, by position."""
        import faiss

        # Threads that wait for each other cost far more than they save on so little; the setting is the thread's own.
        faiss.omp_set_num_threads(1)
        found, ids = self.vectors.search(query, len(self.passages))
        similarities = np.empty(len(self.passages), dtype=np.float32)
        similarities[ids[0]] = found[0]
        return similarities


class IndexFolder:
    """Where the index is kept, in a folder named by its revision, beside a cache of vectors by text.

    Everything in it can be made again, so that what is missing, stale or damaged is simply made anew.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder = folder
        self._encoder = encoder
        encoder_key = hashlib.sha256(encoder.name.encode()).hexdigest()[:12]
        self._cache_file = folder / f"vectors-{encoder_key}.npz"
        self._cache: dict[str, NDArray[np.float32]] | None = None
        self.encoded = 0
        """How many texts went through the encoder in the last call of ``open``."""
        self.loaded = False
        """Whether the last call of ``open`` found its index ready made."""

    def open(self, gazetteer: Gazetteer) -> Index:
        """The index of that gazetteer: as stored, or built, with only new texts encoded, and stored.

        Raises:
            EncoderUnavailable: when texts must be encoded and the encoder can't be had.
        """
        self.encoded = 0
        passages = passages_of(gazetteer)
        searched = _searched(passages)
        names = Names(gazetteer)
        revision = _revision(passages, names, self._encoder.name)
        stored = self._stored(revision, len(searched))
        self.loaded = stored is not None
        if stored:
            segmented, vectors = stored
        else:
            own_words = name_pattern(names.chinese)
            segmented = [list(words(passage.indexed, own_words)) for passage in searched]
            vectors = _flat_index(self._encode([passage.indexed for passage in searched]))
            self._store(revision, segmented, vectors)
        return Index(
            revision,
            searched,
            _texts_by_side(passages),
            _positions(searched),
            np.array([passage.locale == "en" for passage in searched], dtype=np.bool_),
            names,
            Wishes(gazetteer),
            KeywordIndex(segmented, name_pattern(names.chinese)),
            vectors,
        )

    # -- stored form ------------------------------------------------------------------------------------------

    def _stored(self, revision: str, count: int) -> tuple[list[list[str]], Any] | None:
        import faiss

        home = self._folder / f"index-{revision}"
        try:
            manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
            for name, digest in manifest["files"].items():
                if _digest((home / name).read_bytes()) != digest:
                    return None
            segmented = json.loads((home / "words.json").read_text(encoding="utf-8"))
            vectors = faiss.read_index(str(home / "vectors.faiss"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
            return None
        return (segmented, vectors) if len(segmented) == vectors.ntotal == count else None

    def _store(self, revision: str, segmented: list[list[str]], vectors: Any) -> None:
        import faiss

        home, draft = self._folder / f"index-{revision}", self._folder / f"draft-{revision}-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        (draft / "words.json").write_text(json.dumps(segmented, ensure_ascii=False), encoding="utf-8")
        faiss.write_index(vectors, str(draft / "vectors.faiss"))
        files = {path.name: _digest(path.read_bytes()) for path in sorted(draft.iterdir())}
        manifest = {"revision": revision, "encoder": self._encoder.name, "files": files}
        (draft / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        shutil.rmtree(home, ignore_errors=True)
        draft.rename(home)
        for old in self._folder.glob("index-*"):
            if old != home:
                shutil.rmtree(old, ignore_errors=True)

    # -- vectors by text --------------------------------------------------------------------------------------

    def _encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text; only texts never seen before go through the encoder."""
        cache = self._read_cache()
        keys = [_digest(text.encode()) for text in texts]
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in cache}
        if unknown:
            fresh = self._encoder.encode_passages(list(unknown.values()))
            cache.update(zip(unknown, fresh, strict=True))
            self.encoded = len(unknown)
        self._cache = {key: cache[key] for key in dict.fromkeys(keys)}
        if unknown or len(cache) > len(self._cache):
            self._write_cache(self._cache)
        return np.vstack([self._cache[key] for key in keys]) if keys else np.zeros((0, 1), dtype=np.float32)

    def _read_cache(self) -> dict[str, NDArray[np.float32]]:
        if self._cache is None:
            try:
                with np.load(self._cache_file, allow_pickle=False) as stored:
                    self._cache = dict(zip(map(str, stored["keys"]), stored["vectors"], strict=True))
            # A damaged archive fails in many ways; zipfile.BadZipFile is no ValueError.
            except Exception:
                self._cache = {}
        return dict(self._cache)

    def _write_cache(self, cache: Mapping[str, NDArray[np.float32]]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._cache_file.with_name(f"draft-{os.getpid()}-{self._cache_file.name}")
        np.savez(draft, keys=np.array(list(cache)), vectors=np.vstack(list(cache.values())))
        draft.replace(self._cache_file)


def _searched(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Without what is said in the other Chinese script too: in folded spelling they are the same to the search."""
    simplified = {_side(passage) for passage in passages if passage.locale == "zh-Hans"}
    return tuple(passage for passage in passages if passage.locale != "zh-Hant" or _side(passage) not in simplified)


def _side(passage: Passage) -> tuple[str, str, int]:
    return passage.place_id, passage.facet, passage.number


def _texts_by_side(passages: Iterable[Passage]) -> dict[tuple[str, str, int], dict[Locale, str]]:
    texts: dict[tuple[str, str, int], dict[Locale, str]] = {}
    for passage in passages:
        texts.setdefault(_side(passage), {})[passage.locale] = passage.text
    return texts


def _positions(passages: Sequence[Passage]) -> dict[str, tuple[int, ...]]:
    positions: dict[str, list[int]] = {}
    for position, passage in enumerate(passages):
        positions.setdefault(passage.place_id, []).append(position)
    return {place_id: tuple(found) for place_id, found in positions.items()}


def _flat_index(vectors: Vectors) -> Any:
    import faiss

    # Exact search: with some thousand passages it takes a fraction of a millisecond.
    index = faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
    index.add_with_ids(vectors, np.arange(len(vectors), dtype=np.int64))
    return index


def _revision(passages: Sequence[Passage], names: Names, encoder_name: str) -> str:
    content = [
        _FORMAT,
        encoder_name,
        names.fingerprint,
        [list(asdict(passage).values()) for passage in passages],
    ]
    return _digest(json.dumps(content, ensure_ascii=False).encode())[:16]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
