"""What a visitor takes along: a service as a slip of paper."""

from __future__ import annotations

from itertools import groupby

from content.directory import ServiceId
from content.language import Language
from kiosk.printing.slip import Field, Section, Slip
from kiosk.scene.card import Card
from kiosk.scene.view import View
from kiosk.scene.when import calendar_date


def slip_for(services: tuple[ServiceId, ...], language: Language, view: View, site: str) -> Slip:
    """The slip a visitor takes home: everything that is known of each service, and what is not."""
    today = view.now.astimezone(view.zone).date()
    return Slip(
        language,
        tuple(_section(Card(view.directory.services[service], language, view)) for service in services),
        site,
        view.say("slip.printed", language, date=calendar_date(today, language, view.phrases)),
        _footer(language, view),
    )


def _section(card: Card) -> Section:
    fields = [Field("", f"{card.summary.text} {card.remark(card.summary)}".rstrip())]
    for name, alike in groupby(card.fields(), lambda field: field.name):
        if name == "now":  # true for an hour, not for a week
            continue
        first, *more = alike
        values = [f"{field.value.text} {field.remark}".rstrip() for field in (first, *more)]
        fields.append(Field(first.label, "\n".join(values), large=name == "phone"))
    notes = [note for note in (card.unknown(), card.checked) if note]
    title = f"{card.name.text} {card.remark(card.name)}".rstrip()
    return Section(title, card.provider, tuple(fields), tuple(notes))


def _footer(language: Language, view: View) -> str:
    """Whom to call about anything else, a line each."""
    people = [f"{person.number}  {person.name[language]}" for person in view.people]
    return "\n".join([view.say("slip.footer", language), *people]) if people else ""
