"""Texts are embedded once; what an earlier training has embedded is read from its file."""

import numpy as np
import pytest

from bot.components.kept_vectors import vectors_of


class Encoders:
    """Makes encoders and notes what they were asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self):
        def encode(text):
            self.asked.append(text)
            return np.full(3, len(text), np.float32)

        return encode


@pytest.fixture
def file(tmp_path):
    return str(tmp_path / "vectors.sqlite")


def test_each_text_is_embedded_once_and_then_found(file):
    """A second training with one new phrase embeds that phrase only."""
    encoders = Encoders()
    first = vectors_of(["a", "bb", "a"], "model 1", encoders, file, workers=2)
    assert sorted(encoders.asked) == ["a", "bb"]
    again = vectors_of(["a", "bb", "ccc"], "model 1", encoders, file, workers=2)
    assert sorted(encoders.asked) == ["a", "bb", "ccc"]
    assert {text: list(vector) for text, vector in again.items()} == {"a": [1] * 3, "bb": [2] * 3, "ccc": [3] * 3}
    assert np.array_equal(first["bb"], again["bb"])


def test_another_model_s_vectors_are_not_taken(file):
    """Vectors of two models can't be compared."""
    encoders = Encoders()
    vectors_of(["a"], "model 1", encoders, file, workers=1)
    vectors_of(["a"], "model 2", encoders, file, workers=1)
    assert encoders.asked == ["a", "a"]


def test_without_a_file_all_are_embedded():
    """Training by hand needs no place to keep anything."""
    encoders = Encoders()
    assert set(vectors_of(["a", "bb"], "model 1", encoders, None, workers=2)) == {"a", "bb"}
