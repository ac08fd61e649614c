"""What is wanted and what is asked about: a logistic regression averaged with the nearest sentences learned.

Both are learned as one label, such as `place_info/ticket` or `food/nearby`. A question for the price and one for the way in
have little in common, and a single straight boundary around all questions about places would have to hold both; cut into
parts each has its own, and the intent's probability is the sum of its parts'.

The regression knows wording and meaning by and large; the neighbours know the single odd sentence that it smooths away.
"""

from __future__ import annotations

from typing import Any, Dict, List, Text, Tuple, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    METADATA,
    METADATA_INTENT,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from bot.components.sentence_features import row_of

ATTRIBUTE = "attribute"
_FILE = "weights.npz"
_AXES = 96
_LIKELY = 400
"""Of the ten nearest sentences 99 in 100 are among so many that are likest along so many main axes."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class JointClassifier(IntentClassifier, GraphComponent):
    """Writes `intent`, `intent_ranking` and `attribute` into each message.

    The attribute is learned from `metadata: {attribute: ...}` of the training data's intents. It is written as
    `{name or null, confidence}` into the parse data, where an action finds it in the tracker's latest message.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """At least one featurizer."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> List[Text]:
        """Only training needs scikit-learn: prediction is one product of matrices."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`regularisation`: the less, the closer to what was learned; `rounds`: how often all of it is gone through.

        `dense_scale`: weight of the embedding beside the n-grams.

        `neighbours`: how many sentences nearest in meaning are asked, none if 0; `sharpness`: how much more the nearer
        of them count.

        Embeddings of unrelated sentences are close to each other, so that unscaled they would hardly count.
        """
        return {
            "regularisation": 1e-5,
            "rounds": 15,
            "dense_scale": 2.0,
            "neighbours": 10,
            "sharpness": 10.0,
            "ranking_length": 5,
        }

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Raises ValueError when a number is not positive."""
        for name in ("regularisation", "rounds", "dense_scale", "sharpness", "ranking_length"):
            if not config.get(name, 1) > 0:
                raise ValueError(f"JointClassifier: {name} must be positive, not {config[name]!r}")
        if config.get("neighbours", 0) < 0:
            raise ValueError(f"JointClassifier: neighbours must not be negative, not {config['neighbours']!r}")

    def __init__(self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """A classifier that has learned nothing yet."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._labels: List[Tuple[Text, Text]] = []
        self._weights = np.zeros((0, 0), np.float32)
        self._bias = np.zeros(0, np.float32)
        self._centre = np.zeros(0, np.float32)
        self._meanings = np.zeros((0, 0), np.float32)
        self._labelled = np.zeros(0, np.int64)
        self._axes = np.zeros((0, 0), np.float32)
        self._outlines = np.zeros((0, 0), np.float32)

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> JointClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> JointClassifier:
        """The classifier as it was trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE, allow_pickle=False) as stored:
            component._labels = [(str(intent), str(attribute)) for intent, attribute in stored["labels"]]
            component._weights = stored["weights"]
            component._bias = stored["bias"]
            component._centre = stored["centre"]
            component._meanings = stored["meanings"].astype(np.float32)
            component._labelled = stored["labelled"]
        component._outline()
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the weights and stores them. Raises ValueError when there are not three labels to tell apart."""
        from sklearn.linear_model import SGDClassifier

        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        labels = ["/".join(_label(message)) for message in examples]
        if len(set(labels)) < 3:
            raise ValueError("JointClassifier: the training data hold fewer than three different labels")
        # One against the rest, by averaged stochastic gradient descent: as good as all at once, in a tenth of the time.
        model = SGDClassifier(
            loss="log_loss",
            alpha=self._config["regularisation"],
            max_iter=self._config["rounds"],
            tol=None,
            average=True,
            random_state=0,
        )
        model.fit(vstack([self._features(message) for message in examples]).tocsr(), labels)
        self._labels = [_pair(label) for label in model.classes_]
        # Features by rows and in one piece: turned round for every message, they would be copied every time.
        self._weights = np.ascontiguousarray(model.coef_.T, np.float32)
        self._bias = model.intercept_.astype(np.float32)
        if self._config["neighbours"]:
            self._remember(examples, [list(model.classes_).index(label) for label in labels])
        self._persist()
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Writes what is wanted and asked about, with probabilities, into each message."""
        for message in messages:
            if message.get(TEXT) and message.features:
                self._write(message, self._probabilities(message))
            else:
                message.set(INTENT, {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this classifier learns from its answers."""
        return training_data

    def _remember(self, examples: List[Message], labelled: List[int]) -> None:
        meanings = np.vstack([_meaning(message) for message in examples])
        # Embeddings of any two sentences are alike; what sets them apart is what differs from the common.
        self._centre = meanings.mean(axis=0)
        self._meanings = _on_sphere(meanings - self._centre)
        self._labelled = np.array(labelled)
        self._outline()

    def _outline(self) -> None:
        # All sentences whole are tens of megabytes, and reading them for every message is what takes the time.
        if len(self._meanings):
            _, axes = np.linalg.eigh(self._meanings.T @ self._meanings)
            self._axes = np.ascontiguousarray(axes[:, -_AXES:])
            self._outlines = self._meanings @ self._axes

    def _features(self, message: Message) -> csr_matrix:
        return row_of(message, self._config["dense_scale"])

    def _probabilities(self, message: Message) -> np.ndarray:
        scores = np.asarray(self._features(message) @ self._weights).ravel() + self._bias
        alone = 1 / (1 + np.exp(-scores))
        by_regression = alone / alone.sum()
        return (by_regression + self._by_neighbours(message)) / 2 if len(self._meanings) else by_regression

    def _by_neighbours(self, message: Message) -> np.ndarray:
        meaning = _on_sphere(_meaning(message) - self._centre)[0]
        likely = _greatest(self._outlines @ (meaning @ self._axes), _LIKELY)
        likeness = self._meanings[likely] @ meaning
        nearest = _greatest(likeness, self._config["neighbours"])
        votes = np.bincount(
            self._labelled[likely[nearest]],
            weights=np.exp(self._config["sharpness"] * likeness[nearest]),
            minlength=len(self._labels),
        )
        return votes / votes.sum()

    def _write(self, message: Message, probabilities: np.ndarray) -> None:
        by_intent: Dict[Text, Dict[Text, float]] = {}
        for (intent, attribute), probability in zip(self._labels, probabilities):
            by_intent.setdefault(intent, {})[attribute] = float(probability)
        totals = {intent: sum(parts.values()) for intent, parts in by_intent.items()}
        ranking = [
            {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: totals[intent]}
            for intent in sorted(totals, key=totals.__getitem__, reverse=True)[: self._config["ranking_length"]]
        ]
        wanted = ranking[0][INTENT_NAME_KEY]
        asked, probability = max(by_intent[wanted].items(), key=lambda item: item[1])
        message.set(INTENT, dict(ranking[0]), add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(ATTRIBUTE, {"name": asked or None, "confidence": probability / totals[wanted]}, add_to_output=True)

    def _persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / _FILE,
                labels=np.array(self._labels),
                weights=self._weights,
                bias=self._bias,
                centre=self._centre,
                meanings=self._meanings.astype(np.float16),
                labelled=self._labelled,
            )


def _greatest(values: np.ndarray, count: int) -> np.ndarray:
    """Where the greatest so many values are, in no order."""
    count = min(count, len(values))
    return np.argpartition(values, -count)[-count:]


def _meaning(message: Message) -> np.ndarray:
    _, dense = message.get_dense_features(TEXT)
    if dense is None:
        raise ValueError("JointClassifier: neighbours need a dense feature of the sentence")
    return np.asarray(dense.features, np.float32).reshape(1, -1)


def _on_sphere(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _label(message: Message) -> Tuple[Text, Text]:
    learned = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return message.get(INTENT), learned.get(ATTRIBUTE, "")


def _pair(label: Text) -> Tuple[Text, Text]:
    intent, _, attribute = label.partition("/")
    return intent, attribute
