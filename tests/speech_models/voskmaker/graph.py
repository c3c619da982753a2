"""Decoding graphs: bigram words -> phones -> transition-ids.

Two forms, which libvosk treats differently:

* dynamic (`HCLr.fst` + `Gr.fst`, as in the official small models): the engine
  composes the word loop with the grammar while it decodes, so a recogniser can
  be given its own phrase list;
* static (`HCLG.fst`, as in the official large models): everything in one graph.

The official dynamic models use OpenFst's "olabel_lookahead" type.  That is
only needed where word labels come late in a determinised lexicon; here each
word's label sits on its first arc, so a plain FST sorted by output label does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .dataset import SIL
from .kaldi_io import Fst, PhoneHmm, TransitionModel
from .text import BOS, EOS, Bigram

Lexicon = dict[str, list[tuple[tuple[str, ...], float]]]
UNKNOWN = "[unk]"
POSITIONS = ("B", "I", "E", "S")  # word begin, internal, end, single-phone word
_KINDS = {"B": "begin", "I": "internal", "E": "end", "S": "singleton"}


@dataclass
class PhoneSet:
    """Position-dependent Kaldi phones; all positions of a phone share pdfs."""

    names: list[str]  # base phones, SIL first
    self_loops: list[float]  # P(stay) per base phone

    def phone_id(self, name: str, position: str) -> int:
        if name == SIL:
            return 1
        return 2 + 4 * (self.names.index(name) - 1) + POSITIONS.index(position)

    def transition_model(self) -> TransitionModel:
        hmms = [PhoneHmm(1, 0, 1, self.self_loops[0])]
        for i in range(1, len(self.names)):
            hmms += [PhoneHmm(2 + 4 * (i - 1) + k, 2 * i, 2 * i + 1, self.self_loops[i]) for k in range(4)]
        return TransitionModel(hmms)

    def phones_txt(self) -> str:
        lines = ["<eps> 0", f"{SIL} 1"]
        for name in self.names[1:]:
            lines += [f"{name}_{p} {self.phone_id(name, p)}" for p in POSITIONS]
        return "\n".join(lines) + "\n"

    def word_boundary_int(self) -> str:
        lines = ["1 nonword"]
        for name in self.names[1:]:
            lines += [f"{self.phone_id(name, p)} {_KINDS[p]}" for p in POSITIONS]
        return "\n".join(lines) + "\n"


def _positions(count: int) -> list[str]:
    return ["S"] if count == 1 else ["B", *["I"] * (count - 2), "E"]


class _Builder:
    def __init__(self, phones: PhoneSet) -> None:
        self.fst = Fst()
        self.phones = phones
        self._model = phones.transition_model()

    def add_phone(self, src: int, phone: int, olabel: int, cost: float) -> int:
        """Forward arc, then a state with the self-loop (Kaldi "reordered" HMM)."""
        stay = self._model.hmms[phone - 1].self_loop_prob
        dst = self.fst.add_state()
        self.fst.add_arc(src, self._model.forward_tid(phone), olabel, cost - math.log(1 - stay), dst)
        self.fst.add_arc(dst, self._model.self_loop_tid(phone), 0, -math.log(stay), dst)
        return dst

    def add_optional_silence(self, src: int, dst: int, probability: float) -> None:
        self.fst.add_arc(src, 0, 0, -math.log(1 - probability), dst)
        quiet = self.add_phone(src, 1, 0, -math.log(probability))
        self.fst.add_arc(quiet, 0, 0, 0.0, dst)

    def add_word(self, src: int, dst: int, label: int, pronunciations: list[tuple[tuple[str, ...], float]]) -> None:
        for pronunciation, cost in pronunciations:
            state, olabel = src, label
            for phone, position in zip(pronunciation, _positions(len(pronunciation)), strict=True):
                state = self.add_phone(state, self.phones.phone_id(phone, position), olabel, cost)
                olabel, cost = 0, 0.0
            self.fst.add_arc(state, 0, 0, 0.0, dst)

    def add_unknown_word(self, src: int, dst: int, label: int, phone_cost: float) -> None:
        """Any string of two or more phones, at a price per phone."""
        middle = self.fst.add_state()
        for name in self.phones.names[1:]:
            for position, begin, end, olabel in (
                ("B", src, middle, label),
                ("I", middle, middle, 0),
                ("E", middle, dst, 0),
            ):
                state = self.add_phone(begin, self.phones.phone_id(name, position), olabel, phone_cost)
                self.fst.add_arc(state, 0, 0, 0.0, end)


def build_hcl(
    phones: PhoneSet,
    lexicon: Lexicon,
    word_ids: dict[str, int],
    silence_prob: float = 0.3,
    unknown_phone_cost: float = 4.0,
) -> Fst:
    """Word loop with word labels on first arcs, sorted by output label."""
    builder = _Builder(phones)
    fst = builder.fst
    fst.start, loop, done = fst.add_state(), fst.add_state(), fst.add_state()
    builder.add_optional_silence(fst.start, loop, silence_prob)
    builder.add_optional_silence(done, loop, silence_prob)
    for word in sorted(lexicon):
        builder.add_word(loop, done, word_ids[word], lexicon[word])
    builder.add_unknown_word(loop, done, word_ids[UNKNOWN], unknown_phone_cost)
    fst.finals[loop] = 0.0
    fst.sort_by_olabel()
    return fst


def build_g(bigram: Bigram, word_ids: dict[str, int], lm_scale: float = 1.0, word_penalty: float = 0.0) -> Fst:
    """Bigram acceptor with backoff, sorted by input label.  [unk] is not in it:
    only a caller's own phrase list may ask for it."""
    fst = Fst()
    words = sorted(w for w in bigram.unigram if w != EOS)
    state = {w: fst.add_state() for w in [BOS, *words]}
    backoff = fst.add_state()
    fst.start = state[BOS]
    for word in words:
        fst.add_arc(
            backoff, word_ids[word], word_ids[word], lm_scale * bigram.unigram[word] + word_penalty, state[word]
        )
    fst.finals[backoff] = lm_scale * bigram.unigram[EOS]
    for past, src in state.items():
        fst.add_arc(src, 0, 0, lm_scale * bigram.backoff[past], backoff)
        for word, cost in bigram.bigram.get(past, {}).items():
            if word == EOS:
                fst.finals[src] = lm_scale * cost
            else:
                fst.add_arc(src, word_ids[word], word_ids[word], lm_scale * cost + word_penalty, state[word])
    fst.sort_by_ilabel()
    return fst


