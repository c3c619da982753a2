import errno
import shutil
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from content.language import Language
from speech.errors import ModelBroken, ModelMissing, ModelUnavailable
from speech.model_download import Terms
from speech.models import ModelStore, default_folder
from speech.vosk_recognizer import VoskRecognizer
from tests.model_server import ModelServer
from tests.spoken import MODELS

QUICK = Terms(timeout=5, attempts=2, pause=0)
EN, ES = Language.EN, Language.ES


def trust(model: Path, language: Language) -> None:
    """Takes every model without loading it."""


def archive_of(language: Language, folder: Path, top: str = "vosk-model-small") -> Path:
    target = folder / f"{language}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (MODELS / language).rglob("*"):
            archive.write(path, Path(top) / path.relative_to(MODELS / language))
    return target


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    return {language: archive_of(language, tmp_path_factory.mktemp("archives")) for language in Language}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def store(folder: Path) -> ModelStore:
    return ModelStore(folder, trust)


@pytest.fixture
def server(archives: dict[Language, Path]) -> Iterator[ModelServer]:
    with ModelServer(archives[EN].read_bytes()).running() as server:
        yield server


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"} if folder.exists() else set()


def test_nothing_is_installed_at_first(store: ModelStore) -> None:
    assert store.installed() == ()


def test_a_fetched_model_is_loaded_by_vosk(folder: Path, server: ModelServer) -> None:
    installed = ModelStore(folder).fetch(EN, server.url, terms=QUICK)
    assert installed.source == server.url
    assert installed.archive_sha256 == sha256(server.content).hexdigest()
    assert VoskRecognizer(folder).languages == {EN}
    assert names_in(folder) == {"en"}


def test_a_fetched_model_may_be_read_by_everybody(store: ModelStore, folder: Path, server: ModelServer) -> None:
    store.fetch(EN, server.url, terms=QUICK)
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in [folder / "en", *(folder / "en").rglob("*")])


def test_a_fetch_that_was_cut_off_installs_nothing_and_goes_on_next_time(
    store: ModelStore, folder: Path, server: ModelServer
) -> None:
    server.cut_after = [1000, 0, 0]
    with pytest.raises(ModelUnavailable):
        store.fetch(EN, server.url, terms=QUICK)
    assert store.installed() == ()
    store.fetch(EN, server.url, terms=QUICK)
    assert server.requests[-1]["Range"] == "bytes=1000-"
    assert names_in(folder) == {"en"}


def test_the_right_sum_is_accepted_in_either_case(store: ModelStore, server: ModelServer) -> None:
    expected = sha256(server.content).hexdigest().upper()
    assert store.fetch(EN, server.url, sha256=expected, terms=QUICK).language is EN


def test_a_wrong_sum_is_refused_and_nothing_kept(store: ModelStore, folder: Path, server: ModelServer) -> None:
    with pytest.raises(ModelUnavailable, match="--sha256"):
        store.fetch(EN, server.url, sha256="0" * 64, terms=QUICK)
    assert names_in(folder) == set()


def test_another_archive_from_the_same_address_needs_its_sum(
    store: ModelStore, server: ModelServer, tmp_path: Path
) -> None:
    first = store.fetch(EN, server.url, terms=QUICK)
    server.content, server.etag = archive_of(EN, tmp_path, "another").read_bytes(), '"second"'
    with pytest.raises(ModelUnavailable, match=str(first.archive_sha256)):
        store.fetch(EN, server.url, terms=QUICK)
    assert store.installed() == (first,)
    told = sha256(server.content).hexdigest()
    assert store.fetch(EN, server.url, sha256=told, terms=QUICK).archive_sha256 == told


@pytest.mark.parametrize("content", [b"", b"<html>sign in to the network</html>", b"PK\x03\x04 half an archive"])
def test_what_is_no_archive_is_refused_and_not_kept(
    store: ModelStore, folder: Path, server: ModelServer, content: bytes
) -> None:
    server.content = content
    with pytest.raises(ModelBroken, match="zip"):
        store.fetch(EN, server.url, terms=QUICK)
    assert names_in(folder) == set()


def test_a_folder_or_an_archive_can_be_added(store: ModelStore, archives: dict[Language, Path]) -> None:
    assert store.add(MODELS / "en", EN).archive_sha256 is None
    assert store.add(archives[ES], ES).source == str(archives[ES])
    assert [model.language for model in store.installed()] == [EN, ES]
    assert all(model.size > 400_000 for model in store.installed())


def test_an_archive_brought_along_is_checked_against_its_sum(
    store: ModelStore, folder: Path, archives: dict[Language, Path]
) -> None:
    with pytest.raises(ModelUnavailable, match="bring the archive once more"):
        store.add(archives[EN], EN, sha256="0" * 64)
    assert names_in(folder) == set()
    assert store.add(archives[EN], EN, sha256=sha256(archives[EN].read_bytes()).hexdigest().upper()).language is EN


