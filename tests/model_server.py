"""A web server on this machine that serves model archives as well, or as badly, as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class ModelServer:
    """What is served under every address, and what goes wrong on the way."""

    content: bytes = b""
    etag: str | None = '"first"'
    status: int = 200
    cut_after: list[int] = field(default_factory=list)
    """For each of the coming requests, after how many bytes the connection breaks; later ones are whole."""
    says_length: bool = True
    ranges: bool = True
    redirect: str | None = None
    requests: list[dict[str, str]] = field(default_factory=list)
    """The headers of each request so far."""
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/model.zip"

    @contextmanager
    def running(self) -> Iterator[ModelServer]:
        plan = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                plan.answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.port = server.server_port
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.requests.append(dict(request.headers))
        start = self._start(request)
        body = self.content[start:]
        request.send_response(302 if self.redirect else self.status if self.status != 200 else 206 if start else 200)
        if self.redirect:
            request.send_header("Location", self.redirect)
        if self.etag:
            request.send_header("ETag", self.etag)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        if self.says_length:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        cut = self.cut_after.pop(0) if self.cut_after else len(body)
        request.wfile.write(body[:cut])

    def _start(self, request: BaseHTTPRequestHandler) -> int:
        asked = request.headers.get("Range", "")
        if self.ranges and asked and request.headers.get("If-Range") == self.etag:
            return int(asked.removeprefix("bytes=").rstrip("-"))
        return 0
