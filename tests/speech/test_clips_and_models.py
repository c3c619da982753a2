"""The fixtures are what they claim to be."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from content.language import Language
from speech.audio import MODEL_RATE
from tests.speech_models.voskmaker.voices import TEST_VARIANTS
from tests.spoken import CLIPS, FULL_MODELS, MODELS, STATIC_GRAPH, everything_said

GENERATOR = Path(__file__).parent.parent / "speech_models"


def words_only(sentence: str) -> str:
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", sentence.lower()))


def test_every_clip_is_described_and_every_description_has_a_clip() -> None:
    described = {said.path for said in everything_said()}
    assert described == set(CLIPS.glob("*/*.wav"))


def test_clips_are_short_and_ready_for_a_recogniser() -> None:
    clips = [said.clip for said in everything_said()]
    assert all(clip.rate == MODEL_RATE and 1 < clip.duration < 5 for clip in clips)


@pytest.mark.parametrize("language", Language)
def test_no_question_stands_in_a_list_that_the_models_were_built_from(language: Language) -> None:
    lists = [GENERATOR / "sentences" / f"{language}.txt", GENERATOR / "sentences" / f"{language}.full.txt"]
    known = {words_only(line) for path in lists for line in path.read_text(encoding="utf-8").splitlines()}
    questions = {said.text for said in everything_said() if said.language is language and not said.command}
    assert len(questions) == 10
    assert not questions & known


def test_no_voice_was_trained_with() -> None:
    described = tomllib.loads((CLIPS / "said.toml").read_text(encoding="utf-8"))
    assert {clip["voice"] for clips in described.values() for clip in clips.values()} <= set(TEST_VARIANTS)


@pytest.mark.parametrize("model", [folder / language for folder in (MODELS, FULL_MODELS) for language in Language])
def test_every_model_says_that_it_never_heard_a_person(model: Path) -> None:
    assert "has never heard a human voice" in (model / "README").read_text(encoding="utf-8")


def test_the_same_sentences_make_the_same_graph(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.speech_models.make_model", "--language=en", "--graph=static"]
    command += [f"--sentences={GENERATOR / 'sentences/en.static.txt'}", f"--acoustics={GENERATOR / 'acoustics/en.npz'}"]
    subprocess.run([*command, f"--output={tmp_path}"], check=True, capture_output=True, cwd=GENERATOR.parent.parent)
    made, kept = tmp_path / "graph/HCLG.fst", STATIC_GRAPH / "en/graph/HCLG.fst"
    assert made.read_bytes() == kept.read_bytes()
