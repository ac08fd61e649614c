"""Looking around: places in a list and on a map, the evening by the hour, days ready to go, reports of what changed."""

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    from web.looking import lists, night, places, report, sitemap

    return tuple(part.bp for part in (places, night, lists, report, sitemap))
