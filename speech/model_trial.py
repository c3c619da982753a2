"""Trying a model out in a process of its own, where libvosk may abort and take nothing with it.

    python -m speech.model_trial FOLDER LANGUAGE

exits 0, or 1 with the reason on standard output.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from content.language import Language
from speech.audio import MODEL_RATE
from speech.errors import ModelBroken
from speech.vosk_recognizer import Decoder, load_model

_PATIENCE = 180.0
"""Seconds; the largest models take about ten to load, on a slow card some more."""

_COMMON = {
    Language.EN: ("a", "for", "i", "my", "the", "to", "where", "you"),
    Language.ES: ("de", "dónde", "el", "la", "mi", "para", "que", "un"),
}
"""Words that hardly any vocabulary of the language is without."""


def try_model(model: Path, language: Language) -> None:
    """Check that libvosk loads this model, that it is one of this language, and that it decodes.

    Raises:
        ModelBroken: it does not, or it is not.
    """
    command = [sys.executable, "-m", "speech.model_trial", str(model), language.value]
    try:
        trial = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise ModelBroken(f"{model}: does not load within {_PATIENCE:.0f} seconds") from error
    if trial.returncode == 0:
        return
    reason = trial.stdout.decode(errors="replace").strip() or f"{model}: the recogniser crashes on it"
    raise ModelBroken(reason)


def _main(model: Path, language: Language) -> int:
    try:
        loaded = load_model(model)
    except ModelBroken as error:
        sys.stdout.write(f"{error}\n")
        return 1
    known = sum(loaded.vosk_model_find_word(word) >= 0 for word in _COMMON[language])
    if known < len(_COMMON[language]) / 2:
        sys.stdout.write(f"{model}: hardly knows a common word of {language.value}; is it another language's?\n")
        return 1
    decoder = Decoder(language, loaded)
    decoder.accept(bytes(2 * MODEL_RATE))
    decoder.finish()
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), Language(sys.argv[2])))
