"""What may be kept of a visitor's words.

Before anything a visitor said or typed is written down, `redact` takes out what could point to a person: numbers of
documents, phones, cards and accounts, e-mail addresses, full dates, street addresses and names, in English and
Spanish, in figures and in words. Each leaves its kind in brackets. Short codes (311, 988), sums of money, ages, years
and form names stay: they are what staff need to read. When in doubt, it goes.

No such filter is perfect, least of all with names: what is kept is also kept only for a while.
"""

from __future__ import annotations

from collections.abc import Iterator

from content.redact.addresses import find_addresses
from content.redact.dates import find_dates
from content.redact.emails import find_emails
from content.redact.names import find_names
from content.redact.numbers import find_numbers
from content.redact.sentence import Sentence
from content.redact.tokens import Label, Span

__all__ = ["redact"]

_FINDERS = (find_emails, find_addresses, find_dates, find_names, find_numbers)
_PASSES = 8
"""One is nearly always enough; a further one sees what the first has brought together."""

_PRIORITY = {label: n for n, label in enumerate(Label)}


def redact(text: str) -> str:
    """The text with everything private replaced by `[number]`, `[name]`, `[date]`, `[email]` or `[address]`.

    Never raises; takes time in proportion to the length; redacting twice changes nothing more.
    """
    for _ in range(_PASSES):
        before, text = text, _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    sentence = Sentence(text)
    pieces = []
    reached = 0
    for span in _merged(span for find in _FINDERS for span in find(sentence)):
        pieces += [text[reached : sentence.tokens[span.start].start], f"[{span.label.value}]"]
        reached = sentence.tokens[span.end - 1].end
    return "".join((*pieces, text[reached:]))


def _merged(found: Iterator[Span]) -> Iterator[Span]:
    """The spans in order; those that overlap become one, under the label that comes first in `Label`."""
    last: Span | None = None
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if last and span.start < last.end:
            label = min(last.label, span.label, key=_PRIORITY.__getitem__)
            last = Span(last.start, max(last.end, span.end), label)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
