"""The search that serves while the places change."""

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.text import Locale
from knowledge.search.encoder import Encoder, SentenceEncoder
from knowledge.search.index import Index, IndexFolder
from knowledge.search.names import NameMatch
from knowledge.search.questions import Questions
from knowledge.search.search import Hit, search

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Update:
    """What following a gazetteer changed in the index."""

    added: tuple[str, ...]
    """Ids of places that are new to the search."""
    changed: tuple[str, ...]
    """Ids of places of which a passage changed."""
    removed: tuple[str, ...]
    encoded: int
    """Texts that went through the encoder."""
    loaded: bool
    """Whether the index lay ready in its folder."""


@dataclass(frozen=True)
class _State:
    gazetteer: Gazetteer
    index: Index


class LiveSearch:
    """Search over the gazetteer last followed. Safe to use from several threads.

    Before the first ``follow`` it knows no place. While the next index is built the one before goes on answering.
    """

    def __init__(self, folder: Path, encoder_name: str | None = None, encoder: Encoder | None = None) -> None:
        """``encoder_name``: a model on the hub or a folder; None for the packaged one. ``encoder`` goes before it."""
        self._encoder = encoder or SentenceEncoder(encoder_name)
        self._folder = IndexFolder(folder, self._encoder)
        self._following = threading.Lock()
        # Readers take the whole state by one reference, so that they never see half an update.
        self._state: _State | None = None
        self.last_update: Update | None = None
        self.questions = Questions(self._encoder, self.match_names)
        """Which questions ask the same."""

    @property
    def index_revision(self) -> str | None:
        """The content hash of what is being searched; None before the first gazetteer."""
        state = self._state
        return state.index.revision if state else None

    def follow(self, gazetteer: Gazetteer) -> None:
        """Search that gazetteer from now on, encoding only texts that are new.

        Raises:
            EncoderUnavailable: when the encoder can't be had; the search then stays as it was.
        """
        with self._following:
            before = self._state
            if before and before.gazetteer.revision == gazetteer.revision:
                return
            index = self._folder.open(gazetteer)
            # The first query would otherwise wait for the model.
            self._encoder.encode_queries([gazetteer.district.id])
            self._state = _State(gazetteer, index)
            self.last_update = _difference(before.index if before else None, index, self._folder)
            _log.info(
                "search index %s: %d added, %d changed, %d removed, %d texts encoded",
                index.revision,
                *(len(ids) for ids in (self.last_update.added, self.last_update.changed, self.last_update.removed)),
                self.last_update.encoded,
            )

    def search(self, query: str, locale: Locale, limit: int = 10) -> list[Hit]:
        """The places that fit, best first, at most ``limit``; an empty list when nothing fits."""
        state = self._state
        return search(query, locale, limit, state.index, state.gazetteer, self._encoder) if state else []

    def match_names(self, text: str) -> list[NameMatch]:
        """All places named in a running text, see ``Names.match``."""
        state = self._state
        return state.index.names.match(text) if state else []


def _difference(before: Index | None, after: Index, folder: IndexFolder) -> Update:
    old, new = _texts(before), _texts(after)
    return Update(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(place_id for place_id in new.keys() & old.keys() if new[place_id] != old[place_id])),
        removed=tuple(sorted(old.keys() - new.keys())),
        encoded=folder.encoded,
        loaded=folder.loaded,
    )


def _texts(index: Index | None) -> dict[str, set[object]]:
    texts: dict[str, set[object]] = {}
    for (place_id, *side), shown in index.shown.items() if index else ():
        texts.setdefault(place_id, set()).add((*side, *sorted(shown.items())))
    return texts
