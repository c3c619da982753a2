"""Kinds of danger as `crises.json` writes them."""

from __future__ import annotations

from collections.abc import Collection

from content.directory import Crisis, CrisisLine, ServiceId
from content.pack.contacts import read_number
from content.pack.faults import quoted
from content.pack.fields import Fields


def read_crisis(fields: Fields, services: Collection[ServiceId]) -> Crisis:
    """One entry of the file; `services` are those there are."""
    crisis = Crisis(
        id=fields.id(),
        title=fields.localized("title"),
        advice=fields.localized("advice"),
        lines=tuple(_line(line, services) for line in fields.nested_list("lines")),
        phrases_en=fields.lines("phrases_en"),
        phrases_es=fields.lines("phrases_es"),
        not_phrases_en=fields.lines("not_phrases_en"),
        not_phrases_es=fields.lines("not_phrases_es"),
    )
    if not crisis.lines:
        fields.fault("lines", "there is nobody to call", "add a line")
    fields.finish()
    return crisis


def write_crisis(crisis: Crisis) -> dict[str, object]:
    """One entry of the file."""
    return {
        "id": crisis.id,
        "title_en": crisis.title.en,
        "title_es": crisis.title.es,
        "advice_en": crisis.advice.en,
        "advice_es": crisis.advice.es,
        "lines": [
            {"id": line.id, "number": line.number, "name_en": line.name.en, "name_es": line.name.es}
            for line in crisis.lines
        ],
        "phrases_en": list(crisis.phrases_en),
        "phrases_es": list(crisis.phrases_es),
        "not_phrases_en": list(crisis.not_phrases_en),
        "not_phrases_es": list(crisis.not_phrases_es),
    }


def _line(fields: Fields, services: Collection[ServiceId]) -> CrisisLine:
    line = CrisisLine(fields.id(), read_number(fields), fields.localized("name"))
    if fields.has("id") and ServiceId(line.id) not in services and line.id != line.number:
        fields.fault("id", f"there is no service {quoted(line.id)}", "use one of services.jsonl, or the number")
    fields.finish()
    return line