def build_hclg(
    phones: PhoneSet,
    lexicon: Lexicon,
    bigram: Bigram,
    word_ids: dict[str, int],
    lm_scale: float = 1.0,
    word_penalty: float = 0.0,
    silence_prob: float = 0.3,
) -> Fst:
    """One static graph.  Every word has one shared chain of phone HMMs, entered
    from the backoff state or from the histories that precede it, which keeps
    the graph small without determinisation."""
    builder = _Builder(phones)
    fst = builder.fst
    words = sorted(lexicon)
    fst.start = fst.add_state()
    history = {w: fst.add_state() for w in [BOS, *words]}
    entry = {w: fst.add_state() for w in words}
    backoff = fst.add_state()
    builder.add_optional_silence(fst.start, history[BOS], silence_prob)
    for word in words:
        done = fst.add_state()
        builder.add_optional_silence(done, history[word], silence_prob)
        builder.add_word(entry[word], done, word_ids[word], lexicon[word])
        fst.add_arc(backoff, 0, 0, lm_scale * bigram.unigram[word] + word_penalty, entry[word])
    fst.finals[backoff] = lm_scale * bigram.unigram[EOS]
    for past, state in history.items():
        for word, cost in bigram.bigram.get(past, {}).items():
            if word == EOS:
                fst.finals[state] = lm_scale * cost
            else:
                fst.add_arc(state, 0, 0, lm_scale * cost + word_penalty, entry[word])
        fst.add_arc(state, 0, 0, lm_scale * bigram.backoff[past], backoff)
    return fst
