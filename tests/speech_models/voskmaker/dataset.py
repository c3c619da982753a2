"""Synthetic training data: spoken utterances with free phone alignments."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from dataclasses import dataclass

import numpy as np

from . import audio
from .espeak import Espeak, Speech, Voice
from .features import mfcc
from .text import words_of
from .voices import BASES, random_voice

SIL = "SIL"
FRAME_STEP = 0.03  # the network answers every third 10 ms frame
FRAME_CENTRE = 0.0125


@dataclass
class Segment:
    start: float
    end: float
    phone: str


@dataclass
class Utterance:
    features: np.ndarray  # (frames at 10 ms, 40) float16
    segments: list[Segment]  # covers the utterance, silence included
    pronunciations: list[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Plan:
    text: str  # "" asks for noise or silence only
    voice: Voice | None
    seed: int


def clean_phone(mnemonic: str) -> str:
    """Drop stress marks; pauses become SIL."""
    name = mnemonic.lstrip("',%=|")
    return SIL if name == "" or name.startswith("_") else name


def speech_segments(speech: Speech) -> list[Segment]:
    starts = [(e.start, clean_phone(e.phone)) for e in speech.events if e.phone is not None]
    segments: list[Segment] = []
    for i, (start, phone) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else speech.duration
        if phone == SIL and segments and segments[-1].phone == SIL:
            segments[-1].end = end
        elif end > start:
            segments.append(Segment(start, end, phone))
    return segments


def word_pronunciations(text: str, speech: Speech) -> list[tuple[str, tuple[str, ...]]]:
    """Phones of each word that espeak announced on its own.

    espeak joins some short words ("of the"); those groups are left out.
    """
    starts: dict[int, int] = {}
    words = words_of(text)
    position = 1
    for i, word in enumerate(words):
        starts[position] = i
        position += len(word) + 1
    groups: list[tuple[int, list[str]]] = []
    for event in speech.events:
        if event.phone is None:
            index = starts.get(event.position)
            if index is None:
                return []
            groups.append((index, []))
        elif groups and clean_phone(event.phone) != SIL:
            groups[-1][1].append(clean_phone(event.phone))
    found = []
    for k, (index, phones) in enumerate(groups):
        following = groups[k + 1][0] if k + 1 < len(groups) else len(words)
        if following == index + 1 and phones:
            found.append((words[index], tuple(phones)))
    return found


_espeak: Espeak | None = None


def _engine() -> Espeak:
    global _espeak
    if _espeak is None:
        _espeak = Espeak()
    return _espeak


def make_utterance(plan: Plan) -> Utterance:
    rng = np.random.default_rng(plan.seed)
    if plan.voice is None:
        x = np.zeros(int(audio.MODEL_RATE * rng.uniform(0.8, 3.0)))
        kind = rng.random()
        if kind < 0.15:  # clicks
            x[rng.integers(0, len(x), 3)] = rng.uniform(-8000, 8000, 3)
        elif kind < 0.6:
            x = audio.tones(len(x), rng)
        segments: list[Segment] = []
        prons: list[tuple[str, tuple[str, ...]]] = []
        lead = 0.0
    else:
        speech = _engine().speak(plan.text, plan.voice)
        prons = word_pronunciations(plan.text, speech)
        voiced = audio.resample(speech.samples.astype(np.float64), speech.sample_rate, audio.MODEL_RATE)
        lead, tail = rng.uniform(0.05, 0.7), rng.uniform(0.1, 0.9)
        x = np.concatenate([np.zeros(int(lead * audio.MODEL_RATE)), voiced, np.zeros(int(tail * audio.MODEL_RATE))])
        segments = speech_segments(speech)
    x = audio.augment(x, rng)
    total = len(x) / audio.MODEL_RATE
    timeline = [Segment(s.start + lead, s.end + lead, s.phone) for s in segments]
    if timeline and timeline[-1].phone == SIL:
        timeline.pop()
    if timeline:
        timeline.insert(0, Segment(0.0, timeline[0].start, SIL))
        timeline.append(Segment(timeline[-1].end, total, SIL))
    else:
        timeline = [Segment(0.0, total, SIL)]
    return Utterance(mfcc(x).astype(np.float16), timeline, prons)


def _invented_word(vocabulary: list[str], rng: np.random.Generator) -> str:
    """Start of one word + end of another: new phone contexts espeak can say."""
    first, second = (vocabulary[int(k)] for k in rng.integers(0, len(vocabulary), 2))
    return first[: max(1, (len(first) + 1) // 2)] + second[len(second) // 2 :]


def plan_utterances(language: str, sentences: list[list[str]], count: int, seed: int) -> list[Plan]:
    """Real sentences, single words, random strings of known and invented words, noise."""
    rng = np.random.default_rng(seed)
    vocabulary = sorted({w for s in sentences for w in s})

    def random_words(low: int, high: int) -> list[str]:
        return [vocabulary[int(k)] for k in rng.integers(0, len(vocabulary), int(rng.integers(low, high)))]

    plans = []
    for i in range(count):
        draw, utterance_seed = rng.random(), seed * 1_000_003 + i
        if draw < 0.09:
            plans.append(Plan("", None, utterance_seed))
            continue
        if draw < 0.50:
            words = sentences[int(rng.integers(len(sentences)))]
        elif draw < 0.60:
            words = random_words(1, 2)
        elif draw < 0.82:
            words = random_words(2, 8)
        else:
            words = [_invented_word(vocabulary, rng) for _ in range(int(rng.integers(2, 7)))]
        plans.append(Plan(" ".join(words), random_voice(language, rng), utterance_seed))
    return plans


def plan_lexicon(language: str, sentences: list[list[str]], seed: int) -> list[Plan]:
    """Every word alone, every sentence and random word strings, in each plain base voice."""
    rng = np.random.default_rng(seed)
    vocabulary = sorted({w for s in sentences for w in s})
    texts = vocabulary + [" ".join(s) for s in sentences]
    for _ in range(2):
        order = rng.permutation(len(vocabulary))
        for i in range(0, len(order), 4):
            texts.append(" ".join(vocabulary[int(k)] for k in order[i : i + 4]))
    return [Plan(t, Voice(base), 0) for base in BASES[language] for t in texts]


def pronounce(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    assert plan.voice is not None
    return word_pronunciations(plan.text, _engine().speak(plan.text, plan.voice))


def collect_pronunciations(plans: list[Plan], processes: int) -> list[list[tuple[str, tuple[str, ...]]]]:
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return pool.map(pronounce, plans, chunksize=64)


def _make_slice(plans: list[Plan]) -> list[Utterance]:
    return [make_utterance(plan) for plan in plans]


def synthesise(plans: list[Plan], processes: int, slices: int = 32) -> list[Utterance]:
    """espeak keeps state from one utterance to the next, so each fixed slice is
    spoken by a fresh process: the audio then does not depend on scheduling."""
    size = -(-len(plans) // slices)
    parts = [plans[i : i + size] for i in range(0, len(plans), size)]
    with multiprocessing.get_context("fork").Pool(processes, maxtasksperchild=1) as pool:
        return [u for part in pool.map(_make_slice, parts, chunksize=1) for u in part]


# ------------------------------------------------------------------ lexicon


def merge_rare_phones(utterances: list[Utterance]) -> dict[str, str]:
    """Map phones with too few examples onto a common sister phone."""
    minimum = max(5, len(utterances) // 45)
    counts = Counter(s.phone for u in utterances for s in u.segments)
    common = {p for p, c in counts.items() if c >= minimum}
    mapping: dict[str, str] = {}
    for phone in sorted(counts):
        if phone in common:
            mapping[phone] = phone
            continue
        options = [p for p in sorted(common) if p != SIL and p[0] == phone[0]]
        mapping[phone] = (
            max(options, key=lambda p: counts[p])
            if options
            else max((p for p in common if p != SIL), key=lambda p: counts[p])
        )
    return mapping


def build_lexicon(
    heard_words: list[list[tuple[str, tuple[str, ...]]]],
    mapping: dict[str, str],
    phones: set[str],
    vocabulary: list[str],
    share: float = 0.06,
    most: int = 4,
) -> dict[str, list[tuple[tuple[str, ...], float]]]:
    """word -> [(phones, cost)], keeping pronunciations heard often enough.

    A word with a sound that the network never learned (an English name in a Spanish list) is left out.
    """

    def known(phone: str) -> str:  # "" for a sound unlike any the network learned
        sisters = [p for p in sorted(phones) if p[0] == phone[0] and p != SIL]
        return mapping.get(phone) or (sisters[0] if sisters else "")

    heard: dict[str, Counter[tuple[str, ...]]] = {}
    for pronunciations in heard_words:
        for word, sounds in pronunciations:
            spelled = tuple(known(p) for p in sounds)
            if all(spelled):
                heard.setdefault(word, Counter())[spelled] += 1
    lexicon: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for word in vocabulary:
        counts = heard.get(word)
        if not counts:
            continue
        total, best = sum(counts.values()), max(counts.values())
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        lexicon[word] = [(p, -0.5 * float(np.log(c / best))) for p, c in ranked if c / total >= share][:most]
    return lexicon


# ---------------------------------------------------------------- alignment


def align(segments: list[Segment], frames: int) -> np.ndarray | None:
    """Segment index for each 30 ms output frame; every segment gets at least one.

    A small dynamic programme moves boundaries as little as possible.
    """
    j = len(segments)
    if frames < j:
        return None
    t = FRAME_CENTRE + FRAME_STEP * np.arange(frames)
    start = np.array([s.start for s in segments])
    end = np.array([s.end for s in segments])
    cost = np.maximum(0, start[None] - t[:, None]) + np.maximum(0, t[:, None] - end[None])
    best = np.full(j, np.inf)
    best[0] = cost[0, 0]
    moved = np.zeros((frames, j), dtype=bool)
    for k in range(1, frames):
        step = np.concatenate([[np.inf], best[:-1]])
        moved[k] = step < best
        best = np.where(moved[k], step, best) + cost[k]
    path = np.empty(frames, dtype=np.int64)
    state = j - 1
    for k in range(frames - 1, -1, -1):
        path[k] = state
        if moved[k, state]:
            state -= 1
    return path if state == 0 else None


def frame_labels(utterance: Utterance, phone_index: dict[str, int], mapping: dict[str, str]) -> np.ndarray | None:
    """pdf per output frame: 2*p for a phone's first frame, 2*p+1 for the rest."""
    frames = (len(utterance.features) + 2) // 3
    path = align(utterance.segments, frames)
    if path is None:
        return None
    phones = np.array([phone_index[mapping[s.phone]] for s in utterance.segments])
    first = np.concatenate([[True], path[1:] != path[:-1]])
    return np.asarray(2 * phones[path] + np.where(first, 0, 1))
