"""Fetching a large file over a poor network: goes on where it was cut off, gives up in good time, never overflows.

Resuming is by HTTP range requests (RFC 9110, sections 13.1.5 and 14) tied to the very same file by `If-Range`.
"""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from speech.errors import ModelUnavailable

Progress = Callable[[int, int | None], None]
"""Told the bytes fetched so far, and the bytes in all or None where the server does not say."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What to put up with."""

    most_bytes: int = 400 * 2**20
    """The small official models have 40 MB."""
    timeout: float = 30.0
    """Seconds without a byte."""
    attempts: int = 4
    """In a row that bring nothing new."""
    pause: float = 2.0
    """Seconds between attempts."""


USUAL = Terms()


def download(url: str, target: Path, terms: Terms = USUAL, progress: Progress = lambda done, total: None) -> None:
    """Fetch `url` into `target`; what an earlier call left unfinished there is gone on with.

    Raises:
        ModelUnavailable: no such address, no network, cut off too often, or too large. What came so far stays.
        OSError: `target` cannot be written.
    """
    host = _host(url)
    idle = 0
    while True:
        before = _size(target)
        try:
            _attempt(url, target, terms, progress)
        except _Cut as error:
            idle = 0 if _size(target) > before else idle + 1
            if idle >= terms.attempts:
                raise ModelUnavailable(
                    f"{host}: cannot be reached ({error}); check the network and fetch again,"
                    " or bring the archive on a stick: kiosk models add"
                ) from error
            time.sleep(terms.pause)
        else:
            _mark_of(target).unlink(missing_ok=True)
            return


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ModelUnavailable(f"{url!r}: not an address ({error}); give one that begins with https://") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ModelUnavailable(f"{url!r}: not an address to fetch from; give one that begins with https://")
    return parts.hostname


class _Cut(Exception):
    """The connection failed or broke; what came so far is kept."""


def _attempt(url: str, target: Path, terms: Terms, progress: Progress) -> None:
    """Append what is missing, if the file is still the one begun; else begin anew."""
    mark = _mark_of(target)
    edition = mark.read_text(encoding="latin-1") if mark.exists() else ""
    done = _size(target) if edition else 0
    with _answer(url, done, edition, terms.timeout) as answer:
        done, total = _position(answer, done)
        if not done:
            mark.write_text(_edition(answer), encoding="latin-1")
        with target.open("ab" if done else "wb") as file:
            for chunk in _chunks(answer):
                done += len(chunk)
                if max(done, total or 0) > terms.most_bytes:
                    raise ModelUnavailable(f"{url}: larger than {terms.most_bytes} bytes; is it a model?")
                file.write(chunk)
                progress(done, total)
    if total is not None and done < total:
        raise _Cut(f"cut off after {done} of {total} bytes")


def _answer(url: str, done: int, edition: str, timeout: float) -> Any:
    """The server's answer to a request for what comes after `done` bytes."""
    resume = {"Range": f"bytes={done}-", "If-Range": edition} if done else {}
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "Ventanilla", **resume})  # noqa: S310
        return _OPENER.open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _Cut(f"the server says {error.code} {error.reason}") from error
        raise ModelUnavailable(f"{url}: the server says {error.code} {error.reason}; check the address") from error
    except urllib.error.URLError as error:
        raise _Cut(_why(error.reason)) from error
    except (OSError, http.client.HTTPException) as error:
        raise _Cut(_why(error)) from error


def _why(error: object) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _chunks(answer: Any) -> Iterator[bytes]:
    while True:
        try:
            chunk: bytes = answer.read(2**16)
        except (OSError, http.client.HTTPException) as error:
            raise _Cut(_why(error)) from error
        if not chunk:
            return
        yield chunk


def _position(answer: Any, asked: int) -> tuple[int, int | None]:
    """Where the answer's first byte belongs, and the file's size if it is told."""
    if answer.status == HTTPStatus.PARTIAL_CONTENT:
        span = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""))
        if span and int(span[1]) == asked:
            return asked, int(span[2])
        raise _Cut("the server sent another part than was asked for")
    length = answer.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else None


def _edition(answer: Any) -> str:
    """What tells this file from a later one under the same address; empty if nothing does."""
    tag: str = answer.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else answer.headers.get("Last-Modified", "")


def _size(target: Path) -> int:
    return target.stat().st_size if target.exists() else 0


def _mark_of(target: Path) -> Path:
    return target.with_name(f"{target.name}.edition")


class _NoDowngrade(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but not from an encrypted address to an open one."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if req.type == "https" and not newurl.startswith("https:"):
            raise urllib.error.HTTPError(newurl, HTTPStatus.FORBIDDEN, "redirected to an open connection", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Speaks http and https, and unlike the standard opener neither files nor ftp."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        _NoDowngrade(),
    ):
        opener.add_handler(handler)
    return opener


_OPENER = _opener()
