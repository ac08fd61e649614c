"""The programming interface, version 1: one blueprint a concern."""

from flask import Blueprint

API_PREFIX = "/api/v1"


def blueprints() -> tuple[Blueprint, ...]:
    from web.api import chat, description, health, itineraries, jobs, open_data, places, reports, search

    concerns = (health, places, search, chat, itineraries, jobs, reports, open_data, description)
    return tuple(concern.bp for concern in concerns)
