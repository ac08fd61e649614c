"""Tokens: shown once, kept as hashes, for what they are for, until they end; and the open data that they open."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.office.conftest import Desk
from tests.unit.web.doubles import Toys
from web.office.office import Office

DeskOf = Callable[[str | None], Desk]


def issue(desk: Desk, **fields: Any) -> str:
    answer = desk.post("/tokens", **{"name": "Portal", "scopes": ["places", "dump"], "days": "30", **fields})
    assert answer.status_code == 200, answer.text
    found = re.search(r"guide_[\w-]{43}", answer.text)
    assert found is not None
    return found.group(0)


def fetch(client: FlaskClient, secret: str, path: str = "", **headers: str) -> Any:
    return client.get(f"/api/v1/open-data{path}", headers={"Authorization": f"Bearer {secret}", **headers})


def test_a_token_is_shown_once_and_kept_as_a_hash(app: Flask, desk_of: DeskOf, tmp_path: Path) -> None:
    ada = desk_of("ada")
    secret = issue(ada)
    assert secret not in ada.get("/tokens").text
    content = b"".join(file.read_bytes() for file in (tmp_path / "state").glob("records.sqlite*"))
    assert secret.encode() not in content
    assert secret.removeprefix("guide_").encode() not in content
    assert fetch(app.test_client(), secret).status_code == 200


def test_every_file_is_the_published_district(app: Flask, office: Office, desk_of: DeskOf) -> None:
    client, secret = app.test_client(), issue(desk_of("ada"))
    contents = fetch(client, secret).get_json()
    assert contents["data_revision"] == office.store.gazetteer().revision
    assert contents["licence"] is None
    assert [one["name"] for one in contents["files"]] == [
        "places.csv", "places.xlsx", "places.geojson", "places.jsonld", "dump.zip"
    ]  # fmt: skip
    for one in contents["files"]:
        answer = client.get(one["href"], headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 200
        assert answer.content_type == one["content_type"]
        assert answer.headers["Content-Disposition"].startswith("attachment")
        # What is fetched again is the same file, and unchanged it isn't sent.
        assert client.get(one["href"], headers={"Authorization": f"Bearer {secret}"}).data == answer.data
        again = fetch(client, secret, f"/{one['name']}", **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_another_revision_is_another_file(app: Flask, office: Office, desk_of: DeskOf) -> None:
    from tests.unit.store.edits import publish

    client, secret = app.test_client(), issue(desk_of("ada"))
    before = fetch(client, secret, "/places.csv")
    publish(office.store, "castle", aliases=["Quillfort"])
    after = fetch(client, secret, "/places.csv", **{"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Quillfort" in after.text


def test_without_a_token_in_force_nothing_is_given(app: Flask, desk_of: DeskOf, toys: Toys) -> None:
    """Missing, wrong, revoked and ended tokens are answered alike, as are files that don't exist."""
    ada, client = desk_of("ada"), app.test_client()
    revoked, ended = issue(ada, name="Revoked"), issue(ada, days="1")
    token_id = next(token.id for token in app.extensions["office"].tokens.all() if token.name == "Revoked")
    wrong = "guide_" + "x" * 43
    assert ada.post(f"/tokens/{token_id}/revoke").status_code == 303
    toys.clock.pass_(days=2)
    answers = [
        fetch(client, secret, path) for secret in (revoked, ended, wrong, "") for path in ("", "/dump.zip", "/x")
    ]
    answers.append(client.get("/api/v1/open-data"))
    answers.append(client.get("/api/v1/open-data", headers={"Authorization": f"Basic {revoked}"}))
    assert {answer.status_code for answer in answers} <= {401, 429}
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"
    assert answers[0].content_type == "application/problem+json"


def test_a_token_is_for_its_scopes_alone(app: Flask, desk_of: DeskOf) -> None:
    client, secret = app.test_client(), issue(desk_of("ada"), scopes=["places"])
    assert fetch(client, secret, "/places.csv").status_code == 200
    assert fetch(client, secret, "/dump.zip").status_code == 403
    assert "dump.zip" not in [one["name"] for one in fetch(client, secret).get_json()["files"]]
    # It opens nothing of the office.
    assert client.get("/office/places", headers={"Authorization": f"Bearer {secret}"}).status_code == 303
    assert client.post("/api/v1/jobs", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_only_administrators_issue_and_revoke(desk_of: DeskOf) -> None:
    for name in ("ed", "rita"):
        desk = desk_of(name)
        assert desk.get("/tokens").status_code == 403
        assert desk.post("/tokens", name="x", scopes="places", days="1").status_code == 403
    assert desk_of("ada").post("/tokens/none/revoke").status_code == 404


@pytest.mark.parametrize(
    "fields", [{"name": " "}, {"scopes": []}, {"scopes": ["all"]}, {"days": "0"}, {"days": "367"}, {"days": "x"}]
)
def test_what_cannot_be_a_token_is_refused(office: Office, desk_of: DeskOf, fields: dict[str, Any]) -> None:
    ada = desk_of("ada")
    answer = ada.post("/tokens", **{"name": "Portal", "scopes": ["places"], "days": "30", **fields})
    assert answer.status_code == 422
    assert office.tokens.all() == ()


def test_tokens_and_failed_sign_ins_are_in_the_log(office: Office, desk_of: DeskOf) -> None:
    """Who issued and revoked what, and under which account a sign-in failed; of other names nothing is kept."""
    ada, stranger = desk_of("ada"), desk_of(None)
    issue(ada)
    token_id = office.tokens.all()[0].id
    ada.post(f"/tokens/{token_id}/revoke")
    stranger.sign_in("ada", "not the password")
    stranger.sign_in("my secret pass phrase", "x")
    lines = [(line.who, line.what, line.whom) for line in office.accounts.logged()]
    assert ("ada", "token issued", "Portal") in lines
    assert ("ada", "token revoked", "Portal") in lines
    assert ("—", "sign-in failed", "ada") in lines
    assert ("—", "sign-in failed", "—") in lines
    assert not any("secret" in part for line in lines for part in line)


def test_fetching_is_limited(make_app: Callable[..., Flask]) -> None:
    client = make_app(GUIDE_OPERATOR_RATE="1").test_client()
    answers = (client.get("/api/v1/open-data") for _ in range(20))
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused.headers["Retry-After"]) > 0
