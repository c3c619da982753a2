"""Writers for the Kaldi / OpenFst binary formats libvosk reads.

Only what a small nnet3 "AmNnetSimple" model needs is here.  Formats follow
Kaldi's io-funcs, hmm/transition-model, nnet3 and matrix/compressed-matrix.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

# ---------------------------------------------------------------- primitives


def write_token(out: BinaryIO, token: str) -> None:
    out.write(token.encode() + b" ")


def write_int(out: BinaryIO, value: int) -> None:
    out.write(b"\x04" + struct.pack("<i", value))


def write_float(out: BinaryIO, value: float) -> None:
    out.write(b"\x04" + struct.pack("<f", value))


def write_int_vector(out: BinaryIO, values: Sequence[int]) -> None:
    out.write(b"\x04" + struct.pack("<i", len(values)))
    out.write(np.asarray(values, dtype="<i4").tobytes())


def write_vector(out: BinaryIO, values: np.ndarray) -> None:
    write_token(out, "FV")
    write_int(out, int(values.shape[0]))
    out.write(np.asarray(values, dtype="<f4").tobytes())


# ------------------------------------------------------- 8-bit weight matrix


def _column_percentiles(column: np.ndarray) -> np.ndarray:
    """The four anchor values (0, 25, 75, 100 %) Kaldi keeps per column."""
    ordered = np.sort(column)
    n = len(ordered)
    picks = [0, n // 4, (3 * n) // 4, n - 1] if n >= 5 else [0, min(1, n - 1), min(2, n - 1), n - 1]
    return ordered[picks]


def compress_matrix(matrix: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Encode as Kaldi's "CM" format (1 byte per weight, 8-byte column headers).

    Returns the bytes and the matrix Kaldi will see after decoding, so that
    callers can check the loss.
    """
    m = np.asarray(matrix, dtype=np.float32)
    rows, cols = m.shape
    low = float(m.min())
    span = float(m.max()) - low
    if span <= 0.0:
        span = 1.0 + abs(low)
    span *= 1.0001  # keeps rounding inside uint16
    headers = np.zeros((cols, 4), dtype="<u2")
    data = np.zeros((cols, rows), dtype=np.uint8)
    decoded = np.zeros_like(m)
    for c in range(cols):
        quant = np.round((_column_percentiles(m[:, c]) - low) / span * 65535.0)
        quant = np.clip(quant, 0, 65535).astype(np.int64)
        for k in range(1, 4):  # Kaldi needs strictly increasing anchors
            quant[k] = max(quant[k], quant[k - 1] + 1)
        overflow = max(0, int(quant[3]) - 65535)
        quant -= overflow
        headers[c] = quant
        p0, p25, p75, p100 = low + span * quant / 65535.0
        v = m[:, c]
        code = np.where(
            v < p25,
            np.clip(np.floor((v - p0) / (p25 - p0) * 64 + 0.5), 0, 64),
            np.where(
                v < p75,
                np.clip(64 + np.floor((v - p25) / (p75 - p25) * 128 + 0.5), 64, 192),
                np.clip(192 + np.floor((v - p75) / (p100 - p75) * 63 + 0.5), 192, 255),
            ),
        )
        data[c] = code.astype(np.uint8)
        decoded[:, c] = np.where(
            code <= 64,
            p0 + (p25 - p0) * code / 64.0,
            np.where(
                code <= 192,
                p25 + (p75 - p25) * (code - 64) / 128.0,
                p75 + (p100 - p75) * (code - 192) / 63.0,
            ),
        )
    blob = b"CM " + struct.pack("<ffii", low, span, rows, cols) + headers.tobytes() + data.tobytes()
    return blob, decoded


# --------------------------------------------------------- transition model


@dataclass(frozen=True)
class PhoneHmm:
    """A phone: one emitting state, a forward pdf (first frame) and a
    self-loop pdf (all further frames), as in Kaldi's "chain" topology."""

    phone: int
    forward_pdf: int
    self_loop_pdf: int
    self_loop_prob: float


@dataclass
class TransitionModel:
    hmms: list[PhoneHmm]  # sorted by phone id, ids 1..N without gaps

    def self_loop_tid(self, phone: int) -> int:
        return 2 * (phone - 1) + 1

    def forward_tid(self, phone: int) -> int:
        return 2 * (phone - 1) + 2

    def write(self, out: BinaryIO) -> None:
        phones = [h.phone for h in self.hmms]
        if phones != list(range(1, len(phones) + 1)):
            raise ValueError("phones must be numbered 1..N")
        write_token(out, "<TransitionModel>")
        write_token(out, "<Topology>")
        write_int_vector(out, phones)
        write_int_vector(out, [-1] + [0] * len(phones))
        write_int(out, -1)  # "extended" topology: own self-loop pdf class
        write_int(out, 1)  # one topology entry
        write_int(out, 2)  # two states
        write_int(out, 0)  # forward pdf class
        write_int(out, 1)  # self-loop pdf class
        write_int(out, 2)  # two transitions
        write_int(out, 0)
        write_float(out, 0.5)
        write_int(out, 1)
        write_float(out, 0.5)
        write_int(out, -1)  # final state: not emitting
        write_int(out, -1)
        write_int(out, 0)
        write_token(out, "</Topology>")
        write_token(out, "<Tuples>")
        write_int(out, len(self.hmms))
        for h in self.hmms:
            for value in (h.phone, 0, h.forward_pdf, h.self_loop_pdf):
                write_int(out, value)
        write_token(out, "</Tuples>")
        write_token(out, "<LogProbs>")
        log_probs = [0.0]
        for h in self.hmms:
            log_probs += [np.log(h.self_loop_prob), np.log(1.0 - h.self_loop_prob)]
        write_vector(out, np.array(log_probs))
        write_token(out, "</LogProbs>")
        write_token(out, "</TransitionModel>")


