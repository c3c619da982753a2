"""Services as `services.jsonl` writes them, one record a line, and the organizations they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from content.directory import (
    Confidence,
    Known,
    Organization,
    OrganizationId,
    RequiredDocument,
    Service,
    ServiceId,
    SpokenLanguage,
    TopicId,
    Verification,
)
from content.language import Language, Text
from content.pack.contacts import read_locations, read_phone, write_locations, write_phone
from content.pack.faults import quoted
from content.pack.fields import Fields
from content.pack.reviews import UNDATED, WrittenTexts
from content.pack.schedules import read_closure, read_schedule, write_closure, write_schedule
from content.spoken_languages import spoken_language

_SEEN_ON = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")
_TRUTH = {Known.YES: True, Known.NO: False, Known.NOT_KNOWN: None}


def read_service(fields: Fields, topics: Collection[TopicId] | None) -> tuple[Service, Organization]:
    """A service and who provides it, from one line of the file; `topics` are those there are, if known."""
    organization = _organization(fields)
    service = Service(
        id=ServiceId(fields.id()),
        organization=organization.id,
        name=fields.required_text("service_name"),
        summary=fields.required_text("summary", prose=True),
        how_to_access=fields.text("how_to_access", prose=True),
        topics=_topics(fields, topics),
        phones=tuple(read_phone(phone) for phone in fields.nested_list("phones")),
        locations=read_locations(fields),
        schedules=tuple(map(read_schedule, fields.nested_list("hours"))) if fields.has("hours") else None,
        closures=tuple(map(read_closure, fields.nested_list("closures"))),
        fees=fields.text("fees", prose=True),
        free=fields.known("free"),
        eligibility=fields.text("eligibility", prose=True),
        documents=_documents(fields),
        papers_asked=fields.known("papers_asked"),
        languages=_languages(fields) or None,
        url=_url(fields),
        keywords_en=fields.lines("keywords_en"),
        keywords_es=fields.lines("keywords_es"),
        verified=_verification(fields),
        sources=fields.lines("sources"),
        seen_on=_seen_on(fields),
        confidence=_confidence(fields),
        editor_notes=fields.prose("data_notes"),
    )
    fields.finish()
    return service, organization


def write_service(service: Service, organization: Organization) -> dict[str, object]:
    """One line of the file; optional fields only where they say something."""
    texts = WrittenTexts()
    record: dict[str, object] = {"id": service.id, "organization": organization.name}
    if organization.id != slug(organization.name):
        record["organization_id"] = organization.id
    record |= _pair("service_name", service.name, texts)
    record |= _pair("summary", service.summary, texts)
    record |= _pair("how_to_access", service.how_to_access, texts)
    record["topics"] = list(service.topics)
    record["phones"] = [write_phone(phone, texts, f"phones[{at}].") for at, phone in enumerate(service.phones)]
    record |= write_locations(service.locations)
    record["hours"] = None if service.schedules is None else list(map(write_schedule, service.schedules))
    if service.closures:
        closures = enumerate(service.closures)
        record["closures"] = [write_closure(closure, texts, f"closures[{at}].") for at, closure in closures]
    record["languages"] = [_language_spelled(spoken) for spoken in service.languages or ()]
    record |= _pair("fees", service.fees, texts)
    if service.free is not Known.NOT_KNOWN:
        record["free"] = _TRUTH[service.free]
    record |= _pair("eligibility", service.eligibility, texts)
    if service.documents is not None:
        names = [texts.note(f"documents[{at}]", paper.name) for at, paper in enumerate(service.documents)]
        record |= {f"documents_{language}": [name and name[language] for name in names] for language in Language}
    if service.papers_asked is not Known.NOT_KNOWN:
        record["papers_asked"] = _TRUTH[service.papers_asked]
    if service.verified:
        record["verified"] = {"date": service.verified.date.isoformat(), "method": service.verified.method}
    return record | {
        "url": service.url,
        "sources": list(service.sources),
        "seen_on": service.seen_on,
        "confidence": service.confidence.value,
        "keywords_en": list(service.keywords_en),
        "keywords_es": list(service.keywords_es),
        "data_notes": service.editor_notes,
        **texts.reviews(),
    }


def slug(name: str) -> str:
    """The id of an organization a pack gives by name only; empty when the name has no Latin letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:100].strip("-")


