import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from content.errors import PackError
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


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackError) as raised:
        read_pack(folder)
    lines = str(raised.value).splitlines()
    assert len(lines) == len(raised.value.findings)
    return lines


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            {"phones": [{"number": "5059243890"}]},
            'field "phones[0].number": "5059243890" is not a phone number; write 505-924-3890',
        ),
        (
            {"phones": [{"number": "505-92-3890"}]},
            'field "phones[0].number": "505-92-3890" is not a phone number; '
            "write all ten digits like 505-924-3890, or a short code like 311",
        ),
        ({"phones": [{}]}, 'field "phones[0].number": this field is required; add it'),
        ({"phones": "311"}, 'field "phones": "311" is not a list; put the values between [ and ]'),
        ({"phones": ["311"]}, 'field "phones[0]": "311" is not an object; write {"field": value, ...}'),
        ({"sumary_en": "x"}, 'field "sumary_en": no such field; did you mean summary_en?'),
        ({"zzz": 1}, 'field "zzz": no such field; take it out'),
        ({"id": ...}, 'field "id": this field is required; add it'),
        ({"id": "a b"}, 'field "id": "a b" is not an id; use up to 100 letters a-z, digits, dots and dashes'),
        (
            {"summary_en": None, "summary_es": " "},
            'field "summary_en": this field is required; write summary_en or summary_es',
        ),
        ({"summary_en": 5}, 'field "summary_en": 5 is not a text; write words between quotes'),
        ({"topics": ["fod"]}, 'field "topics[0]": there is no topic "fod"; use a slug of topics.json'),
        ({"topics": ["food", "food"]}, 'field "topics[1]": "food" is there twice; leave one of them'),
        ({"topics": [7]}, 'field "topics[0]": 7 is not a text; write words between quotes, or take it out'),
        ({"free": "yes"}, 'field "free": "yes" is neither yes nor no; write true, false or null'),
        (
            {"url": "cabq.gov"},
            'field "url": "cabq.gov" is not a web address; write it whole, such as https://www.cabq.gov/',
        ),
        (
            {"url": "javascript:alert(1)"},
            'field "url": "javascript:alert(1)" is not a web address; write it whole, such',
        ),
        ({"seen_on": "2026-13"}, 'field "seen_on": "2026-13" is not a date; write 2026, 2026-03 or 2026-03-01'),
        ({"confidence": "sure"}, 'field "confidence": "sure" is no level; write high, medium, low'),
        (
            {"verified": {"date": "2026-02-30", "method": "phone"}},
            'field "verified.date": "2026-02-30" is not a date; write year, month and day, such as 2026-03-01',
        ),
        (
            {"verified": {"date": "2999-01-01", "method": "phone"}},
            'field "verified.date": 2999-01-01 has not come yet; write the day on which it was checked',
        ),
        (
            {"verified": {"date": "20260201", "method": "phone"}},
            'field "verified.date": "20260201" is not a date; write year, month and day, such as 2026-03-01',
        ),
        (
            {"closures": [{"first": "2026-02-02", "last": "2026-02-01"}]},
            'field "closures[0].last": 2026-02-01 lies before 2026-02-02; write the last closed day',
        ),
        (
            {"hours": [{"days": "Mon-Fri (Eastern time)", "opens": "08:00", "closes": "20:00"}]},
            'field "hours[0].days": "Mon-Fri (Eastern time)" are not days; write Mon-Fri, or Mon, Wed, or Daily',
        ),
        (
            {"hours": [{"days": "Mon", "opens": "8:00", "closes": "20:00"}]},
            'field "hours[0].opens": "8:00" is not a time; write hours and minutes, such as 08:30',
        ),
        (
            {"hours": [{"days": "Mon", "opens": "08:00", "closes": "25:00"}]},
            'field "hours[0].closes": "25:00" is not a time; write hours and minutes, such as 08:30',
        ),
        (
            {"hours": [{"days": "Mon", "opens": "08:00", "closes": "20:00", "months": [0, 4]}]},
            'field "hours[0].months": [0, 4] are not months; write each once by its number, such as [4, 5, 6]',
        ),
        (
            {"hours": [{"days": "Mon", "opens": "08:00", "closes": "20:00", "timezone": "../../etc/passwd"}]},
            'field "hours[0].timezone": "../../etc/passwd" is not a time zone; write its IANA name',
        ),
        (
            {"documents_en": ["a"], "documents_es": []},
            'field "documents_en": it is not as long as documents_es; give each paper one place in both lists',
        ),
        (
            {"address": {"street": "600 2nd St NW", "city": "Albuquerque"}},
            'field "address.state": this field is required; add it',
        ),
        ({"latitude": 95, "longitude": 0}, 'field "latitude": 95 is not in degrees; write a number from -90 to 90'),
        ({"latitude": 35.1}, 'field "longitude": latitude and longitude go together; write both or neither'),
        ({"organization": "食物"}, 'field "organization": "食物" makes no id; add a field "organization_id"'),
        ({"reviewed_en": {"sumary": "2026-03-01"}}, 'field "reviewed_en": the record has no text "sumary"; name one'),
        ({"reviewed_en": "soon"}, 'field "reviewed_en": "soon" is not a date; write year, month and day'),
    ],
)
def test_a_fault_is_one_line_with_file_line_field_and_remedy(pack: Pack, changed: dict[str, Any], line: str) -> None:
    (found, *_) = faults(pack(**changed))
    assert found.startswith(f"services.jsonl line 1, {line}")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "services.jsonl: the file is empty; restore its entries"),
        (b"\n \n", "services.jsonl: the file is empty; restore its entries"),
        (b'{"id": \n', "services.jsonl line 1: this is not JSON (expecting value at column 8); repair the entry"),
        (b'{"id": "caf\xe9"}', "services.jsonl line 1: byte 0xe9 is not UTF-8; save the file with the encoding UTF-8"),
        (b'{"id": "a", "id": "b"}', 'services.jsonl line 1: field "id" is written twice; leave one of them'),
        (b'{"latitude": NaN}', "services.jsonl line 1: NaN is not a number; write a number or null"),
        (b"[" * 100_000, "services.jsonl line 1: lists lie too deep within each other; write the entry again"),
        (b"9" * 5000, "services.jsonl line 1: a number has too many digits; write a shorter number"),
        (
            b'"' + b"a" * 1_000_000 + b'"',
            "services.jsonl line 1: the line has 1,000,002 bytes; keep it under 1,000,000",
        ),
        (b"[]", 'services.jsonl line 1: [] is not an object; write {"field": value, ...}'),
    ],
)
def test_a_file_that_is_no_json_lines_is_told_by_its_line(pack: Pack, content: bytes, line: str) -> None:
    assert line in faults(pack({"services.jsonl": content}))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('{"slug": "food"}', "topics.json: the file is not a list; put its entries between [ and ]"),
        ('[\n{"slug": "food", "en": "F"}\n{', "topics.json line 2: no comma follows this entry; put a comma"),
        (
            '[\n{"slug": "food", "en": "F"},\n]',
            "topics.json line 3: this is not JSON (expecting value at column 1); repair",
        ),
        ('[{"slug": "food", "en": "F"}] x', "topics.json line 1: there is something after the closing ]; end the file"),
        ('[\n{"slug": "food"}]', 'topics.json line 2, field "en": this field is required; write en or es'),
        (
            '[{"slug": "food", "en": "F", "parent": "x"}]',
            'topics.json line 1, field "parent": there is no topic "x"; use a slug of this file',
        ),
        (
            '[{"slug": "food", "en": "F", "parent": "food"}]',
            'topics.json line 1, field "parent": "food" lies under itself; name another parent, or none',
        ),
        (
            '[{"slug": "food", "en": "F"},\n{"slug": "food", "en": "F"}]',
            'topics.json line 2, field "slug": "food" was used before; give this record another id, or take it out',
        ),
    ],
)
def test_a_fault_in_a_list_file_is_told_by_the_line_of_its_entry(pack: Pack, content: str, line: str) -> None:
    (found, *_) = faults(pack({"topics.json": content}))
    assert found.startswith(line)


