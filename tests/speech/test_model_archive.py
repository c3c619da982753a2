import contextlib
import io
import os
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from speech.errors import ModelBroken
from speech.model_archive import copy, unpack


def zipped(path: Path, members: dict[str, bytes], mode: int = stat.S_IFREG | 0o644) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return path


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "store" / "incoming"
    folder.mkdir(parents=True)
    return folder


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_archive_comes_out_as_it_went_in(tmp_path: Path, into: Path) -> None:
    members = {"model/am/final.mdl": b"sound", "model/README": b"words"}
    unpack(zipped(tmp_path / "good.zip", members), into)
    assert everything_in(into) == members


@pytest.mark.parametrize("name", ["../escaped", "model/../../escaped", "/escaped", "..\\escaped", "a/../../../escaped"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, into: Path, name: str) -> None:
    with pytest.raises(ModelBroken, match="outside its folder"):
        unpack(zipped(tmp_path / "slip.zip", {name: b"!"}), into)
    assert not everything_in(into)
    assert not list(tmp_path.rglob("escaped"))


def test_links_are_refused(tmp_path: Path, into: Path) -> None:
    archive = zipped(tmp_path / "link.zip", {"am": b"/etc"}, mode=stat.S_IFLNK | 0o777)
    with pytest.raises(ModelBroken, match="no plain file"):
        unpack(archive, into)
    assert not list(into.iterdir())


def test_a_bomb_is_refused_before_anything_is_written(tmp_path: Path, into: Path) -> None:
    archive = zipped(tmp_path / "bomb.zip", {"model/am/final.mdl": bytes(10_000_000)})
    with pytest.raises(ModelBroken, match="10000000 bytes"):
        unpack(archive, into)
    assert not list(into.iterdir())


def test_a_bomb_that_declares_less_than_it_holds_yields_no_more_than_it_declares(tmp_path: Path, into: Path) -> None:
    archive = zipped(tmp_path / "liar.zip", {"big": bytes(10_000_000)})
    true, told = struct.pack("<I", 10_000_000), struct.pack("<I", 1000)
    archive.write_bytes(archive.read_bytes().replace(true, told))
    with pytest.raises(ModelBroken):
        unpack(archive, into)
    assert sum(len(content) for content in everything_in(into).values()) <= 1000


def test_thousands_of_files_are_no_model(tmp_path: Path, into: Path) -> None:
    with pytest.raises(ModelBroken, match="1001 files"):
        unpack(zipped(tmp_path / "many.zip", {f"file{n}": b"" for n in range(1001)}), into)


def test_the_same_name_twice_is_refused(tmp_path: Path, into: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("am/final.mdl", b"one")
        archive.writestr("am/final.mdl", b"two")
    with pytest.raises(ModelBroken, match="twice"):
        unpack(tmp_path / "twice.zip", into)


def test_a_damaged_archive_is_told_in_one_line(tmp_path: Path, into: Path) -> None:
    content = bytearray(zipped(tmp_path / "good.zip", {"am/final.mdl": os.urandom(5000)}).read_bytes())
    content[2000] ^= 0xFF
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(ModelBroken, match=r"bad\.zip") as failure:
        unpack(tmp_path / "bad.zip", into)
    assert "\n" not in str(failure.value)


@given(noise=st.binary(max_size=60), at=st.integers(0, 300))
@example(noise=bytes(5), at=234)  # a name table without an end, which the library runs out of
def test_wild_archives_are_unpacked_inside_or_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    folder = tmp_path_factory.mktemp("wild")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("am/final.mdl", b"sound" * 20)
        archive.writestr("conf/model.conf", b"words")
    content = packed.getvalue()
    (folder / "wild.zip").write_bytes(content[:at] + noise + content[at + len(noise) :])
    (folder / "into").mkdir()
    with contextlib.suppress(ModelBroken):
        unpack(folder / "wild.zip", folder / "into")
    assert {path.name for path in folder.iterdir()} == {"wild.zip", "into"}


def test_a_folder_is_copied_without_its_rights(tmp_path: Path, into: Path) -> None:
    source = tmp_path / "stick"
    (source / "am").mkdir(parents=True)
    (source / "am/final.mdl").write_bytes(b"sound")
    (source / "am/final.mdl").chmod(0o400)
    copy(source, into)
    assert everything_in(into) == {"am/final.mdl": b"sound"}
    assert (into / "am/final.mdl").stat().st_mode & 0o444 == 0o444


def test_a_folder_with_links_or_devices_is_refused(tmp_path: Path, into: Path) -> None:
    source = tmp_path / "stick"
    source.mkdir()
    os.mkfifo(source / "pipe")
    with pytest.raises(ModelBroken, match="only files"):
        copy(source, into)
    (source / "pipe").unlink()
    (source / "am").symlink_to("/etc")
    with pytest.raises(ModelBroken, match="only files"):
        copy(source, into)