# ------------------------------------------------------------------- network


@dataclass
class AffineLayer:
    """ReLU (or final log-softmax) layer over spliced outputs of the previous one."""

    offsets: tuple[int, ...]
    weight: np.ndarray  # (out, len(offsets) * in)
    bias: np.ndarray
    decoded: np.ndarray | None = field(default=None)


def _splice(node: str, offsets: Sequence[int]) -> str:
    parts = [node if o == 0 else f"Offset({node}, {o})" for o in offsets]
    return parts[0] if len(parts) == 1 else "Append(" + ", ".join(parts) + ")"


def write_nnet(out: BinaryIO, input_dim: int, layers: Sequence[AffineLayer], priors: np.ndarray) -> None:
    """Write nnet3 + contexts + priors (AmNnetSimple)."""
    config = [f"input-node name=input dim={input_dim}"]
    components: list[tuple[str, AffineLayer | str, int]] = []
    node = "input"
    for i, layer in enumerate(layers, 1):
        last = i == len(layers)
        affine = "output.affine" if last else f"tdnn{i}.affine"
        nonlin = "output.log-softmax" if last else f"tdnn{i}.relu"
        kind = "LogSoftmaxComponent" if last else "RectifiedLinearComponent"
        config.append(f"component-node name={affine} component={affine} input={_splice(node, layer.offsets)}")
        config.append(f"component-node name={nonlin} component={nonlin} input={affine}")
        components.append((affine, layer, 0))
        components.append((nonlin, kind, int(layer.bias.shape[0])))
        node = nonlin
    config.append(f"output-node name=output input={node} objective=linear")

    write_token(out, "<Nnet3>")
    out.write(("\n" + "\n".join(config) + "\n\n").encode())
    write_token(out, "<NumComponents>")
    write_int(out, len(components))
    for name, item, dim in components:
        write_token(out, "<ComponentName>")
        write_token(out, name)
        if isinstance(item, AffineLayer):
            write_token(out, "<FixedAffineComponent>")
            write_token(out, "<LinearParams>")
            blob, item.decoded = compress_matrix(item.weight)
            out.write(blob)
            write_token(out, "<BiasParams>")
            write_vector(out, item.bias)
            write_token(out, "</FixedAffineComponent>")
        else:
            write_token(out, f"<{item}>")
            write_token(out, "<Dim>")
            write_int(out, dim)
            write_token(out, "<ValueAvg>")
            write_vector(out, np.zeros(0))
            write_token(out, "<DerivAvg>")
            write_vector(out, np.zeros(0))
            write_token(out, "<Count>")
            write_float(out, 0.0)
            write_token(out, f"</{item}>")
    write_token(out, "</Nnet3>")
    left = sum(max(0, -min(layer.offsets)) for layer in layers)
    right = sum(max(0, max(layer.offsets)) for layer in layers)
    write_token(out, "<LeftContext>")
    write_int(out, left)
    write_token(out, "<RightContext>")
    write_int(out, right)
    write_token(out, "<Priors>")
    write_vector(out, priors)


def write_final_mdl(
    path: Path,
    transitions: TransitionModel,
    input_dim: int,
    layers: Sequence[AffineLayer],
    priors: np.ndarray,
) -> None:
    with path.open("wb") as out:
        out.write(b"\0B")
        transitions.write(out)
        write_nnet(out, input_dim, layers, priors)


# ---------------------------------------------------------------------- FSTs


_EXPANDED_MUTABLE, _ILABEL_SORTED, _OLABEL_SORTED = 0x3, 0x10000000, 0x40000000  # OpenFst property bits


@dataclass
class Fst:
    """A small mutable weighted transducer that saves as an OpenFst vector FST."""

    start: int = 0
    arcs: list[list[tuple[int, int, float, int]]] = field(default_factory=list)
    finals: dict[int, float] = field(default_factory=dict)
    properties: int = _EXPANDED_MUTABLE

    def add_state(self) -> int:
        self.arcs.append([])
        return len(self.arcs) - 1

    def add_arc(self, src: int, ilabel: int, olabel: int, cost: float, dst: int) -> None:
        self.arcs[src].append((ilabel, olabel, cost, dst))

    def num_arcs(self) -> int:
        return sum(len(a) for a in self.arcs)

    def sort_by_ilabel(self) -> None:
        for arcs in self.arcs:
            arcs.sort(key=lambda arc: arc[0])
        self.properties = _EXPANDED_MUTABLE | _ILABEL_SORTED

    def sort_by_olabel(self) -> None:
        for arcs in self.arcs:
            arcs.sort(key=lambda arc: arc[1])
        self.properties = _EXPANDED_MUTABLE | _OLABEL_SORTED

    def write(self, path: Path) -> None:
        def text(s: str) -> bytes:
            return struct.pack("<i", len(s)) + s.encode()

        with path.open("wb") as out:
            out.write(struct.pack("<i", 2125659606))  # OpenFst magic
            out.write(text("vector") + text("standard"))
            # version, flags (no symbol tables), properties, start, sizes
            out.write(struct.pack("<iiQqqq", 2, 0, self.properties, self.start, len(self.arcs), self.num_arcs()))
            for state, arcs in enumerate(self.arcs):
                out.write(struct.pack("<fq", self.finals.get(state, float("inf")), len(arcs)))
                for ilabel, olabel, cost, dst in arcs:
                    out.write(struct.pack("<iifi", ilabel, olabel, cost, dst))
