import json
from pathlib import Path

from content.errors import Severity
from content.pack import check_pack

TOPICS = '[{"slug": "food", "en": "Food", "es": "Comida"}]'
WORDINGS = '{"id": "pantry", "wordings_en": ["hungry"], "wordings_es": ["tengo hambre"]}'
RECORD = {
    "id": "pantry",
    "organization": "Storehouse",
    "service_name_en": "Food pantry",
    "service_name_es": "Despensa",
    "summary_en": "Free food.",
    "summary_es": "Comida gratis.",
    "phones": [{"number": "311", "label_en": "City", "label_es": "Ciudad"}],
}


CRISIS = {
    "id": "emergency",
    "title_en": "Emergency",
    "title_es": "Emergencia",
    "advice_en": "Call now.",
    "advice_es": "Llame ya.",
    "lines": [{"id": "911", "number": "911", "name_en": "Emergency", "name_es": "Emergencia"}],
}


def found(
    folder: Path, wordings: str = WORDINGS, topics: str = TOPICS, crises: str = json.dumps([CRISIS]), **changed: object
) -> list[str]:
    (folder / "crises.json").write_text(crises)
    (folder / "services.jsonl").write_text(json.dumps(RECORD | changed))
    (folder / "topics.json").write_text(topics)
    (folder / "wordings.jsonl").write_text(wordings)
    return [f"{finding.severity}: {finding}" for finding in check_pack(folder)]


def test_a_whole_pack_has_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_texts_in_one_language_are_warned_of(tmp_path: Path) -> None:
    assert found(tmp_path, fees_es="Gratis", phones=[{"number": "311", "label_en": "City"}]) == [
        'warning: services.jsonl line 1, field "fees_en": the text is only in Spanish; write it in English too',
        'warning: services.jsonl line 1, field "phones[0].label_es": the text is only in English; '
        "write it in Spanish too",
    ]


def test_a_service_without_contact_is_warned_of(tmp_path: Path) -> None:
    assert found(tmp_path, phones=[]) == [
        'warning: services.jsonl line 1: "pantry" has no phone, street or web address, so no visitor is sent there; '
        "add one of them"
    ]


def test_missing_wordings_are_warned_of(tmp_path: Path) -> None:
    assert found(tmp_path, '{"id": "pantry", "wordings_en": ["hungry"]}') == [
        'warning: wordings.jsonl, field "wordings_es": "pantry" has no Spanish wordings; write how people ask for it'
    ]


def test_a_language_we_cannot_name_is_warned_of(tmp_path: Path) -> None:
    (line,) = found(tmp_path, languages=["Wolof"])
    assert line.startswith('warning: services.jsonl line 1, field "languages": "Wolof" has no Spanish name')


def test_errors_come_first_and_their_records_get_no_warnings(tmp_path: Path) -> None:
    lines = found(tmp_path, free="no", phones=[], topics='[{"slug": "food", "en": "Food"}]')
    assert lines == [
        'error: services.jsonl line 1, field "free": "no" is neither yes nor no; write true, false or null'
    ]


def test_a_pack_that_describes_no_danger_is_warned_of(tmp_path: Path) -> None:
    assert found(tmp_path, crises="[]") == [
        "warning: crises.json: no danger is described, so that nobody in danger is recognised; "
        "copy the file of the directory that comes with the program"
    ]


def test_a_warning_does_not_stop_the_work(tmp_path: Path) -> None:
    found(tmp_path, phones=[])
    assert {finding.severity for finding in check_pack(tmp_path)} == {Severity.WARNING}
