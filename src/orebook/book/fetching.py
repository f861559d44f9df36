"""Asking a web address for what is new, within limits: time, size, redirects, inflation, http(s) alone."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    import httpx

_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one answer may cost."""

    seconds: float = 60
    """From the question to the last byte."""
    size: int = 16 * 1024 * 1024
    """Bytes, after unpacking."""
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said."""

    status: int
    """HTTP status; 0 where no answer came."""
    content: bytes | None = None
    """The body of a 200."""
    etag: str | None = None
    modified: str | None = None
    wait: float = 0
    """Seconds the server asks not to be asked again for."""
    trouble: str | None = None
    """Why there is no content, where there should be."""


def checked(address: str) -> str:
    """An address that may be asked.

    Raises:
        BadArgumentError: for one that is not http or https, or names no server.

    >>> checked("file:///etc/passwd")
    Traceback (most recent call last):
    orebook.errors.BadArgumentError: "file:///etc/passwd" is no address of a feed. Give one that begins ...
    """
    try:
        parts = urlsplit(address)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        named = False
    if not named:
        raise BadArgumentError(
            f'"{shown(address)}" is no address of a feed. Give one that begins with https:// or http://'
        )
    return address


def shown(address: str) -> str:
    """An address without the name and password that may stand in it.

    >>> shown("https://ann:secret@desk.example/feed.xml")
    'https://desk.example/feed.xml'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def fetch(address: str, etag: str | None, modified: str | None, now: float, limits: Limits) -> Answer:
    """Ask an address for what has changed since a version; whatever goes wrong is an answer too.

    Args:
        address: http or https.
        etag: version held, where one was named.
        modified: Last-Modified of the version held.
        now: seconds since 1970, to understand a Retry-After that is a date.
        limits: what the answer may cost.
    """
    held = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {name: value for name, value in held.items() if value}
    return asyncio.run(_fetch(address, headers, now, limits))


async def _fetch(address: str, headers: Mapping[str, str], now: float, limits: Limits) -> Answer:
    import httpx

    try:
        async with asyncio.timeout(limits.seconds):
            async with httpx.AsyncClient(headers=_who(), timeout=limits.seconds) as client:
                return await _follow(client, address, headers, now, limits)
    except TimeoutError:
        return Answer(status=0, trouble=f"no whole answer within {limits.seconds:g} seconds")
    except (httpx.HTTPError, httpx.InvalidURL, OSError, zlib.error, ValueError) as error:
        return Answer(status=0, trouble=f"no answer ({str(error) or type(error).__name__})")


def _who() -> dict[str, str]:
    from orebook import __version__

    return {
        "User-Agent": f"Orebook/{__version__} (feed reader)",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
    }


async def _follow(
    client: httpx.AsyncClient, address: str, headers: Mapping[str, str], now: float, limits: Limits
) -> Answer:
    """Ask, and follow redirects to other http(s) addresses, never from https down to http."""
    for _ in range(limits.redirects + 1):
        async with client.stream("GET", address, headers=headers) as response:
            if response.status_code not in _REDIRECTS:
                return await _answer(response, now, limits)
            target = urljoin(address, response.headers.get("Location", ""))
        if urlsplit(target).scheme not in ("https", urlsplit(address).scheme):
            return Answer(status=0, trouble=f"it sends on to {shown(target)[:80]}, which is not asked")
        address = target
    return Answer(status=0, trouble=f"it sends on more than {limits.redirects} times")


async def _answer(response: httpx.Response, now: float, limits: Limits) -> Answer:
    status, headers = response.status_code, response.headers
    wait = _wait(headers, now)
    named = {"etag": headers.get("ETag"), "modified": headers.get("Last-Modified")}
    if status == 304:
        return Answer(status=status, wait=wait, **named)
    if status != 200:
        return Answer(status=status, wait=wait, trouble=f"the server said {status} {response.reason_phrase}")
    content = await _body(response, limits)
    if isinstance(content, str):
        return Answer(status=status, wait=wait, trouble=content)
    return Answer(status=status, content=content, wait=wait, **named)


async def _body(response: httpx.Response, limits: Limits) -> bytes | str:
    """The body, unpacked no further than the limit; or why not."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        return f"it is packed as {packing}, which was not asked for"
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in packing else None
    content = bytearray()
    async for chunk in response.aiter_raw():
        room = limits.size + 1 - len(content)
        content += unpack.decompress(chunk, room) if unpack else chunk
        if len(content) > limits.size:
            return f"it is larger than {limits.size:,} bytes"
    if unpack is not None and not unpack.eof:
        return "its packed content breaks off"
    return bytes(content)


def _wait(headers: httpx.Headers, now: float) -> float:
    """Seconds the server asks to be left alone for: Retry-After, else the age its answer may reach."""
    after = headers.get("Retry-After", "").strip()
    if after:
        return max(0.0, float(after)) if after.isdecimal() else _until(after, now)
    for part in headers.get("Cache-Control", "").split(","):
        name, _, value = part.strip().lower().partition("=")
        if name == "max-age" and value.strip('"').isdecimal():
            return float(value.strip('"'))
    return 0.0


def _until(moment: str, now: float) -> float:
    try:
        at = parsedate_to_datetime(moment)
    except ValueError:
        return 0.0
    return max(0.0, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - now)
