"""What the map knows: places with their positions, and what is drawn around them."""

import json
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.geography import Shape, shapes
from web import assets
from web.context import services

bp = Blueprint("atlas", __name__)


@bp.get("/atlas.json")
def atlas() -> ResponseReturnValue:
    """Names, kinds and positions of all places: what map and cards need, and no more."""
    response = assets.packed(_atlas(services().world.current()), "application/json")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _atlas(gazetteer: Gazetteer) -> bytes:
    district = gazetteer.district
    entries = [
        {
            "id": place.id,
            "names": place.name,
            "kind": place.kind,
            "status": place.status,
            "in_district": place.in_district,
            "quality": district.kinds[place.kind].quality,
            "location": place.position
            and place.position.model_dump(include={"lat", "lon", "precision", "uncertainty_m"}),
        }
        for place in gazetteer.places.values()
    ]
    kinds = {name: kind.name for name, kind in district.kinds.items()}
    head = {"box": district.box.model_dump(), "name": district.name}
    sources = {name: source.title for name, source in gazetteer.sources.items() if source.title}
    body = {"district": head, "kinds": kinds, "sources": sources, "places": entries,
            "shapes": [_shape(shape) for shape in shapes(gazetteer)]}  # fmt: skip
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _shape(shape: Shape) -> dict[str, Any]:
    spots = [[round(lat, 5), round(lon, 5)] for lat, lon in shape.spots]
    return {"sort": shape.sort, "names": shape.name, "spots": spots, "soft_m": shape.soft_m}
