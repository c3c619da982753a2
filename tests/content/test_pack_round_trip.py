"""Whatever directory there is, it comes back equal from a folder and from a database."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.directory import (
    Address,
    Closure,
    Confidence,
    Crisis,
    CrisisLine,
    Directory,
    Guide,
    GuideId,
    GuideStep,
    Known,
    Location,
    Organization,
    OrganizationId,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceId,
    SpokenLanguage,
    Topic,
    TopicId,
    Verification,
    Weekday,
)
from content.errors import PackError
from content.language import Localized, Text
from content.pack import check_pack, read_pack, write_pack
from content.sanitise import clean_line
from content.spoken_languages import spoken_language
from content.sql import SqlStore

LINES = st.text(max_size=20).map(clean_line).filter(bool)
WORDS = st.lists(LINES, max_size=3).map(tuple)
DAYS = st.dates(date(2000, 1, 1), date(2026, 1, 1))
IDS = st.from_regex("[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
NUMBERS = st.from_regex("[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}|[1-9][0-9]{2}", fullmatch=True).map(clean_line)
TIMES = st.times().map(lambda moment: time(moment.hour, moment.minute))
KNOWN = st.sampled_from(Known)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    en, es = draw(st.tuples(LINES, LINES) | st.tuples(LINES, st.none()) | st.tuples(st.none(), LINES))
    reviewed = [draw(st.none() | DAYS) if said else None for said in (en, es)]
    return Text(en, es, *reviewed)


LOCALIZED = st.builds(Localized, LINES, LINES)
ADDRESSES = st.builds(Address, LINES, LINES, LINES, st.none() | LINES, st.none() | LINES)
POINTS = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
LOCATIONS = st.builds(
    lambda address, neighborhood, point: Location(address, neighborhood, *(point or ())),
    st.none() | ADDRESSES,
    st.none() | LINES,
    POINTS,
).filter(lambda place: place != Location())
SCHEDULES = st.builds(
    Schedule,
    st.frozensets(st.sampled_from(Weekday), min_size=1),
    TIMES,
    TIMES,
    st.frozensets(st.integers(1, 12), min_size=1),
    st.none() | st.sampled_from(["America/Denver", "America/New_York"]),
)
CLOSURES = st.builds(
    lambda days, reason: Closure(min(days), max(days), reason), st.tuples(DAYS, DAYS), st.none() | texts()
)
PHONES = st.builds(Phone, NUMBERS, st.none() | texts(), st.lists(st.sampled_from(["en", "es", "vi"])).map(tuple))
SPOKEN = st.sampled_from(["Spanish", "Telephone interpreter"]).map(spoken_language) | st.builds(
    SpokenLanguage, texts().map(lambda name: Text(name.en, name.es)), st.none() | st.just("nah")
)


def tuples(items: st.SearchStrategy[Any], **limits: Any) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=2, **limits).map(tuple)


@st.composite
def services(draw: st.DrawFn, id: str, organizations: list[str], topics: list[str]) -> Service:
    return Service(
        id=ServiceId(id),
        organization=OrganizationId(draw(st.sampled_from(organizations))),
        name=draw(texts()),
        summary=draw(texts()),
        how_to_access=draw(st.none() | texts()),
        topics=tuple(map(TopicId, draw(st.sets(st.sampled_from(topics))) if topics else ())),
        phones=draw(tuples(PHONES)),
        locations=draw(tuples(LOCATIONS)),
        schedules=draw(st.none() | tuples(SCHEDULES)),
        closures=draw(tuples(CLOSURES)),
        fees=draw(st.none() | texts()),
        free=draw(KNOWN),
        eligibility=draw(st.none() | texts()),
        documents=draw(st.none() | tuples(st.builds(RequiredDocument, texts()))),
        papers_asked=draw(KNOWN),
        languages=draw(st.none() | tuples(SPOKEN, min_size=1)),
        url=draw(st.none() | st.just("https://www.cabq.gov/año?q=1")),
        keywords_en=draw(WORDS),
        keywords_es=draw(WORDS),
        wordings_en=draw(WORDS),
        wordings_es=draw(WORDS),
        verified=draw(st.none() | st.builds(Verification, DAYS, LINES)),
        sources=draw(WORDS),
        seen_on=draw(st.none() | st.sampled_from(["2025", "2025-09", "2025-09-30"])),
        confidence=draw(st.sampled_from(Confidence)),
        editor_notes=draw(st.none() | LINES),
    )


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Directories as a pack can hold them: every organization gives a service."""
    topic_ids = draw(st.lists(IDS, max_size=3, unique=True))
    parents: list[TopicId | None] = [None, *map(TopicId, topic_ids)]
    topics = [Topic(TopicId(id), draw(texts()), parents[at]) for at, id in enumerate(topic_ids)]
    ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    made = [draw(services(id, draw(st.lists(IDS, min_size=1, max_size=2)), topic_ids)) for id in ids]
    names = {service.organization: draw(LINES) for service in made}
    step = st.builds(GuideStep, texts(), texts(), st.lists(st.sampled_from(ids), max_size=2).map(tuple))
    guides = st.builds(Guide, IDS.map(GuideId), texts(), tuples(step, min_size=1), WORDS)
    line = st.builds(lambda number, name: CrisisLine(number, number, name), NUMBERS, LOCALIZED)
    crises = st.builds(Crisis, IDS, LOCALIZED, LOCALIZED, tuples(line, min_size=1), WORDS, WORDS, WORDS, WORDS)
    return Directory(
        revision=0,
        organizations={id: Organization(id, name) for id, name in names.items()},
        topics={topic.id: topic for topic in topics},
        services={service.id: service for service in made},
        guides={guide.id: guide for guide in draw(st.lists(guides, max_size=2, unique_by=lambda guide: guide.id))},
        crises=tuple(draw(st.lists(crises, max_size=2, unique_by=lambda crisis: crisis.id))),
        holidays=draw(tuples(CLOSURES)),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    store = SqlStore(f"sqlite:///{tmp_path_factory.mktemp('store')}/kiosk.db")
    yield store
    store.close()


@given(directories())
@settings(max_examples=25, deadline=None)
def test_a_directory_written_to_a_folder_is_read_back_equal(directory: Directory) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_pack(directory, Path(folder) / "pack")
        assert read_pack(Path(folder) / "pack") == directory


@given(directories())
@settings(max_examples=25, deadline=None)
def test_a_directory_published_to_a_database_is_read_back_equal_and_in_order(
    store: SqlStore, directory: Directory
) -> None:
    number = store.publish(directory, "wild")
    read = store.directory(number)
    assert replace(read, revision=0) == directory
    for name in ("organizations", "topics", "services", "guides"):
        assert list(getattr(read, name)) == list(getattr(directory, name))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=()), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.from_regex(
    "id|organization(_id)?|(service_name|summary|fees|reviewed|keywords|documents)_(en|es)|topics|phones|address|hours|"
    "neighborhood|languages|free|closures|verified|url|sources|seen_on|confidence|latitude|more_locations|data_notes|"
    "slug|en|es|parent|steps|title_en|lines|number|first|last|days|opens|months",
    fullmatch=True,
)
RECORDS = JSON | st.dictionaries(NAMES, JSON | st.lists(st.dictionaries(NAMES, JSON, max_size=3), max_size=2))


@given(st.lists(RECORDS, max_size=3), st.lists(RECORDS, max_size=3))
@settings(max_examples=50, deadline=None)
def test_any_json_is_a_directory_or_faults_of_one_line_each(lines: list[object], entries: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for file in ("services.jsonl", "wordings.jsonl", "guides.jsonl"):
            (Path(folder) / file).write_text("\n".join(map(json.dumps, lines)))
        for file in ("topics.json", "crises.json", "holidays.json"):
            (Path(folder) / file).write_text(json.dumps(entries))
        for finding in check_pack(Path(folder)):
            assert str(finding) == clean_line(str(finding))


@given(st.binary(max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_told_as_faults(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for file in ("services.jsonl", "topics.json"):
            (Path(folder) / file).write_bytes(content)
        with pytest.raises(PackError):
            read_pack(Path(folder))