def test_a_model_replaces_the_one_before(store: ModelStore, archives: dict[Language, Path]) -> None:
    store.add(MODELS / "es", ES)
    (store.installed()[0].path / "left over").write_text("old")
    store.add(archives[ES], ES)
    assert not (store.installed()[0].path / "left over").exists()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda model: (model / "am/final.mdl").unlink(), "no Vosk model"),
        (lambda model: (model / "graph/Gr.fst").unlink(), "graph/Gr.fst is missing"),
        (lambda model: (model / "conf/mfcc.conf").write_text(""), "conf/mfcc.conf is empty"),
        (lambda model: (model / "conf/model.conf").write_text("--beam=13\n"), "silence phones"),
    ],
)
def test_an_incomplete_model_is_refused_and_the_old_one_stays(
    store: ModelStore, folder: Path, tmp_path: Path, spoil: Callable[[Path], object], why: str
) -> None:
    store.add(MODELS / "en", EN)
    spoiled = shutil.copytree(MODELS / "en", tmp_path / "spoiled")
    spoil(spoiled)
    with pytest.raises(ModelBroken, match=why) as failure:
        store.add(spoiled, EN)
    assert str(spoiled) in str(failure.value)
    assert ".incoming" not in str(failure.value)
    store.verify(EN)
    assert names_in(folder) == {"en"}


def test_a_model_that_vosk_cannot_load_is_refused(folder: Path, tmp_path: Path) -> None:
    spoiled = shutil.copytree(MODELS / "en", tmp_path / "spoiled")
    (spoiled / "graph/HCLr.fst").write_bytes((spoiled / "graph/HCLr.fst").read_bytes()[:5000])
    with pytest.raises(ModelBroken, match="HCLr"):
        ModelStore(folder).add(spoiled, EN)
    assert names_in(folder) == set()


def test_a_model_of_the_other_language_is_refused(folder: Path) -> None:
    with pytest.raises(ModelBroken, match="another language"):
        ModelStore(folder).add(MODELS / "es", EN)


def test_a_model_that_brings_libvosk_down_is_refused(folder: Path, tmp_path: Path) -> None:
    spoiled = shutil.copytree(MODELS / "en", tmp_path / "spoiled")
    options = (spoiled / "conf/model.conf").read_text()
    (spoiled / "conf/model.conf").write_text(options.replace("silence-phones=1\n", "silence-phones=\n"))
    with pytest.raises(ModelBroken, match="crashes"):
        ModelStore(folder).add(spoiled, EN)


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda model: (model / "graph/phones.txt").unlink(), "phones.txt is missing"),
        (lambda model: (model / "graph/words.txt").write_text("a 1\n"), "words.txt has changed"),
        (lambda model: (model / "graph/HCLG.fst").write_text("static"), "HCLG.fst does not belong"),
        (lambda model: (model / "installed.json").write_text("{"), "installed.json"),
    ],
)
def test_damage_since_is_found(store: ModelStore, damage: Callable[[Path], object], why: str) -> None:
    damage(store.add(MODELS / "en", EN).path)
    with pytest.raises(ModelBroken, match=why):
        store.verify(EN)


def test_fetching_again_repairs(store: ModelStore, server: ModelServer) -> None:
    model = store.fetch(EN, server.url, terms=QUICK)
    (model.path / "installed.json").write_text("{")
    store.fetch(EN, server.url, terms=QUICK)
    assert store.verify(EN) == model


def test_a_model_put_there_by_hand_is_verified_by_loading_it(folder: Path) -> None:
    shutil.copytree(MODELS / "es", folder / "es")
    model = ModelStore(folder).verify(ES)
    assert (model.source, model.archive_sha256) == (None, None)


def test_a_removed_model_is_gone(store: ModelStore, folder: Path) -> None:
    store.add(MODELS / "en", EN)
    store.remove(EN)
    assert names_in(folder) == set()


@pytest.mark.parametrize("act", [ModelStore.verify, ModelStore.remove])
def test_a_missing_model_names_the_remedy(store: ModelStore, act: Callable[[ModelStore, Language], object]) -> None:
    with pytest.raises(ModelMissing, match="kiosk models fetch es"):
        act(store, ES)


def test_what_a_cut_left_behind_is_cleared_up(store: ModelStore, folder: Path) -> None:
    store.add(MODELS / "en", EN)
    (folder / "en").rename(folder / ".outgoing-en")
    (folder / ".incoming-abc" / "am").mkdir(parents=True)
    (folder / ".removed-es").mkdir()
    store.add(MODELS / "es", ES)
    assert names_in(folder) == {"en", "es"}
    store.verify(EN)


def test_two_at_once_do_not_get_into_each_others_way(folder: Path, server: ModelServer) -> None:
    def meanwhile(model: Path, language: Language) -> None:
        with pytest.raises(ModelUnavailable, match="at work"):
            ModelStore(folder, trust).add(MODELS / "es", ES)

    ModelStore(folder, meanwhile).add(MODELS / "en", EN)
    assert names_in(folder) == {"en"}


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelUnavailable, match="check") as failure:
        ModelStore(tmp_path / "file" / "models", trust).add(MODELS / "en", EN)
    assert "\n" not in str(failure.value)


def test_a_full_disk_installs_nothing(folder: Path) -> None:
    def full(model: Path, language: Language) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(model))

    with pytest.raises(ModelUnavailable, match="No space left"):
        ModelStore(folder, full).add(MODELS / "en", EN)
    assert names_in(folder) == set()


def test_an_archive_that_is_not_there_is_one_line(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"gone\.zip"):
        store.add(tmp_path / "gone.zip", EN)


def test_models_have_a_place_of_their_own() -> None:
    assert default_folder().parts[-2:] == ("ventanilla", "models")
