"""Keep a trained acoustic model, so graphs can be rebuilt without torch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .graph import PhoneSet
from .kaldi_io import AffineLayer


@dataclass
class TrainedAcoustics:
    phones: PhoneSet
    mapping: dict[str, str]  # rare espeak phone -> phone of the model
    layers: list[AffineLayer]
    priors: np.ndarray

    def save(self, path: Path) -> None:
        about = {
            "phones": self.phones.names,
            "self_loops": self.phones.self_loops,
            "mapping": self.mapping,
            "offsets": [list(layer.offsets) for layer in self.layers],
        }
        arrays: dict[str, Any] = {"about": np.array(json.dumps(about)), "priors": self.priors}
        for i, layer in enumerate(self.layers):
            arrays[f"weight{i}"] = layer.weight.astype(np.float32)
            arrays[f"bias{i}"] = layer.bias.astype(np.float32)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **arrays)

    @staticmethod
    def load(path: Path) -> TrainedAcoustics:
        with np.load(path) as data:
            about = json.loads(str(data["about"]))
            layers = [
                AffineLayer(tuple(offsets), data[f"weight{i}"], data[f"bias{i}"])
                for i, offsets in enumerate(about["offsets"])
            ]
            phones = PhoneSet(about["phones"], about["self_loops"])
            return TrainedAcoustics(phones, about["mapping"], layers, data["priors"])
