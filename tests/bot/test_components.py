"""Rasa's graph accepts the components, and each does with a message what it promises."""

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.joint_classifier import JointClassifier
from bot.components.plain_tokenizer import PlainTokenizer
from bot.components.sentence_embedding import SentenceEmbedding
from bot.components.wish_sentences import read_line
from bot.components.wish_tagger import WishTagger

CONTEXT = ExecutionContext(GraphSchema({}), "test")

EXAMPLES = [
    ("几点开门", "place_info", "opening_hours"),
    ("什么时候关门", "place_info", "opening_hours"),
    ("门票多少钱", "place_info", "ticket"),
    ("票价贵吗", "place_info", "ticket"),
    ("你好", "greet", None),
    ("hello", "greet", None),
]


WISHES = [
    "想去海边吹吹风 #seaside", "a walk along the beach #seaside",
    "喺海邊行下 #seaside ?relaxed", "see the sea #seaside",
    "慢慢来不赶 #relaxed", "take it slow #relaxed", "悠閒一點 #relaxed", "no rush at all #relaxed",
    "三个大人", "without taxis", "明天下午", "our budget is small",
]  # fmt: skip


def prepared(text, metadata=None):
    """A message with tokens and its embedding."""
    message = Message({"text": text, "metadata": metadata or {}})
    tokenizer = PlainTokenizer(PlainTokenizer.get_default_config())
    embedding = SentenceEmbedding({**SentenceEmbedding.get_default_config(), "alias": "embedding"}, CONTEXT)
    return embedding.process(tokenizer.process([message]))[0]


def embedding_of(message):
    return message.get_dense_features("text")[1].features


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    storage = LocalModelStorage(tmp_path_factory.mktemp("model"))
    config = JointClassifier.get_default_config()
    untrained = JointClassifier.create(config, storage, Resource("linear"), CONTEXT)
    examples = []
    for text, intent, attribute in EXAMPLES:
        message = prepared(text, {"intent": {"attribute": attribute}} if attribute else {})
        message.set("intent", intent)
        examples.append(message)
    untrained.train(TrainingData(examples))
    return untrained, JointClassifier.load(config, storage, Resource("linear"), CONTEXT)


def test_the_embedding_is_one_row_of_length_one():
    """A dense sentence feature of 384 numbers on the unit sphere."""
    vector = embedding_of(prepared("海边哪里看日落"))
    assert vector.shape == (1, 384)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-4)


def test_scripts_share_their_embedding():
    """The same words in traditional and simplified characters are the same to the classifier."""
    assert np.array_equal(embedding_of(prepared("幾點開門")), embedding_of(prepared("几点开门")))


def test_a_message_without_words_gets_no_feature():
    """Punctuation alone has no meaning to embed."""
    assert prepared("？！…").features == []


def test_a_masked_name_makes_no_difference():
    """Two places named by the sender lead to the same features."""
    one = prepared("天后宫几点开门", {"names": ["天后宫"]})
    other = prepared("甲乙丙丁几点开门", {"names": ["甲乙丙丁"]})
    assert np.array_equal(embedding_of(one), embedding_of(other))


@pytest.mark.parametrize("names", ["天后宫", None, [1, None], {"a": 1}])
def test_malformed_names_are_ignored(names):
    """What the sender hands over never stops a message."""
    assert prepared("天后宫几点开门", {"names": names}).get("text_tokens")[0].text == "天后宫几点开门"


def test_what_was_trained_is_what_is_loaded(classifier):
    """A stored model gives the same answer as the one that was just trained."""
    answers = []
    for one in classifier:
        message = one.process([prepared("几点关门")])[0]
        answers.append((message.get("intent")["name"], message.get("attribute")["name"]))
    assert answers == [("place_info", "opening_hours")] * 2


def test_probabilities_of_all_intents_sum_to_one(classifier):
    """An intent's probability is the sum over its attributes."""
    message = classifier[1].process([prepared("早上好")])[0]
    assert sum(guess["confidence"] for guess in message.get("intent_ranking")) == pytest.approx(1.0, abs=1e-5)


def test_an_intent_without_attributes_has_none(classifier):
    """A greeting asks about nothing."""
    message = classifier[1].process([prepared("hello")])[0]
    assert (message.get("intent")["name"], message.get("attribute")["name"]) == ("greet", None)


def test_a_message_without_features_is_no_intent(classifier):
    """The fallback then takes over."""
    assert classifier[1].process([prepared("…")])[0].get("intent") == {"name": None, "confidence": 0.0}


@pytest.mark.parametrize(
    ("component", "config"),
    [
        (JointClassifier, {"rounds": 0}),
        (JointClassifier, {"neighbours": -1}),
        (SentenceEmbedding, {"longest": 0}),
    ],
)
def test_a_senseless_setting_is_refused(component, config):
    """Mistakes in config.yml are told before training."""
    with pytest.raises(ValueError, match="must"):
        component.validate_config(config)


@pytest.fixture(scope="module")
def tagger(tmp_path_factory):
    storage = LocalModelStorage(tmp_path_factory.mktemp("wishes"))
    config = WishTagger.get_default_config()
    untrained = WishTagger.create(config, storage, Resource("wishes"), CONTEXT)
    untrained.train(TrainingData([prepared(*read_line(line)) for line in WISHES] + [prepared("你好")]))
    return untrained, WishTagger.load(config, storage, Resource("wishes"), CONTEXT)


def test_a_wish_is_heard_in_other_words(tagger):
    """What was never read lies near to what was; what was trained is what is loaded."""
    for one in tagger:
        (message,) = one.process([prepared("我们想看看大海")])
        wishes = message.get("wishes")
        assert wishes["seaside"] > 0.5 > wishes["relaxed"]
        assert "wishes" in message.output_properties


def test_only_what_some_sentence_wishes_is_learned():
    """A corpus without any wish is an error, not a tagger of nothing."""
    untrained = WishTagger(WishTagger.get_default_config(), None, Resource("wishes"))
    with pytest.raises(ValueError, match="no training sentence wishes"):
        untrained.train(TrainingData([prepared(*read_line("三个大人 ?seaside"))]))
