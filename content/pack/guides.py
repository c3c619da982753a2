"""Guides as `guides.jsonl` writes them, one a line."""

from __future__ import annotations

from collections.abc import Collection

from content.directory import Guide, GuideId, GuideStep, ServiceId
from content.language import Text
from content.pack.faults import quoted
from content.pack.fields import Fields
from content.pack.reviews import WrittenTexts


def read_guide(fields: Fields, services: Collection[ServiceId]) -> Guide:
    """One line of the file; `services` are those there are."""
    guide = Guide(
        id=GuideId(fields.id()),
        title=fields.required_text("title"),
        steps=tuple(_step(step, services) for step in fields.nested_list("steps")),
        sources=fields.lines("sources"),
    )
    if not guide.steps:
        fields.fault("steps", "the guide has no steps", "add them")
    fields.finish()
    return guide


def write_guide(guide: Guide) -> dict[str, object]:
    """One line of the file."""
    texts = WrittenTexts()
    record: dict[str, object] = {"id": guide.id} | _pair("title", guide.title, texts, "")
    record["steps"] = [
        _pair("title", step.title, texts, f"steps[{at}].")
        | _pair("text", step.text, texts, f"steps[{at}].")
        | {"services": list(step.services)}
        for at, step in enumerate(guide.steps)
    ]
    return record | {"sources": list(guide.sources)} | texts.reviews()


def _step(fields: Fields, known: Collection[ServiceId]) -> GuideStep:
    services = tuple(map(ServiceId, fields.lines("services")))
    for at, service in enumerate(services):
        if service not in known:
            fields.fault(f"services[{at}]", f"there is no service {quoted(service)}", "use an id of services.jsonl")
    step = GuideStep(fields.required_text("title"), fields.required_text("text", prose=True), services)
    fields.finish()
    return step


def _pair(stem: str, text: Text, texts: WrittenTexts, path: str) -> dict[str, object]:
    texts.note(f"{path}{stem}", text)
    return {f"{stem}_en": text.en, f"{stem}_es": text.es}
