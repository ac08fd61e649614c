"""What a request carries is read strictly, and every fault named."""

import pytest
from flask.testing import FlaskClient

from knowledge.places.faults import Faults
from tests.unit.web.conftest import faults
from web.intake import control_characters, parse_object

CHAT = "/api/v1/chat"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is empty"),
        (b"  ", "is empty"),
        (b'{"text": "a",\n }', "line 2, column 2"),
        (b"[]", "must be a JSON object"),
        (b"null", "must be a JSON object"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too large"),
        (b'{"a": "\xff"}', "not UTF-8 at byte 7"),
        (b'{"a": "\x00"}', "line 1"),
        (b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}", "deeper than 32"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deeper than 32"),
    ],
)
def test_what_is_no_sound_json_object_is_refused_as_the_body(body: bytes, said: str) -> None:
    with pytest.raises(Faults) as caught:
        parse_object(body)
    (fault,) = caught.value.faults
    assert fault.field == "body"
    assert said in fault.message


def test_a_key_given_twice_is_named_wherever_it_stands() -> None:
    with pytest.raises(Faults) as caught:
        parse_object(b'{"a": 1, "b": {"c": 1, "c": 2}, "a": 2}')
    assert {fault.field for fault in caught.value.faults} == {"a", "c"}


def test_half_a_character_is_named_with_its_path() -> None:
    with pytest.raises(Faults) as caught:
        parse_object(b'{"a": {"b": ["x", "\\ud800"]}}')
    assert [fault.field for fault in caught.value.faults] == ["a.b[1]"]


def test_control_characters_are_found_but_tabs_and_line_ends_are_none() -> None:
    assert control_characters("a\tb\r\nc\x00d\x1b\x7f\x85") == ["U+0000", "U+001B", "U+007F", "U+0085"]


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/json; charset=latin-1", None])
def test_another_content_type_is_refused(client: FlaskClient, content_type: str | None) -> None:
    answer = client.post(CHAT, data=b"{}", content_type=content_type)
    assert "Content-Type" in faults(answer, 415)


def test_json_with_its_charset_named_is_accepted(client: FlaskClient) -> None:
    answer = client.post(CHAT, data='{"text": "你好"}'.encode(), content_type="application/json; charset=UTF-8")
    assert answer.status_code == 200


def test_a_body_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post(CHAT, data=b" " * (256 * 1024 + 1), content_type="application/json")
    assert faults(answer, 413) == {"body": "must not be larger than 262144 bytes"}
