"""Vectors of texts that an earlier training has embedded, in a file: what was not changed is not embedded twice."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Callable, Dict, Iterable, List, Optional, Text

import numpy as np

Encode = Callable[[Text], np.ndarray]


def vectors_of(
    texts: Iterable[Text], model: Text, new_encoder: Callable[[], Encode], file: Optional[Text], workers: int
) -> Dict[Text, np.ndarray]:
    """The vector of each text, float32; those not in `file` are embedded by `workers` threads and kept there.

    `model` names the encoder and its version: vectors of another are never mixed in. `new_encoder` makes an encoder for
    one thread. Without a file nothing is kept.
    """
    wanted = {_key(model, text): text for text in texts}
    kept = _read(file, wanted) if file else {}
    missing = {key: text for key, text in wanted.items() if key not in kept}
    fresh = dict(zip(missing, _embedded(list(missing.values()), new_encoder, workers)))
    if file and fresh:
        _write(file, fresh)
    return {text: fresh[key] if key in fresh else kept[key] for key, text in wanted.items()}


def _key(model: Text, text: Text) -> bytes:
    return hashlib.sha256(f"{model}\0{text}".encode()).digest()


def _embedded(texts: List[Text], new_encoder: Callable[[], Encode], workers: int) -> List[np.ndarray]:
    own = threading.local()

    def embed(text: Text) -> np.ndarray:
        if not hasattr(own, "encode"):
            own.encode = new_encoder()
        return np.asarray(own.encode(text), np.float32)

    with ThreadPoolExecutor(max(1, workers)) as pool:
        return list(pool.map(embed, texts))


def _open(file: Text) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
    return connection


def _read(file: Text, wanted: Iterable[bytes]) -> Dict[bytes, np.ndarray]:
    sought = set(wanted)
    with closing(_open(file)) as connection:
        rows = connection.execute("SELECT key, vector FROM vectors")
        return {key: np.frombuffer(vector, np.float32) for key, vector in rows if key in sought}


def _write(file: Text, fresh: Dict[bytes, np.ndarray]) -> None:
    with closing(_open(file)) as connection, connection:
        connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(key, vector.tobytes()) for key, vector in fresh.items()]
        )
