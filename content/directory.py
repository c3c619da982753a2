"""The directory's records, in the terms of the Human Services Data Specification (HSDS 3.1).

Everything is immutable: a `Directory` is one published revision. What nobody has established stays "not known"
(`None`, or `Known.NOT_KNOWN`); nothing here is ever guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum, IntEnum, StrEnum
from typing import NewType

from content.language import Language, Localized, Text

ServiceId = NewType("ServiceId", str)
OrganizationId = NewType("OrganizationId", str)
TopicId = NewType("TopicId", str)
GuideId = NewType("GuideId", str)


class Known(Enum):
    """A yes-or-no fact that may not have been established."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


class Weekday(IntEnum):
    """Days as `datetime.date.weekday` counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Confidence(StrEnum):
    """How well a record is sourced. For editors; visitors see only `Service.verified`."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject to browse by (HSDS taxonomy term)."""

    id: TopicId
    name: Text
    parent: TopicId | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """Who provides services."""

    id: OrganizationId
    name: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call; three digits for short codes such as 311."""

    number: str
    """`505-924-3890`, or a short code."""
    label: Text | None = None
    languages: tuple[str, ...] = ()
    """Languages answered on this line, ISO 639-1; empty when not known."""


@dataclass(frozen=True, slots=True)
class Address:
    """A place of visit."""

    street: str
    city: str
    state: str
    unit: str | None = None
    postal_code: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a service is given (HSDS location with its address)."""

    address: Address | None = None
    neighborhood: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekly opening hours: the days, and from when to when by the clock on the wall.

    `closes` at or before `opens` runs past midnight; 00:00 to 00:00 is the whole day.
    """

    days: frozenset[Weekday]
    opens: time
    closes: time
    months: frozenset[int] = frozenset(range(1, 13))
    """Months (1-12) in which this holds; a growers' market has fewer than twelve."""
    timezone: str | None = None
    """IANA name when the hours are not in the site's own zone (a national line)."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a service, or everything, is closed out of turn (first and last day included)."""

    first: date
    last: date
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """A paper to bring."""

    name: Text


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language in which people are served."""

    name: Text
    code: str | None = None
    """ISO 639-1 where there is one."""


@dataclass(frozen=True, slots=True)
class Verification:
    """Somebody checked the record with the provider: the only ground for telling a visitor "checked on"."""

    date: date
    method: str
    """`phone`, `visit`, `provider` ..."""


@dataclass(frozen=True, slots=True)
class Service:
    """One thing an organization does for people."""

    id: ServiceId
    organization: OrganizationId
    name: Text
    summary: Text
    how_to_access: Text | None = None
    topics: tuple[TopicId, ...] = ()
    phones: tuple[Phone, ...] = ()
    locations: tuple[Location, ...] = ()
    schedules: tuple[Schedule, ...] | None = None
    """None when the hours are not known."""
    closures: tuple[Closure, ...] = ()
    fees: Text | None = None
    """None when the cost is not known."""
    free: Known = Known.NOT_KNOWN
    eligibility: Text | None = None
    """None when it is not known who can go."""
    documents: tuple[RequiredDocument, ...] | None = None
    """Papers to bring; None when not known, empty when none are needed."""
    papers_asked: Known = Known.NOT_KNOWN
    """Whether immigration papers are asked for."""
    languages: tuple[SpokenLanguage, ...] | None = None
    """None when not known."""
    url: str | None = None
    keywords_en: tuple[str, ...] = ()
    keywords_es: tuple[str, ...] = ()
    wordings_en: tuple[str, ...] = ()
    """What people say when they need this, in their own words."""
    wordings_es: tuple[str, ...] = ()
    verified: Verification | None = None
    sources: tuple[str, ...] = ()
    seen_on: str | None = None
    """A date printed on a source (`2025-09`); for editors."""
    confidence: Confidence = Confidence.LOW
    editor_notes: str | None = None
    """What is doubtful; for editors, never for visitors."""

    def keywords(self, language: Language) -> tuple[str, ...]:
        """Search words in one language."""
        return self.keywords_en if language is Language.EN else self.keywords_es

    def wordings(self, language: Language) -> tuple[str, ...]:
        """People's own words for this need in one language."""
        return self.wordings_en if language is Language.EN else self.wordings_es

    @property
    def address(self) -> Address | None:
        """The first street address, if any is known."""
        return next((place.address for place in self.locations if place.address), None)

    @property
    def reachable(self) -> bool:
        """Whether a visitor could do anything with it: call, go there, or look at a page."""
        return bool(self.phones or self.url or self.address)

    @property
    def spanish_spoken(self) -> Known:
        """Whether Spanish is spoken there; a list of other languages does not prove that it is not."""
        if any(spoken.code == "es" for spoken in self.languages or ()):
            return Known.YES
        return Known.NOT_KNOWN


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One thing to do, and the services that do it."""

    title: Text
    text: Text
    services: tuple[ServiceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """Steps across services for something people do in life, such as opening a food truck."""

    id: GuideId
    title: Text
    steps: tuple[GuideStep, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A number for somebody in danger."""

    id: str
    """The service's id, or the short code (`911`)."""
    number: str
    name: Localized


@dataclass(frozen=True, slots=True)
class Crisis:
    """A kind of danger: whom to call, and what people say when they are in it."""

    id: str
    title: Localized
    advice: Localized
    lines: tuple[CrisisLine, ...]
    """In the order to show; the first is read aloud first."""
    phrases_en: tuple[str, ...] = ()
    phrases_es: tuple[str, ...] = ()
    not_phrases_en: tuple[str, ...] = ()
    """Look-alikes that are no crisis ("my phone died")."""
    not_phrases_es: tuple[str, ...] = ()

    def phrases(self, language: Language) -> tuple[str, ...]:
        """What people say, in one language."""
        return self.phrases_en if language is Language.EN else self.phrases_es

    def not_phrases(self, language: Language) -> tuple[str, ...]:
        """Look-alikes, in one language."""
        return self.not_phrases_en if language is Language.EN else self.not_phrases_es


@dataclass(frozen=True, slots=True)
class Directory:
    """One published revision: everything a kiosk needs to answer."""

    revision: int
    organizations: Mapping[OrganizationId, Organization] = field(default_factory=dict)
    topics: Mapping[TopicId, Topic] = field(default_factory=dict)
    services: Mapping[ServiceId, Service] = field(default_factory=dict)
    guides: Mapping[GuideId, Guide] = field(default_factory=dict)
    crises: tuple[Crisis, ...] = ()
    holidays: tuple[Closure, ...] = ()
    """Days on which offices in general are closed."""

    @property
    def shown(self) -> tuple[Service, ...]:
        """The services a visitor may be sent to; the others wait for a contact."""
        return tuple(service for service in self.services.values() if service.reachable)

    def provider(self, service: Service) -> Organization:
        """Who gives the service."""
        return self.organizations[service.organization]

    def about(self, topic: TopicId) -> tuple[Service, ...]:
        """The services a visitor may be sent to on one subject, in directory order."""
        return tuple(service for service in self.shown if topic in service.topics)
