"""What a folder must hold to be a Vosk model, looked at before libvosk sees it: some faults make libvosk abort.

The layout is the one libvosk's `model.cc` reads: `am/` the acoustic network, `conf/` its options, `graph/` the words
and what follows what. A graph is dynamic (two parts, takes phrase lists) or static (one part, takes none).
"""

from __future__ import annotations

from pathlib import Path

from speech.errors import ModelBroken

_ALWAYS = ("am/final.mdl", "conf/model.conf")
_FEATURES = ("conf/mfcc.conf", "conf/fbank.conf")
_STATIC = "graph/HCLG.fst"
_DYNAMIC = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")


def check_layout(model: Path) -> None:
    """Check that what libvosk needs is there.

    Raises:
        ModelBroken: a file is missing or empty, or libvosk would abort on its contents.
    """
    graph = (_STATIC,) if (model / _STATIC).exists() else _DYNAMIC
    features = next((name for name in _FEATURES if (model / name).exists()), _FEATURES[0])
    for name in (*_ALWAYS, features, *graph):
        if not (model / name).is_file():
            raise ModelBroken(f"{model}: {name} is missing; put it right with: kiosk models fetch")
        if not (model / name).stat().st_size:
            raise ModelBroken(f"{model}: {name} is empty; put it right with: kiosk models fetch")
    if b"--endpoint.silence-phones=" not in (model / "conf/model.conf").read_bytes():
        raise ModelBroken(f"{model}: conf/model.conf names no silence phones; put it right with: kiosk models fetch")


def model_root(folder: Path) -> Path | None:
    """Where the model is in an unpacked archive: the folder itself, or a folder in it, with `am/final.mdl`."""
    candidates = [folder, *sorted(inner for inner in folder.iterdir() if inner.is_dir())]
    return next((place for place in candidates if (place / "am/final.mdl").is_file()), None)
