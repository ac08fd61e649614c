"""What tests do with a store again and again."""

from typing import Any

from knowledge.store.documents import place_key
from knowledge.store.store import Store


def edited(store: Store, place_id: str, **fields: Any) -> dict[str, Any]:
    """The live document of a place with other values in some fields; None takes one away."""
    live = store.entry(place_key(place_id)).live
    assert live is not None
    document = {**live.document, **fields}
    return {field: value for field, value in document.items() if value is not None}


def draft(store: Store, place_id: str, who: str = "ann", **fields: Any) -> int:
    """Saves a draft of a place and tells its number."""
    key = place_key(place_id)
    base = store.entry(key).base
    return store.save_draft(key, edited(store, place_id, **fields), base=base, who=who, why="A letter").number


def publish(store: Store, place_id: str, who: str = "ann", **fields: Any) -> int:
    """Publishes an edit of a place and tells the change."""
    number = draft(store, place_id, who, **fields)
    return store.publish({place_key(place_id): number}, who=who, why="A letter", second_person=False)
