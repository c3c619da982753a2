"""One record of a pack being read: its fields by type, every fault noted with its path.

Reading goes on after a fault with a stand-in of the right type, so that one reading names them all; a pack with an
error is never used, and neither are the stand-ins.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date

from content.directory import Known
from content.language import Language, Localized, Text
from content.pack.faults import Faults, Place, quoted
from content.pack.reviews import Review, Reviews
from content.sanitise import clean, clean_line

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STAND_IN = "-"


class Fields:
    """The fields of one JSON object. Ask for each field the format has, then `finish`.

    `path` is where the object lies in its record (`phones[0].`); empty for the record itself.
    """

    def __init__(self, value: object, place: Place, faults: Faults, path: str = "", reviews: Reviews | None = None):
        self.place = place
        self._faults = faults
        self._path = path
        self._asked: set[str] = set()
        self._values: Mapping[str, object] = value if isinstance(value, dict) else {}
        self._is_object = isinstance(value, dict)
        if not self._is_object:
            at = path.rstrip(".") or None
            faults.error(place, at, f"{quoted(value)} is not an object", 'write {"field": value, ...}')
        self._reviews = reviews or Reviews({language: self._review(language) for language in Language})

    def fault(self, name: str, problem: str, remedy: str) -> None:
        """Note a fault of one field."""
        self._faults.error(self.place, self._path + name, problem, remedy)

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._value(name) is not None

    def line(self, name: str) -> str | None:
        """A text on one line; None where it is missing, null or blank."""
        return clean_line(self._string(name)) or None

    def prose(self, name: str) -> str | None:
        """A text that may have paragraphs."""
        return clean(self._string(name)).strip() or None

    def required_line(self, name: str) -> str:
        """A text on one line that must be there."""
        if found := self.line(name):
            return found
        self._missing(name, "add it")
        return _STAND_IN

    def id(self, name: str = "id") -> str:
        """An identifier: letters, digits, dots, dashes and underscores."""
        found = self.required_line(name)
        if found != _STAND_IN and not _ID.fullmatch(found):
            self.fault(name, f"{quoted(found)} is not an id", "use up to 100 letters a-z, digits, dots and dashes")
        return found

    def text(self, stem: str, *, prose: bool = False) -> Text | None:
        """A text of the directory from `stem_en` and `stem_es`; None where neither language says anything."""
        return self.text_in(f"{stem}_en", f"{stem}_es", stem, prose=prose)

    def text_in(self, en: str, es: str, key: str, *, prose: bool = False) -> Text | None:
        """A text of the directory from two named fields; `key` is what its review date goes by."""
        read = self.prose if prose else self.line
        return self.reviewed(read(en), read(es), key)

    def reviewed(self, en: str | None, es: str | None, key: str) -> Text | None:
        """A text with the days it was read over; None where neither language says anything."""
        if not en and not es:
            return None
        day_en, day_es = (self._reviews.date_of(self._path + key, language) for language in Language)
        return Text(en, es, day_en if en else None, day_es if es else None)

    def required_text(self, stem: str, *, prose: bool = False) -> Text:
        """A text of the directory that must be there in one language at least."""
        if found := self.text(stem, prose=prose):
            return found
        self._missing(f"{stem}_en", f"write {stem}_en or {stem}_es")
        return Text(en=_STAND_IN)

    def localized(self, stem: str) -> Localized:
        """A text of ours, which must be there in both languages."""
        texts = [self.prose(f"{stem}_{language}") for language in Language]
        for language, found in zip(Language, texts, strict=True):
            if not found:
                self._missing(f"{stem}_{language}", "write it in both languages")
        return Localized(*(found or _STAND_IN for found in texts))

    def day(self, name: str) -> date | None:
        """A calendar day."""
        if not (found := self.line(name)):
            return None
        return self._day(found, name)

    def required_day(self, name: str) -> date:
        """A calendar day that must be there."""
        if not self.has(name):
            self._missing(name, "write a date, such as 2026-03-01")
        return self.day(name) or date.min

    def known(self, name: str) -> Known:
        """Yes, no, or not known: true, false or null."""
        found = self._value(name)
        if found is None:
            return Known.NOT_KNOWN
        if not isinstance(found, bool):
            self.fault(name, f"{quoted(found)} is neither yes nor no", "write true, false or null")
        return Known.YES if found else Known.NO

    def degrees(self, name: str, limit: float) -> float | None:
        """A latitude or longitude."""
        found = self._value(name)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not -limit <= found <= limit:
            self.fault(name, f"{quoted(found)} is not in degrees", f"write a number from {-limit:g} to {limit:g}")
            return None
        return float(found)

    def items(self, name: str) -> list[object] | None:
        """A list as the file has it; None where it is missing or null."""
        found = self._value(name)
        if found is None or isinstance(found, list):
            return found
        self.fault(name, f"{quoted(found)} is not a list", "put the values between [ and ]")
        return None

    def lines(self, name: str) -> tuple[str, ...]:
        """A list of texts on one line each; blank ones are faults."""
        read = (self.line_from(item, f"{name}[{at}]") for at, item in enumerate(self.items(name) or ()))
        return tuple(line for line in read if line)

    def line_from(self, item: object, name: str) -> str | None:
        """A text on one line from an item of a list."""
        if isinstance(item, str) and (line := clean_line(item)):
            return line
        self.fault(name, f"{quoted(item)} is not a text", "write words between quotes, or take it out")
        return None

    def nested(self, name: str) -> Fields | None:
        """An object inside this one; None where it is missing or null."""
        return None if (found := self._value(name)) is None else self.nested_from(found, name)

    def nested_list(self, name: str) -> list[Fields]:
        """The objects of a list inside this one."""
        return [self.nested_from(item, f"{name}[{at}]") for at, item in enumerate(self.items(name) or ())]

    def nested_from(self, item: object, name: str, reviews: Reviews | None = None) -> Fields:
        """An object that is an item of a list inside this one; its texts share the record's review dates."""
        return Fields(item, self.place, self._faults, f"{self._path}{name}.", reviews or self._reviews)

    def finish(self) -> None:
        """Note the fields nobody asked for and, for a record, review dates of texts it has not."""
        for name in [name for name in self._values if name not in self._asked]:
            near = difflib.get_close_matches(name, self._asked, n=1)
            self.fault(
                clean_line(name)[:60].rstrip(), "no such field", f"did you mean {near[0]}?" if near else "take it out"
            )
        if not self._path:
            for language, key in self._reviews.unused():
                self.fault(f"reviewed_{language}", f"the record has no text {quoted(key)}", "name one of its texts")

    def _value(self, name: str) -> object:
        self._asked.add(name)
        return self._values.get(name)

    def _string(self, name: str) -> str:
        found = self._value(name)
        if found is None or isinstance(found, str):
            return found or ""
        self.fault(name, f"{quoted(found)} is not a text", "write words between quotes")
        return ""

    def _missing(self, name: str, remedy: str) -> None:
        mistyped = self.has(name) and not isinstance(self._value(name), str)
        if self._is_object and not mistyped:
            self.fault(name, "this field is required", remedy)

    def _day(self, found: object, name: str) -> date | None:
        try:
            if isinstance(found, str) and _DATE.fullmatch(found):
                return date.fromisoformat(found)
        except ValueError:
            pass
        self.fault(name, f"{quoted(found)} is not a date", "write year, month and day, such as 2026-03-01")
        return None

    def _review(self, language: Language) -> Review:
        name = f"reviewed_{language}"
        found = self._values.get(name)
        if not isinstance(found, dict):
            return self.day(name)
        self._asked.add(name)
        days: dict[str, date] = {}
        for key, spelled in found.items():
            path = clean_line(key)
            if day := self._day(spelled, f"{name}.{path[:60]}"):
                days[path] = day
        return days
