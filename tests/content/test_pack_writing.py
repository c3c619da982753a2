from dataclasses import replace
from pathlib import Path

import pytest

from content.directory import Directory, Organization, OrganizationId, Phone, Service, ServiceId
from content.errors import PackError
from content.language import Text
from content.pack import read_pack, write_pack

ORGANIZATION = Organization(OrganizationId("storehouse"), "Storehouse")
SERVICE = Service(ServiceId("pantry"), ORGANIZATION.id, Text("Food pantry"), Text("Free food."))
DIRECTORY = Directory(0, {ORGANIZATION.id: ORGANIZATION}, services={SERVICE.id: SERVICE})


def with_number(number: str) -> Directory:
    return replace(DIRECTORY, services={SERVICE.id: replace(SERVICE, phones=(Phone(number),))})


def test_only_the_pack_is_left_beside_nothing(tmp_path: Path) -> None:
    write_pack(DIRECTORY, tmp_path / "new" / "pack")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["pack"]
    assert sorted(path.name for path in (tmp_path / "new" / "pack").iterdir()) == ["services.jsonl", "topics.json"]


def test_a_pack_takes_the_place_of_the_old_one_and_keeps_the_notes_beside_it(tmp_path: Path) -> None:
    write_pack(DIRECTORY, tmp_path / "pack")
    (tmp_path / "pack" / "NOTES.md").write_text("Call first.")
    (tmp_path / "pack" / "holidays.json").write_text("[]")
    write_pack(with_number("311"), tmp_path / "pack")
    assert read_pack(tmp_path / "pack") == with_number("311")
    assert (tmp_path / "pack" / "NOTES.md").read_text() == "Call first."
    assert not (tmp_path / "pack" / "holidays.json").exists()


def test_what_could_not_be_read_again_replaces_nothing(tmp_path: Path) -> None:
    write_pack(DIRECTORY, tmp_path / "pack")
    with pytest.raises(PackError, match=r'"call us" is not a phone number'):
        write_pack(with_number("call us"), tmp_path / "pack")
    assert read_pack(tmp_path / "pack") == DIRECTORY
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear Ana")
    with pytest.raises(PackError, match="it holds other things than a pack; name a new or empty folder"):
        write_pack(DIRECTORY, tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "Dear Ana"


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PackError, match=r"it cannot be written \(Not a directory\); make room there"):
        write_pack(DIRECTORY, tmp_path / "file" / "pack")


def test_an_organization_with_an_id_of_its_own_keeps_it(tmp_path: Path) -> None:
    other = Organization(OrganizationId("3f2a"), "Storehouse")
    directory = Directory(0, {other.id: other}, services={SERVICE.id: replace(SERVICE, organization=other.id)})
    write_pack(directory, tmp_path / "pack")
    assert read_pack(tmp_path / "pack") == directory
