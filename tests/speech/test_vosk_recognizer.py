import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from content.language import Language
from speech.audio import resampled
from speech.errors import ModelBroken, ModelMissing
from speech.hearing import Heard
from speech.vosk_recognizer import VoskRecognizer
from tests.spoken import CLIPS, FULL_MODELS, MODELS, STATIC_GRAPH, Said, everything_said

SAID = everything_said()
QUESTION = next(said for said in SAID if said.name == "es/q")


def copied(tmp_path: Path, *names: str) -> Path:
    for name in names:
        shutil.copytree(MODELS / name, tmp_path / name)
    return tmp_path


def hear(recognizer: VoskRecognizer, said: Said) -> Heard:
    *_, final = recognizer.hear(said.clip.chunks())
    return final.heard[said.language]


def word_errors(said: str, heard: str) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(heard.split()) + 1))
    for i, word in enumerate(said.split(), 1):
        row, before = [i], row
        for j, other in enumerate(heard.split(), 1):
            row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (word != other)))
    return row[-1]


@pytest.fixture(scope="module")
def transcripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Heard]:
    """Every clip as the full model of its language hears it."""
    recognizers = {}
    for language in Language:
        folder = tmp_path_factory.mktemp(language)
        (folder / language).symlink_to(FULL_MODELS / language)
        recognizers[language] = VoskRecognizer(folder)
    with ThreadPoolExecutor() as calls:
        heard = calls.map(lambda said: hear(recognizers[said.language], said), SAID)
        return {said.name: each for said, each in zip(SAID, heard, strict=True)}


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.name)
def test_every_clip_is_heard_nearly_to_the_word(transcripts: dict[str, Heard], said: Said) -> None:
    heard = transcripts[said.name]
    assert heard.confidence > 0.7
    assert word_errors(said.text, heard.text) <= len(said.text.split()) / 8


def test_all_clips_together_have_few_word_errors(transcripts: dict[str, Heard]) -> None:
    errors = sum(word_errors(said.text, transcripts[said.name].text) for said in SAID)
    assert errors / sum(len(said.text.split()) for said in SAID) < 0.05


@pytest.mark.parametrize("models", [MODELS, FULL_MODELS], ids=["small", "full"])
@pytest.mark.parametrize("name", ["silence", "noise"])
def test_silence_and_noise_say_nothing(models: Path, name: str) -> None:
    clip = Said(name, "", command=False).clip
    (final,) = VoskRecognizer(models).hear(clip.chunks())
    assert final.empty


def test_a_telephone_line_is_heard_too() -> None:
    line = resampled(resampled(QUESTION.clip, 8_000), 16_000)
    *_, final = VoskRecognizer(MODELS).hear(line.chunks(0.02))
    assert word_errors(QUESTION.text, final.heard[Language.ES].text) <= 1


def test_one_model_is_enough(tmp_path: Path) -> None:
    recognizer = VoskRecognizer(copied(tmp_path, "es"))
    assert recognizer.languages == {Language.ES}
    *_, final = recognizer.hear(QUESTION.clip.chunks())
    assert {language: heard.text for language, heard in final.heard.items()} == {Language.ES: QUESTION.text}


def test_recognisers_share_their_models() -> None:
    assert VoskRecognizer(MODELS)._models == VoskRecognizer(MODELS)._models


def test_several_listeners_at_once_do_not_disturb_each_other() -> None:
    recognizer = VoskRecognizer(MODELS)
    barrier = threading.Barrier(4)

    def listen(said: Said) -> str:
        barrier.wait()
        return hear(recognizer, said).text

    together = [said for said in SAID if said.name in {"en/q", "es/q", "en/print", "es/repeat"}]
    with ThreadPoolExecutor(4) as calls:
        assert list(calls.map(listen, together)) == [said.text for said in together]


def test_a_phrase_with_an_unknown_word_is_left_out_of_the_list() -> None:
    clip = next(said for said in SAID if said.name == "en/print").clip
    *_, final = VoskRecognizer(MODELS).hear(clip.chunks(), {Language.EN: ["print xylophones", "repeat"]})
    assert final.heard[Language.EN].text == ""


def test_a_list_of_unknown_phrases_alone_is_no_list() -> None:
    *_, final = VoskRecognizer(MODELS).hear(QUESTION.clip.chunks(), {Language.ES: ["xilófonos"]})
    assert final.heard[Language.ES].text == QUESTION.text


def test_a_static_graph_listens_openly_in_spite_of_a_list(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    model = copied(tmp_path, "en") / "en"
    shutil.rmtree(model / "graph")
    shutil.copytree(STATIC_GRAPH / "en" / "graph", model / "graph")
    clip = next(said for said in SAID if said.name == "en/repeat").clip
    *_, final = VoskRecognizer(tmp_path).hear(clip.chunks(), {Language.EN: ["print"]})
    assert final.heard[Language.EN].text == "repeat"
    assert capfd.readouterr() == ("", "")


def test_no_model_at_all_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="kiosk models fetch"):
        VoskRecognizer(tmp_path)


@pytest.mark.parametrize(
    ("name", "keep"),
    [
        ("am/final.mdl", 0),
        ("am/final.mdl", 5000),
        ("conf/mfcc.conf", 30),
        ("conf/model.conf", 20),
        ("graph/HCLr.fst", 0),
        ("graph/HCLr.fst", 5000),
        ("graph/Gr.fst", 5000),
        ("graph/words.txt", 0),
    ],
)
def test_a_damaged_model_is_one_clear_line_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, keep: int
) -> None:
    model = copied(tmp_path, "en") / "en"
    (model / name).write_bytes((model / name).read_bytes()[:keep])
    if name == "graph/words.txt":
        (model / name).unlink()
    with pytest.raises(ModelBroken, match="kiosk models fetch") as failure:
        VoskRecognizer(tmp_path)
    assert str(model) in str(failure.value)
    assert "\n" not in str(failure.value)
    assert capfd.readouterr() == ("", "")


def test_neither_loading_nor_hearing_writes_to_the_terminal() -> None:
    program = (
        "import sys; from pathlib import Path; from speech.audio import read_wav;"
        "from speech.vosk_recognizer import VoskRecognizer;"
        "list(VoskRecognizer(Path(sys.argv[1])).hear(read_wav(Path(sys.argv[2])).chunks()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(MODELS), str(CLIPS / "en/q.wav")], capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")


def test_vosk_is_imported_only_by_who_listens() -> None:
    program = "import sys, speech.vosk_recognizer; sys.exit('vosk' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
