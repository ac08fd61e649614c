"""What a sentence wishes of a day, heard by its meaning: the sea, a slow pace, no lunch.

The grammars of the action know the words by which such things are usually said. "Somewhere the kids can tear about" has
none of them; but it lies near other sentences about children, and that is what is learned here: one regression for each
thing wished, over the same features as the intent's.
"""

from __future__ import annotations

from typing import Any, Dict, List, Text, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import vstack

from bot.components.sentence_features import row_of
from bot.components.wish_sentences import UNDECIDED, WISHED

WISHES = "wishes"
_FILE = "wishes.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class WishTagger(GraphComponent):
    """Writes `wishes`, the probability of each thing that may be wished, into each message that has words."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """At least one featurizer."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> List[Text]:
        """Only training needs scikit-learn."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`regularisation` and `rounds` of the descent; `dense_scale`: weight of the embedding beside the n-grams."""
        return {"regularisation": 3e-5, "rounds": 30, "dense_scale": 2.0}

    def __init__(self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """A tagger that has learned nothing yet."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._tags: List[Text] = []
        self._weights = np.zeros((0, 0), np.float32)
        self._bias = np.zeros(0, np.float32)

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WishTagger:
        """An untrained tagger."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> WishTagger:
        """The tagger as it was trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE, allow_pickle=False) as stored:
            component._tags = [str(tag) for tag in stored["tags"]]
            component._weights = stored["weights"]
            component._bias = stored["bias"]
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the weights of each tag that some sentences wish, and stores them. Raises ValueError when there is none."""
        from sklearn.linear_model import SGDClassifier

        sentences = [
            message for message in training_data.training_examples if WISHED in (message.get(METADATA) or {})
        ]
        self._tags = sorted({tag for message in sentences for tag in message.get(METADATA)[WISHED]})
        if not self._tags:
            raise ValueError("WishTagger: no training sentence wishes anything")
        rows = vstack([self._row(message) for message in sentences]).tocsr()
        learned = []
        for tag in self._tags:
            told = [index for index, message in enumerate(sentences) if tag not in message.get(METADATA)[UNDECIDED]]
            model = SGDClassifier(
                loss="log_loss",
                alpha=self._config["regularisation"],
                max_iter=self._config["rounds"],
                tol=None,
                average=True,
                random_state=0,
            )
            learned.append(model.fit(rows[told], [tag in sentences[index].get(METADATA)[WISHED] for index in told]))
        self._weights = np.ascontiguousarray(np.vstack([model.coef_ for model in learned]).T, np.float32)
        self._bias = np.concatenate([model.intercept_ for model in learned]).astype(np.float32)
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / _FILE,
                tags=np.array(self._tags),
                weights=self._weights,
                bias=self._bias,
            )
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Writes the probabilities, to three places, into each message that has words."""
        for message in messages:
            if message.get(TEXT) and message.features:
                scores = np.asarray(self._row(message) @ self._weights).ravel() + self._bias
                chances = np.round(1 / (1 + np.exp(-scores)), 3).tolist()
                message.set(WISHES, dict(zip(self._tags, chances)), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this component learns from its answers."""
        return training_data

    def _row(self, message: Message) -> Any:
        return row_of(message, self._config["dense_scale"])
