"""Telling an operator's program that its job is done, without being made to call our own network."""

import ipaddress
import json
import socket
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx

SECONDS = 10.0

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses a name stands for. Raises OSError when there are none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def check_address(address: str, allowed: tuple[str, ...]) -> None:
    """Whether we would call that address, as far as can be said without looking its name up.

    Raises:
        ValueError: with the reason, as a sentence's end.
    """
    parts = urlsplit(address)
    if _listed(parts, allowed):
        return
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("must be an https address")
    if parts.port == 0:
        raise ValueError("must have a port that exists")
    if parts.username or parts.password or parts.fragment:
        raise ValueError("must have no user, password or fragment")
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    if not literal.is_global:
        raise ValueError("must be a public address")


def call(address: str, document: Mapping[str, Any], allowed: tuple[str, ...], look_up: Resolve = resolve) -> None:
    """Posts the document there once. The name is looked up once and the address found is the one called.

    Raises:
        ValueError: when the name stands for an address that isn't public.
        OSError, httpx.HTTPError: when it can't be reached or doesn't answer with success.
    """
    check_address(address, allowed)
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    found = look_up(host, port)
    if not _listed(parts, allowed) and not all(ipaddress.ip_address(each).is_global for each in found):
        raise ValueError(f"{host} stands for an address that is not public")
    numeric = f"[{found[0]}]" if ":" in found[0] else found[0]
    target = parts._replace(netloc=f"{numeric}:{port}").geturl()
    with httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client:
        answer = client.post(
            target,
            content=json.dumps(document, ensure_ascii=False).encode(),
            headers={"Host": parts.netloc, "Content-Type": "application/json"},
            extensions={"sni_hostname": host},
        )
    if not answer.is_success:
        raise httpx.HTTPStatusError(f"answered {answer.status_code}", request=answer.request, response=answer)


def _listed(parts: SplitResult, allowed: tuple[str, ...]) -> bool:
    return parts.scheme in ("http", "https") and parts.netloc in allowed
