import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from content.directory import Closure, Directory, Known, Location, Service, ServiceId, Verification, Weekday
from content.language import Text
from content.pack import read_pack

TOPICS = '[\n{"slug": "food", "en": "Food", "es": "Comida"}\n]\n'
RECORD: dict[str, Any] = {
    "id": "pantry",
    "organization": "Storehouse",
    "service_name_en": "Food pantry",
    "service_name_es": "Despensa de comida",
    "summary_en": "Free food.",
    "summary_es": "Comida gratis.",
    "topics": ["food"],
}

Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Makes a folder with one service, its fields changed, and other files as given."""

    def make(files: dict[str, str | bytes] | None = None, **changed: object) -> Path:
        record = {name: value for name, value in (RECORD | changed).items() if value is not ...}
        content: dict[str, str | bytes] = {"services.jsonl": json.dumps(record), "topics.json": TOPICS, **(files or {})}
        for name, text in content.items():
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return make


def the_service(folder: Path) -> Service:
    return read_pack(folder).services[ServiceId("pantry")]


def test_a_service_with_the_fewest_fields_leaves_the_rest_not_known(pack: Pack) -> None:
    service = the_service(pack(topics=...))
    assert service.schedules is None
    assert service.documents is None
    assert service.languages is None
    assert (service.free, service.papers_asked) == (Known.NOT_KNOWN, Known.NOT_KNOWN)


def test_an_organization_goes_by_a_slug_of_its_name(pack: Pack) -> None:
    directory = read_pack(pack(organization="Clínica Ñandú, Inc."))
    assert list(directory.organizations) == ["clinica-nandu-inc"]


@pytest.mark.parametrize(
    ("days", "numbers"),
    [
        ("Mon-Fri", [0, 1, 2, 3, 4]),
        ("Mon, Tue, Thu, Fri", [0, 1, 3, 4]),
        ("Wed", [2]),
        ("Daily", [0, 1, 2, 3, 4, 5, 6]),
        ("Sat-Mon", [5, 6, 0]),
        ("Mon-Wed, Sat", [0, 1, 2, 5]),
    ],
)
def test_days_are_a_run_a_list_one_or_all(pack: Pack, days: str, numbers: list[int]) -> None:
    service = the_service(pack(hours=[{"days": days, "opens": "08:00", "closes": "17:00"}]))
    assert service.schedules is not None
    assert service.schedules[0].days == frozenset(map(Weekday, numbers))


def test_hours_may_hold_in_some_months_and_in_another_zone(pack: Pack) -> None:
    hours = [{"days": "Sat", "opens": "08:00", "closes": "24:00", "months": [4, 5], "timezone": "America/New_York"}]
    service = the_service(pack(hours=hours))
    assert service.schedules is not None
    (schedule,) = service.schedules
    assert (schedule.opens, schedule.closes, schedule.months) == (time(8), time(0), frozenset({4, 5}))
    assert schedule.timezone == "America/New_York"


def test_papers_lie_in_two_lists_side_by_side(pack: Pack) -> None:
    service = the_service(pack(documents_en=["Photo ID", None], documents_es=["Identificación", "Recibo de luz"]))
    assert service.documents is not None
    assert [paper.name for paper in service.documents] == [Text("Photo ID", "Identificación"), Text(es="Recibo de luz")]


def test_an_empty_list_of_papers_means_none_are_needed(pack: Pack) -> None:
    assert the_service(pack(documents_en=[], documents_es=[])).documents == ()


def test_an_empty_list_of_languages_means_not_known(pack: Pack) -> None:
    assert the_service(pack(languages=[])).languages is None


def test_only_a_language_people_speak_has_a_code(pack: Pack) -> None:
    languages = the_service(pack(languages=["Spanish (forms)", "Vietnamese", "Wolof"])).languages or ()
    assert [(spoken.name.es, spoken.code) for spoken in languages] == [
        ("español (solo formularios)", None),
        ("vietnamita", "vi"),
        (None, None),
    ]


def test_a_phone_label_may_be_written_the_old_way(pack: Pack) -> None:
    phones = [
        {"number": "505-924-3890", "label": "Main", "language": "Spanish"},
        {"number": "311", "label_es": "Ciudad"},
    ]
    first, second = the_service(pack(phones=phones)).phones
    assert (first.label, first.languages) == (Text("Main"), ("es",))
    assert second.label == Text(es="Ciudad")


def test_a_place_may_be_a_point_or_a_neighborhood_only(pack: Pack) -> None:
    service = the_service(pack(latitude=35.08, longitude=-106, more_locations=[{"neighborhood": "Barelas"}]))
    assert service.locations == (Location(latitude=35.08, longitude=-106.0), Location(neighborhood="Barelas"))


def test_facts_people_established_are_kept(pack: Pack) -> None:
    closures = [{"first": "2026-12-24", "last": "2026-12-31", "reason_es": "Navidad"}]
    verified = {"date": "2026-11-02", "method": "phone"}
    service = the_service(pack(free=True, papers_asked=False, closures=closures, verified=verified))
    assert (service.free, service.papers_asked) == (Known.YES, Known.NO)
    assert service.closures == (Closure(date(2026, 12, 24), date(2026, 12, 31), Text(es="Navidad")),)
    assert service.verified == Verification(date(2026, 11, 2), "phone")


def test_one_review_date_holds_for_every_text_of_the_record(pack: Pack) -> None:
    service = the_service(pack(reviewed_en="2026-03-01", phones=[{"number": "311", "label_en": "City"}]))
    assert service.summary == Text("Free food.", "Comida gratis.", date(2026, 3, 1))
    assert service.phones[0].label == Text("City", reviewed_en=date(2026, 3, 1))


def test_review_dates_may_be_given_text_by_text(pack: Pack) -> None:
    service = the_service(pack(reviewed_es={"summary": "2026-03-01"}))
    assert service.summary.reviewed_es == date(2026, 3, 1)
    assert service.name.reviewed_es is None


def test_wordings_guides_crises_and_holidays_are_optional_files(pack: Pack) -> None:
    guide = {"id": "g", "title_en": "Eat", "steps": [{"title_en": "Go", "text_en": "Go.", "services": ["pantry"]}]}
    line = {"id": "911", "number": "911", "name_en": "911", "name_es": "911"}
    crisis = {"id": "c", "title_en": "T", "title_es": "T", "advice_en": "A", "advice_es": "A", "lines": [line]}
    files: dict[str, str | bytes] = {
        "wordings.jsonl": '{"id": "pantry", "wordings_es": ["tengo hambre"]}\n',
        "guides.jsonl": json.dumps(guide),
        "crises.json": json.dumps([crisis]),
        "holidays.json": '[{"first": "2026-12-25", "last": "2026-12-25", "reason_en": "Christmas"}]',
    }
    directory: Directory = read_pack(pack(files))
    assert directory.services[ServiceId("pantry")].wordings_es == ("tengo hambre",)
    assert [guide.steps[0].services for guide in directory.guides.values()] == [("pantry",)]
    assert [crisis.lines[0].number for crisis in directory.crises] == ["911"]
    assert directory.holidays[0].reason == Text("Christmas")


def test_texts_are_cleaned_as_they_come_in(pack: Pack) -> None:
    service = the_service(pack(service_name_en=" Food\x1b[2J \u202epantry\n", summary_en="One.\r\n\r\nTwo."))
    assert (service.name.en, service.summary.en) == ("Food[2J pantry", "One.\n\nTwo.")


def test_a_file_saved_on_windows_is_read(pack: Pack) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(RECORD).encode() + b"\r\n\r\n"
    assert the_service(pack({"services.jsonl": content})).name.es == "Despensa de comida"
