import http.server
import json
import threading
from collections.abc import Iterator

import httpx
import pytest

from web.callback import call


@pytest.fixture
def listener() -> Iterator[tuple[str, list[tuple[str, str, dict[str, str]]]]]:
    heard: list[tuple[str, str, dict[str, str]]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.path, self.headers["Host"], json.loads(body)))
            self.send_response(302 if self.path == "/away" else 204)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"tours.example:{server.server_port}", heard
    server.shutdown()
    server.server_close()


def test_a_listed_host_is_called_at_the_address_that_was_looked_up(
    listener: tuple[str, list[tuple[str, str, dict[str, str]]]],
) -> None:
    host, heard = listener
    call(f"http://{host}/done?x=1", {"id": "j"}, (host,), lambda *_: ["127.0.0.1"])
    assert heard == [("/done?x=1", host, {"id": "j"})]


def test_a_name_that_stands_for_a_private_address_is_not_called() -> None:
    with pytest.raises(ValueError, match="not public"):
        call("https://tours.example/", {}, (), lambda *_: ["93.184.216.34", "10.0.0.1"])


def test_redirects_are_not_followed_and_count_as_failure(
    listener: tuple[str, list[tuple[str, str, dict[str, str]]]],
) -> None:
    host, heard = listener
    with pytest.raises(httpx.HTTPStatusError):
        call(f"http://{host}/away", {}, (host,), lambda *_: ["127.0.0.1"])
    assert [path for path, _, _ in heard] == ["/away"]
