"""Tokens of the plain form of a message; what the visitor wrote stays untouched in the message."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.plain import plain, words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class PlainTokenizer(Tokenizer):
    """Cuts the plain form into runs of Han characters, words and numbers.

    `metadata.names`, a list of the place names that the sender found in the text, is masked on the way.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """What Rasa's tokenizer expects to find; nothing here is meant to be changed."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        """The tokens of the attribute's plain form. Offsets count in the plain form, not in the message."""
        names = names_of(message) if attribute == TEXT else []
        return [Token(word, start) for word, start in words(plain(message.get(attribute), names))]


def names_of(message: Message) -> List[Text]:
    """The place names that the sender found in the message; malformed ones are left out."""
    metadata = message.get(METADATA)
    names = metadata.get("names") if isinstance(metadata, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
