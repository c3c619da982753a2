"""A pack's folder becomes a directory, or a list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from content.directory import (
    Crisis,
    Directory,
    Guide,
    GuideId,
    Organization,
    OrganizationId,
    Service,
    ServiceId,
    Topic,
    TopicId,
)
from content.errors import PackError
from content.pack.crises import read_crisis
from content.pack.faults import Faults, Place, quoted
from content.pack.fields import Fields
from content.pack.files import read_lines, read_list
from content.pack.guides import read_guide
from content.pack.reviews import UNDATED, Reviews
from content.pack.schedules import read_closure
from content.pack.services import read_service
from content.pack.topics import check_parent, read_topic

SERVICES, TOPICS, WORDINGS = "services.jsonl", "topics.json", "wordings.jsonl"
GUIDES, CRISES, HOLIDAYS = "guides.jsonl", "crises.json", "holidays.json"
FILES = (SERVICES, TOPICS, WORDINGS, GUIDES, CRISES, HOLIDAYS)


def read_pack(folder: Path) -> Directory:
    """The directory in a pack's folder, as revision 0.

    Raises:
        PackError: with every fault found, each naming file, line, field and remedy.
    """
    faults = Faults()
    directory = Reading(folder, faults).directory()
    if faults.errors:
        raise PackError(faults.errors)
    return directory


@dataclass(slots=True)
class Reading:
    """One reading of a pack; what is wrong goes to `faults`."""

    folder: Path
    faults: Faults
    places: dict[ServiceId, Place] = field(default_factory=dict)
    """Where each service was read."""
    organizations: dict[OrganizationId, Organization] = field(default_factory=dict)

    def directory(self) -> Directory:
        """Everything in the folder; where there were faults, with stand-ins that are not to be used."""
        if not self.folder.is_dir():
            place = Place(str(self.folder))
            self.faults.error(place, None, "there is no such folder", f"name one that holds {SERVICES} and {TOPICS}")
            return Directory(revision=0)
        topics = self._topics()
        services = self._with_wordings(self._services(topics))
        holidays = read_list(self.folder / HOLIDAYS, self.faults)
        return Directory(
            revision=0,
            organizations=self.organizations,
            topics=topics,
            services=services,
            guides=self._guides(services),
            crises=self._crises(services),
            holidays=tuple(read_closure(Fields(entry, place, self.faults)) for place, entry in holidays),
        )

    def _topics(self) -> Mapping[TopicId, Topic]:
        topics: dict[TopicId, Topic] = {}
        read: list[tuple[Topic, Fields]] = []
        for place, entry in read_list(self.folder / TOPICS, self.faults, required=True):
            fields = Fields(entry, place, self.faults)
            topic = read_topic(fields)
            if _first(topic.id, topics, fields, "slug"):
                topics[topic.id] = topic
                read.append((topic, fields))
        for topic, fields in read:
            check_parent(topic, fields, topics)
        return topics

    def _services(self, topics: Mapping[TopicId, Topic]) -> dict[ServiceId, Service]:
        services: dict[ServiceId, Service] = {}
        known_topics = None if self.faults.errors else topics
        for fields in self._records(SERVICES, required=True):
            service, organization = read_service(fields, known_topics)
            if _first(service.id, services, fields):
                services[service.id] = service
                self.places[service.id] = fields.place
            named = self.organizations.setdefault(organization.id, organization)
            if named != organization:
                problem = f"{quoted(organization.name)} and {quoted(named.name)} have the same id"
                fields.fault("organization", problem, 'write one name, or give an "organization_id"')
        return services

    def _with_wordings(self, services: dict[ServiceId, Service]) -> dict[ServiceId, Service]:
        seen: set[ServiceId] = set()
        for fields in self._records(WORDINGS, reviews=UNDATED):
            id = ServiceId(fields.id())
            en, es = fields.lines("wordings_en"), fields.lines("wordings_es")
            fields.finish()
            if not _first(id, seen, fields):
                continue
            seen.add(id)
            if service := services.get(id):
                services[id] = replace(service, wordings_en=en, wordings_es=es)
            elif fields.has("id") and not self._unread(SERVICES):
                fields.fault("id", f"there is no service {quoted(id)}", f"use an id of {SERVICES}")
        return services

    def _guides(self, services: Mapping[ServiceId, Service]) -> Mapping[GuideId, Guide]:
        guides: dict[GuideId, Guide] = {}
        for fields in self._records(GUIDES):
            guide = read_guide(fields, services)
            if _first(guide.id, guides, fields):
                guides[guide.id] = guide
        return guides

    def _crises(self, services: Mapping[ServiceId, Service]) -> tuple[Crisis, ...]:
        crises: dict[str, Crisis] = {}
        for place, entry in read_list(self.folder / CRISES, self.faults):
            fields = Fields(entry, place, self.faults, reviews=UNDATED)
            crisis = read_crisis(fields, services)
            if _first(crisis.id, crises, fields):
                crises[crisis.id] = crisis
        return tuple(crises.values())

    def _unread(self, file: str) -> bool:
        """Whether some entry of a file could not be read at all, so that what is missed may be in it."""
        return any(fault.file == file and fault.field is None for fault in self.faults.errors)

    def _records(self, file: str, *, required: bool = False, reviews: Reviews | None = None) -> Iterator[Fields]:
        for place, entry in read_lines(self.folder / file, self.faults, required=required):
            yield Fields(entry, place, self.faults, reviews=reviews)


def _first(id: str, met: Container[object], fields: Fields, name: str = "id") -> bool:
    """Whether this id has not been met; a second use is noted."""
    if id not in met:
        return True
    if fields.has(name):
        fields.fault(name, f"{quoted(id)} was used before", "give this record another id, or take it out")
    return False
