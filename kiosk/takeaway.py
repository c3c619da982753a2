"""What a visitor takes along: a service as a slip of paper."""

from __future__ import annotations

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
        view.say("slip.footer", language),
    )


def _section(card: Card) -> Section:
    fields = [Field("", f"{card.summary.text} {card.remark(card.summary)}".rstrip())]
    for field in card.fields():
        value = f"{field.value.text} {field.remark}".rstrip()
        if field.name != "now":  # true for an hour, not for a week
            fields.append(Field(field.label, value, large=field.name == "phone"))
    notes = [note for note in (card.unknown(), card.checked) if note]
    title = f"{card.name.text} {card.remark(card.name)}".rstrip()
    return Section(title, card.provider, tuple(fields), tuple(notes))
