"""The wire to a receipt printer in the network: a plain TCP connection, usually to port 9100."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from kiosk.printing.device_errors import reasons_told
from kiosk.printing.escpos_status import Line
from kiosk.printing.printer import PrinterFailure, Reason

PORT = 9100
_CONNECT_SECONDS = 2.0
_SHORTEST = 0.001
"""A socket takes a time-out of nothing at all for "do not wait"."""


@dataclass(frozen=True, slots=True)
class NetworkAddress:
    """Where the printer is."""

    host: str
    port: int = PORT

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @contextmanager
    def connected(self, until: float) -> Iterator[Line]:
        """The wire, by `until` on the monotonic clock.

        Raises:
            PrinterFailure: nothing answers at this address.
        """
        seconds = max(_SHORTEST, min(_CONNECT_SECONDS, until - monotonic()))
        with reasons_told(self):
            connection = socket.create_connection((self.host, self.port), timeout=seconds)
        with connection:
            yield _Wire(connection, self)
            _say_goodbye(connection)


@dataclass(frozen=True, slots=True)
class _Wire:
    connection: socket.socket
    address: NetworkAddress

    def send(self, content: bytes, seconds: float) -> None:
        with reasons_told(self.address):
            self.connection.settimeout(max(_SHORTEST, seconds))
            self.connection.sendall(content)

    def receive(self, seconds: float) -> bytes:
        with reasons_told(self.address):
            self.connection.settimeout(seconds)
            try:
                said = self.connection.recv(64)
            except (TimeoutError, BlockingIOError):
                return b""
        if not said:
            raise PrinterFailure(Reason.OFF, f"{self.address}: the printer closed the connection")
        return said


def _say_goodbye(connection: socket.socket) -> None:
    """End in order: closed with answers unread, the connection breaks off, and the ticket perhaps with it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0)
        connection.recv(4096)
