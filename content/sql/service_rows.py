"""A service as rows of its tables, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row

from content.directory import (
    Address,
    Closure,
    Confidence,
    Known,
    Location,
    OrganizationId,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceId,
    SpokenLanguage,
    TopicId,
    Verification,
    Weekday,
)
from content.language import Language, Text
from content.sql import tables
from content.sql.columns import maybe_text_from, text_from, text_values
from content.sql.rows import Revised, Rows

_TEXTS = ("name", "summary", "how_to_access", "fees", "eligibility")
_TRUTH = {Known.YES: True, Known.NO: False, Known.NOT_KNOWN: None}
_KNOWN = {truth: known for known, truth in _TRUTH.items()}
_DAYS = {day: day.name[:2] for day in Weekday}
_WEEKDAYS = {name: day for day, name in _DAYS.items()}
_ALL_YEAR = frozenset(range(1, 13))


def add_service(rows: Rows, position: int, service: Service) -> None:
    """Every row of a service but those of its organization and topics."""
    key = {"service_id": service.id}
    rows.add(
        tables.services,
        id=service.id,
        position=position,
        organization_id=service.organization,
        url=service.url,
        free=_TRUTH[service.free],
        papers_asked=_TRUTH[service.papers_asked],
        schedules_known=service.schedules is not None,
        documents_known=service.documents is not None,
        languages_known=service.languages is not None,
        verified_on=service.verified and service.verified.date,
        verified_by=service.verified and service.verified.method,
        seen_on=service.seen_on,
        confidence=service.confidence.value,
        editor_notes=service.editor_notes,
    )
    for field in _TEXTS:
        _add_text(rows, service.id, field, getattr(service, field))
    rows.add_list(tables.service_topics, service.topics, "topic_id", **key)
    rows.add_list(tables.service_sources, service.sources, **key)
    for language in Language:
        rows.add_list(tables.keywords, service.keywords(language), language=language.value, **key)
        rows.add_list(tables.wordings, service.wordings(language), language=language.value, **key)
    for at, phone in enumerate(service.phones):
        rows.add(tables.phones, position=at, number=phone.number, **text_values("label", phone.label), **key)
        rows.add_list(tables.phone_languages, phone.languages, "code", phone=at, **key)
    for at, place in enumerate(service.locations):
        rows.add(tables.locations, position=at, **_location_values(place), **key)
    for at, schedule in enumerate(service.schedules or ()):
        rows.add(tables.schedules, position=at, **_schedule_values(schedule), **key)
    for at, closure in enumerate(service.closures):
        rows.add(tables.closures, position=at, **closure_values(closure), **key)
    for at, paper in enumerate(service.documents or ()):
        rows.add(tables.required_documents, position=at, **text_values("name", paper.name), **key)
    for at, spoken in enumerate(service.languages or ()):
        rows.add(tables.languages, position=at, code=spoken.code, **text_values("name", spoken.name), **key)


def services_from(revised: Revised) -> Iterator[Service]:
    """The services of a revision, in order; one query a table, however many there are."""
    texts = revised.lists(tables.service_texts)
    topics, sources = revised.lists(tables.service_topics), revised.lists(tables.service_sources)
    phones, answered = revised.lists(tables.phones), revised.lists(tables.phone_languages)
    locations, schedules = revised.lists(tables.locations), revised.lists(tables.schedules)
    closures, papers = revised.lists(tables.closures), revised.lists(tables.required_documents)
    languages = revised.lists(tables.languages)
    keywords, wordings = revised.said(tables.keywords), revised.said(tables.wordings)
    for row in revised.records(tables.services):
        id = row.id
        name, summary, how_to_access, fees, eligibility = _texts_from(texts[id])
        if name is None or summary is None:
            raise ValueError(f"service {id} has lost its name or summary")
        yield Service(
            id=ServiceId(id),
            organization=OrganizationId(row.organization_id),
            name=name,
            summary=summary,
            how_to_access=how_to_access,
            topics=tuple(TopicId(topic.topic_id) for topic in topics[id]),
            phones=tuple(_phone_from(phone, answered[id]) for phone in phones[id]),
            locations=tuple(map(_location_from, locations[id])),
            schedules=tuple(map(_schedule_from, schedules[id])) if row.schedules_known else None,
            closures=tuple(map(closure_from, closures[id])),
            fees=fees,
            free=_KNOWN[row.free],
            eligibility=eligibility,
            documents=tuple(map(_document_from, papers[id])) if row.documents_known else None,
            papers_asked=_KNOWN[row.papers_asked],
            languages=tuple(map(_language_from, languages[id])) if row.languages_known else None,
            url=row.url,
            keywords_en=keywords.get((id, Language.EN), ()),
            keywords_es=keywords.get((id, Language.ES), ()),
            wordings_en=wordings.get((id, Language.EN), ()),
            wordings_es=wordings.get((id, Language.ES), ()),
            verified=Verification(row.verified_on, row.verified_by) if row.verified_on else None,
            sources=tuple(source.value for source in sources[id]),
            seen_on=row.seen_on,
            confidence=Confidence(row.confidence),
            editor_notes=row.editor_notes,
        )


def closure_values(closure: Closure) -> dict[str, object]:
    """What goes into the columns of a closure."""
    return {"first": closure.first, "last": closure.last, **text_values("reason", closure.reason)}


def closure_from(row: Row[Any]) -> Closure:
    """A closure."""
    return Closure(row.first, row.last, maybe_text_from(row, "reason"))


def _add_text(rows: Rows, service: ServiceId, field: str, text: Text | None) -> None:
    for language in Language:
        if text and (value := text[language]) is not None:
            rows.add(
                tables.service_texts,
                service_id=service,
                field=field,
                language=language.value,
                value=value,
                reviewed_on=text.reviewed(language),
            )


def _texts_from(rows: list[Row[Any]]) -> list[Text | None]:
    """The texts of a service in the order of `_TEXTS`."""
    values: dict[tuple[str, str], tuple[str, date | None]] = {
        (row.field, row.language): (row.value, row.reviewed_on) for row in rows
    }
    texts: list[Text | None] = []
    for field in _TEXTS:
        (en, reviewed_en), (es, reviewed_es) = (values.get((field, language), (None, None)) for language in Language)
        texts.append(None if en is None and es is None else Text(en, es, reviewed_en, reviewed_es))
    return texts


def _phone_from(row: Row[Any], answered: list[Row[Any]]) -> Phone:
    codes = tuple(language.code for language in answered if language.phone == row.position)
    return Phone(row.number, maybe_text_from(row, "label"), codes)


def _document_from(row: Row[Any]) -> RequiredDocument:
    return RequiredDocument(text_from(row, "name"))


def _language_from(row: Row[Any]) -> SpokenLanguage:
    return SpokenLanguage(text_from(row, "name"), row.code)


def _location_values(place: Location) -> dict[str, object]:
    address = place.address
    return {
        "street": address and address.street,
        "unit": address and address.unit,
        "city": address and address.city,
        "state": address and address.state,
        "postal_code": address and address.postal_code,
        "neighborhood": place.neighborhood,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _location_from(row: Row[Any]) -> Location:
    address = None
    if row.street is not None:
        address = Address(row.street, row.city, row.state, row.unit, row.postal_code)
    return Location(address, row.neighborhood, row.latitude, row.longitude)


def _schedule_values(schedule: Schedule) -> dict[str, object]:
    return {
        "days": ",".join(_DAYS[day] for day in sorted(schedule.days)),
        "opens": schedule.opens,
        "closes": schedule.closes,
        "months": None if schedule.months == _ALL_YEAR else ",".join(map(str, sorted(schedule.months))),
        "timezone": schedule.timezone,
    }


def _schedule_from(row: Row[Any]) -> Schedule:
    return Schedule(
        days=frozenset(_WEEKDAYS[name] for name in row.days.split(",") if name),
        opens=row.opens,
        closes=row.closes,
        months=_ALL_YEAR if row.months is None else frozenset(int(month) for month in row.months.split(",") if month),
        timezone=row.timezone,
    )
