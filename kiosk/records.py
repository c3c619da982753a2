"""What is written of a visit: redacted words, a verdict, and whether it helped."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

from content.errors import StoreError
from content.redact import redact
from content.store import Journal, QuestionAsked, Rated, Rating
from kiosk.conversation import Remembered

_log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=90)
"""How long the words of a question are kept; after that only the counts are."""


class JournalRecords:
    """Writes to a journal. That the disk is full must not keep anybody from an answer: the record is lost instead."""

    def __init__(self, journal: Journal, site: str, channel: str) -> None:
        self._journal = journal
        self._site = site
        self._channel = channel

    def record(self, asked: Remembered, at: datetime) -> None:
        """Redact and write, the rating apart from the question and under a code of its own."""
        entry = QuestionAsked(
            at, self._site, self._channel, asked.language, asked.verdict, redact(asked.text) or None, asked.services
        )
        try:
            self._journal.record(entry)
            if asked.helped is not None:
                code = secrets.token_hex(4)
                self._journal.record(
                    Rating(at, self._site, self._channel, code, Rated.ANSWER, asked.helped, asked.services)
                )
            self._journal.forget_questions(at - KEPT_FOR)
        except StoreError as error:
            _log.warning("a record is lost: %s", error)