def _organization(fields: Fields) -> Organization:
    name = fields.required_line("organization")
    if fields.has("organization_id"):
        return Organization(OrganizationId(fields.id("organization_id")), name)
    if fields.has("organization") and not slug(name):
        fields.fault("organization", f"{quoted(name)} makes no id", 'add a field "organization_id"')
    return Organization(OrganizationId(slug(name)), name)


def _topics(fields: Fields, known: Collection[TopicId] | None) -> tuple[TopicId, ...]:
    topics = tuple(map(TopicId, fields.lines("topics")))
    for at, topic in enumerate(topics):
        if known is not None and topic not in known:
            fields.fault(f"topics[{at}]", f"there is no topic {quoted(topic)}", "use a slug of topics.json")
        elif topic in topics[:at]:
            fields.fault(f"topics[{at}]", f"{quoted(topic)} is there twice", "leave one of them")
    return topics


def _documents(fields: Fields) -> tuple[RequiredDocument, ...] | None:
    listed = [fields.items(f"documents_{language}") for language in Language]
    if listed == [None, None]:
        return None
    length = max(len(names or ()) for names in listed)
    if any(names is not None and len(names) != length for names in listed):
        fields.fault("documents_en", "it is not as long as documents_es", "give each paper one place in both lists")
        return ()
    return tuple(paper for at in range(length) if (paper := _document(fields, listed, at)))


def _document(fields: Fields, listed: list[list[object] | None], at: int) -> RequiredDocument | None:
    en, es = (
        None if names is None or names[at] is None else fields.line_from(names[at], f"documents_{language}[{at}]")
        for language, names in zip(Language, listed, strict=True)
    )
    if name := fields.reviewed(en, es, f"documents[{at}]"):
        return RequiredDocument(name)
    if all(names is None or names[at] is None for names in listed):
        fields.fault(f"documents_en[{at}]", "it has no name in either language", "name it or take it out of both")
    return None


def _languages(fields: Fields) -> tuple[SpokenLanguage, ...]:
    """The languages, each a name or an object; none listed means none known."""
    languages: list[SpokenLanguage] = []
    for at, item in enumerate(fields.items("languages") or ()):
        if not isinstance(item, dict):
            languages.append(spoken_language(fields.line_from(item, f"languages[{at}]") or "-"))
            continue
        nested = fields.nested_from(item, f"languages[{at}]", UNDATED)
        languages.append(SpokenLanguage(nested.required_text("name"), nested.line("code")))
        nested.finish()
    return tuple(languages)


def _language_spelled(spoken: SpokenLanguage) -> object:
    if spoken.name.en and spoken_language(spoken.name.en) == spoken:
        return spoken.name.en
    return {"name_en": spoken.name.en, "name_es": spoken.name.es, "code": spoken.code}


def _verification(fields: Fields) -> Verification | None:
    if not (nested := fields.nested("verified")):
        return None
    verification = Verification(nested.required_day("date"), nested.required_line("method"))
    if verification.date > datetime.now(UTC).date() + timedelta(days=1):
        nested.fault("date", f"{verification.date} has not come yet", "write the day on which it was checked")
    nested.finish()
    return verification


def _url(fields: Fields) -> str | None:
    url = fields.line("url")
    if url and not _URL.fullmatch(url):
        fields.fault("url", f"{quoted(url)} is not a web address", "write it whole, such as https://www.cabq.gov/")
    return url


def _seen_on(fields: Fields) -> str | None:
    seen_on = fields.line("seen_on")
    if seen_on and not _SEEN_ON.fullmatch(seen_on):
        fields.fault("seen_on", f"{quoted(seen_on)} is not a date", "write 2026, 2026-03 or 2026-03-01")
    return seen_on


def _confidence(fields: Fields) -> Confidence:
    level = fields.line("confidence") or Confidence.LOW
    if level in list(Confidence):
        return Confidence(level)
    fields.fault("confidence", f"{quoted(level)} is no level", f"write {', '.join(Confidence)}")
    return Confidence.LOW


def _pair(stem: str, text: Text | None, texts: WrittenTexts) -> dict[str, object]:
    texts.note(stem, text)
    return {f"{stem}_{language}": text and text[language] for language in Language}
