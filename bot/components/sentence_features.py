"""A sentence as one row of numbers: its runs of characters and, beside them, its meaning."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack


def row_of(message: Message, dense_scale: float) -> csr_matrix:
    """The row of a message that has passed the featurizers; `dense_scale` weighs the embedding beside the n-grams."""
    _, sparse = message.get_sparse_features(TEXT)
    _, dense = message.get_dense_features(TEXT)
    parts = []
    if sparse:
        counts = csr_matrix(sparse.features, dtype=np.float32)
        # Logarithms of counts on the unit sphere: a long message is no surer of itself than a short one.
        counts.data = np.log1p(counts.data)
        parts.append(counts / max(float(np.sqrt(counts.multiply(counts).sum())), 1e-9))
    if dense:
        parts.append(csr_matrix(dense.features * dense_scale, dtype=np.float32))
    return hstack(parts).tocsr()
