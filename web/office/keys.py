"""What the office's addresses call the things that it keeps: places by their ids, the district by a sign no id has."""

from knowledge.store import documents

DISTRICT = "@district"


def key_of(place_id: str) -> str:
    """The store's key of what an address names."""
    return documents.DISTRICT if place_id == DISTRICT else documents.place_key(place_id)


def name_in_address(key: str) -> str:
    """What an address calls what is kept under that key."""
    return DISTRICT if key == documents.DISTRICT else documents.place_id_of(key) or key
