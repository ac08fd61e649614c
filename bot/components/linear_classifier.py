"""A multinomial logistic regression over the n-grams and the embedding, for the intent and for what is asked about."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, METADATA, METADATA_INTENT, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack, vstack

ATTRIBUTE = "attribute"
NO_ATTRIBUTE = "none"
_FILE = "weights.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(IntentClassifier, GraphComponent):
    """Names the label of a message with its probability.

    `label: intent` writes `intent` and `intent_ranking` as Rasa expects them. `label: attribute` learns from
    `metadata: {attribute: ...}` of the training data's intents and writes `attribute: {name or null, confidence}` into the
    parse data, where an action finds it in the tracker's latest message.
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
        """`strength`: inverse of the regularisation; `dense_scale`: weight of the embedding beside the n-grams.

        Embeddings of unrelated sentences are close to each other, so that unscaled they would hardly count.
        """
        return {"label": INTENT, "strength": 10.0, "dense_scale": 5.0, "max_iter": 300, "ranking_length": 5}

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Raises ValueError when the label is unknown."""
        if config.get("label", INTENT) not in (INTENT, ATTRIBUTE):
            raise ValueError(f"LinearClassifier: label must be intent or attribute, not {config['label']!r}")

    def __init__(self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """A classifier that has learned nothing yet."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._labels: List[Text] = []
        self._weights: Optional[np.ndarray] = None
        self._bias: Optional[np.ndarray] = None

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearClassifier:
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
    ) -> LinearClassifier:
        """The classifier as it was trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE, allow_pickle=False) as stored:
            component._labels = [str(label) for label in stored["labels"]]
            component._weights = stored["weights"]
            component._bias = stored["bias"]
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the weights and stores them. Raises ValueError when there are not two labels to tell apart."""
        from sklearn.linear_model import LogisticRegression

        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        labels = [self._label(message) for message in examples]
        if len(set(labels)) < 2:
            raise ValueError(f"LinearClassifier: the training data know fewer than two values of {self._config['label']}")
        model = LogisticRegression(
            C=self._config["strength"], max_iter=self._config["max_iter"], class_weight="balanced", multi_class="multinomial"
        )
        model.fit(self._features(examples), labels)
        # Two labels are stored by scikit-learn as one row: written out, prediction needs no special case.
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        self._labels = [str(label) for label in model.classes_]
        self._weights, self._bias = weights.astype(np.float32), bias.astype(np.float32)
        self._persist()
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Writes the label and its probability into each message that has features."""
        for message in messages:
            if message.get(TEXT) and message.features:
                self._write(message, self._probabilities(message))
            elif self._config["label"] == INTENT:
                message.set(INTENT, {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this classifier learns from its answers."""
        return training_data

    def _label(self, message: Message) -> Text:
        if self._config["label"] == INTENT:
            return message.get(INTENT)
        return ((message.get(METADATA) or {}).get(METADATA_INTENT) or {}).get(ATTRIBUTE, NO_ATTRIBUTE)

    def _features(self, messages: List[Message]) -> csr_matrix:
        return vstack([self._row(message) for message in messages]).tocsr()

    def _row(self, message: Message) -> csr_matrix:
        _, sparse = message.get_sparse_features(TEXT)
        _, dense = message.get_dense_features(TEXT)
        parts = []
        if sparse:
            counts = csr_matrix(sparse.features, dtype=np.float32)
            # Logarithms of counts on the unit sphere: a long message is no surer of itself than a short one.
            counts.data = np.log1p(counts.data)
            parts.append(counts / max(float(np.sqrt(counts.multiply(counts).sum())), 1e-9))
        if dense:
            parts.append(csr_matrix(dense.features * self._config["dense_scale"], dtype=np.float32))
        return hstack(parts).tocsr()

    def _probabilities(self, message: Message) -> np.ndarray:
        scores = np.asarray(self._row(message) @ self._weights.T).ravel() + self._bias
        exponents = np.exp(scores - scores.max())
        return exponents / exponents.sum()

    def _write(self, message: Message, probabilities: np.ndarray) -> None:
        order = np.argsort(-probabilities)
        ranking = [
            {INTENT_NAME_KEY: self._labels[index], PREDICTED_CONFIDENCE_KEY: float(probabilities[index])}
            for index in order[: self._config["ranking_length"]]
        ]
        if self._config["label"] == INTENT:
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            return
        best = ranking[0]
        name = None if best[INTENT_NAME_KEY] == NO_ATTRIBUTE else best[INTENT_NAME_KEY]
        message.set(ATTRIBUTE, {"name": name, "confidence": best[PREDICTED_CONFIDENCE_KEY]}, add_to_output=True)

    def _persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / _FILE, labels=np.array(self._labels), weights=self._weights, bias=self._bias)
