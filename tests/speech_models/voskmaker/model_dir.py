"""Lay out the files of a Vosk model directory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .features import DIM, MFCC_CONF
from .graph import PhoneSet
from .kaldi_io import AffineLayer, Fst, write_final_mdl

MODEL_CONF = """\
--min-active=200
--max-active=3000
--beam={beam}
--lattice-beam={lattice_beam}
--acoustic-scale={acoustic_scale}
--frame-subsampling-factor=3
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""


def write_model_dir(
    target: Path,
    phones: PhoneSet,
    layers: Sequence[AffineLayer],
    priors: np.ndarray,
    graphs: dict[str, Fst],  # file name -> graph
    word_ids: dict[str, int],
    about: str,
    acoustic_scale: float,
    beam: float = 13.0,
    lattice_beam: float = 6.0,
) -> None:
    for part in ("am", "conf", "graph/phones"):
        (target / part).mkdir(parents=True, exist_ok=True)
    write_final_mdl(target / "am/final.mdl", phones.transition_model(), DIM, layers, priors)
    for old in (target / "graph").glob("*.fst"):
        old.unlink()
    for name, graph in graphs.items():
        graph.write(target / "graph" / name)
    if "HCLr.fst" in graphs:
        # libvosk wants the list of disambiguation labels; these graphs have none
        unused = 2 * len(phones.transition_model().hmms) + 1
        (target / "graph/disambig_tid.int").write_text(f"{unused}\n")
    words = sorted(word_ids.items(), key=lambda item: item[1])
    (target / "graph/words.txt").write_text("".join(f"{w} {i}\n" for w, i in words), encoding="utf-8")
    (target / "graph/phones.txt").write_text(phones.phones_txt(), encoding="utf-8")
    (target / "graph/phones/word_boundary.int").write_text(phones.word_boundary_int())
    (target / "conf/mfcc.conf").write_text(MFCC_CONF)
    (target / "conf/model.conf").write_text(
        MODEL_CONF.format(beam=beam, lattice_beam=lattice_beam, acoustic_scale=acoustic_scale)
    )
    (target / "README").write_text(about, encoding="utf-8")