def test_every_fault_is_told_at_once(pack: Pack) -> None:
    other = RECORD | {"confidence": "sure"}
    lines = "\n".join(json.dumps(record) for record in (RECORD | {"free": 1, "url": "x"}, other))
    found = faults(pack({"services.jsonl": lines, "wordings.jsonl": '{"id": "nobody"}'}))
    assert [line.partition(":")[0] for line in found] == [
        'services.jsonl line 1, field "free"',
        'services.jsonl line 1, field "url"',
        'services.jsonl line 2, field "confidence"',
        'services.jsonl line 2, field "id"',
        'wordings.jsonl line 1, field "id"',
    ]


def test_one_fault_in_the_topics_does_not_make_a_fault_of_every_service(pack: Pack) -> None:
    assert len(faults(pack({"topics.json": "["}))) == 1


def test_a_missing_file_or_folder_is_named(pack: Pack) -> None:
    folder = pack()
    (folder / "topics.json").unlink()
    assert faults(folder) == [f"topics.json: there is no such file in {folder}; add it, or name another folder"]
    nowhere = folder / "nowhere"
    assert faults(nowhere) == [
        f"{nowhere}: there is no such folder; name one that holds services.jsonl and topics.json"
    ]


def test_a_guide_or_crisis_may_only_name_what_is_there(pack: Pack) -> None:
    step = {"title_en": "Go", "text_en": "Go.", "services": ["nobody"]}
    line = {"id": "nobody", "number": "505-924-3890", "name_en": "N", "name_es": "N"}
    crisis = {"id": "c", "title_en": "T", "advice_en": "A", "advice_es": "A", "lines": [line]}
    guide = {"id": "g", "title_en": "Eat", "steps": [step]}
    assert faults(pack({"guides.jsonl": json.dumps(guide), "crises.json": json.dumps([crisis])})) == [
        'guides.jsonl line 1, field "steps[0].services[0]": there is no service "nobody"; use an id of services.jsonl',
        'crises.json line 1, field "title_es": this field is required; write it in both languages',
        'crises.json line 1, field "lines[0].id": there is no service "nobody"; '
        "use one of services.jsonl, or the number",
    ]


def test_one_id_for_two_organizations_is_a_fault(pack: Pack) -> None:
    lines = "\n".join(json.dumps(RECORD | {"id": id, "organization": id}) for id in ("A.B", "A B"))
    assert (
        faults(pack({"services.jsonl": lines}))
        == [
            'services.jsonl line 2, field "organization": "A B" and "A.B" have the same id; '
            'write one name, or give an "organization_id"',
            'services.jsonl line 2, field "id": "A B" is not an id; use up to 100 letters a-z, digits, dots and dashes',
        ][::-1]
    )


def test_a_message_is_safe_on_a_terminal(pack: Pack) -> None:
    (line,) = faults(pack(confidence="\x1b[2J\u202e" + "x" * 500, **{"\x1b[2J\nzzz": 1}))[:1]
    assert line.isprintable()
    assert len(line) < 250


def test_wordings_of_a_service_that_cannot_be_read_are_no_fault(pack: Pack) -> None:
    found = faults(pack({"services.jsonl": "{", "wordings.jsonl": '{"id": "pantry"}'}))
    assert [line.partition(":")[0] for line in found] == ["services.jsonl line 1"]
