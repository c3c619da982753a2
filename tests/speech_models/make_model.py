#!/usr/bin/env python3
"""Make a tiny Vosk model for one language from a list of example sentences.

    python -m tests.speech_models.make_model --language en --sentences tests/speech_models/sentences/en.txt
        --acoustics tests/speech_models/acoustics/en.npz --output models/en

Where the --acoustics file exists, only the lexicon and the graph are built, in seconds and without torch, so the
sentence list can change freely. Where it does not, training audio is spoken and the network trained first (torch and
kaldi-native-fbank needed), and kept in that file.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from tests.speech_models.voskmaker import dataset, graph, model_dir, text
from tests.speech_models.voskmaker.acoustic_store import TrainedAcoustics
from tests.speech_models.voskmaker.dataset import SIL


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=("en", "es"), required=True)
    parser.add_argument("--sentences", type=Path, required=True, nargs="+", help="example sentences, one per line")
    parser.add_argument("--output", type=Path, required=True, help="model directory to write")
    parser.add_argument("--acoustics", type=Path, required=True, help="trained network: read if there, else written")
    parser.add_argument("--utterances", type=int, default=6000)
    parser.add_argument("--hidden", type=int, default=128, help="width of the network")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--acoustic-scale", type=float, default=0.3)
    parser.add_argument("--lm-scale", type=float, default=0.6)
    parser.add_argument("--word-penalty", type=float, default=0.0)
    parser.add_argument("--graph", choices=("dynamic", "static"), default="dynamic")
    parser.add_argument("--beam", type=float, default=13.0)
    parser.add_argument("--lattice-beam", type=float, default=6.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def report(message: str) -> None:
    sys.stderr.write(f"{message}\n")


def train_acoustics(args: argparse.Namespace, sentences: list[list[str]]) -> TrainedAcoustics:
    from tests.speech_models.voskmaker import acoustic  # torch is only needed here

    began = time.time()
    plans = dataset.plan_utterances(args.language, sentences, args.utterances, args.seed)
    utterances = dataset.synthesise(plans, args.processes)
    hours = sum(len(u.features) for u in utterances) / 360000
    report(f"{len(utterances)} utterances, {hours:.1f} h of audio, made in {time.time() - began:.0f} s")

    mapping = dataset.merge_rare_phones(utterances)
    names = [SIL, *sorted(set(mapping.values()) - {SIL})]
    index = {phone: i for i, phone in enumerate(names)}
    examples = []
    for utterance in utterances:
        labels = dataset.frame_labels(utterance, index, mapping)
        if labels is not None:
            examples.append(acoustic.Example(utterance.features, labels))
    report(f"{len(examples)} aligned utterances, {len(names)} phones")
    del utterances

    counts = np.bincount(np.concatenate([e.labels for e in examples]), minlength=2 * len(names)) + 1.0
    first, rest = counts[0::2], counts[1::2]
    self_loops = np.clip(rest / (first + rest), 0.05, 0.95)
    network, mean, deviation = acoustic.train(
        examples, 2 * len(names), args.hidden, args.epochs, args.seed, args.processes
    )
    return TrainedAcoustics(
        phones=graph.PhoneSet(names, [float(p) for p in self_loops]),
        mapping=mapping,
        layers=acoustic.to_kaldi(network, mean, deviation),
        priors=counts / counts.sum(),
    )


def main() -> None:
    args = parse_arguments()
    sentences = [sentence for path in args.sentences for sentence in text.read_sentences(path)]
    vocabulary = sorted({word for sentence in sentences for word in sentence})
    if args.acoustics.exists():
        trained = TrainedAcoustics.load(args.acoustics)
    else:
        trained = train_acoustics(args, sentences)
        trained.save(args.acoustics)

    heard = dataset.collect_pronunciations(dataset.plan_lexicon(args.language, sentences, args.seed), args.processes)
    lexicon = dataset.build_lexicon(heard, trained.mapping, set(trained.phones.names), vocabulary)
    left_out = sorted(set(vocabulary) - set(lexicon))
    if left_out:
        report(f"left out, no pronunciation: {' '.join(left_out)}")
        vocabulary = sorted(lexicon)
        sentences = [[word for word in sentence if word in lexicon] for sentence in sentences]
    word_ids = {"<eps>": 0, **{word: i for i, word in enumerate(vocabulary, 1)}}
    word_ids[graph.UNKNOWN] = len(word_ids)
    bigram = text.estimate_bigram(sentences, vocabulary)
    if args.graph == "static":
        graphs = {
            "HCLG.fst": graph.build_hclg(trained.phones, lexicon, bigram, word_ids, args.lm_scale, args.word_penalty)
        }
    else:
        graphs = {
            "HCLr.fst": graph.build_hcl(trained.phones, lexicon, word_ids),
            "Gr.fst": graph.build_g(bigram, word_ids, args.lm_scale, args.word_penalty),
        }
    about = (
        f"Tiny Vosk model ({args.language}) for tests, made from espeak-ng synthetic speech by make_model.py.\n"
        f"It knows {len(vocabulary)} words and has never heard a human voice.\n"
    )
    model_dir.write_model_dir(
        args.output,
        trained.phones,
        trained.layers,
        trained.priors,
        graphs,
        word_ids,
        about,
        args.acoustic_scale,
        args.beam,
        args.lattice_beam,
    )
    size = sum(f.stat().st_size for f in args.output.rglob("*") if f.is_file())
    shape = ", ".join(f"{name} {len(g.arcs)} states {g.num_arcs()} arcs" for name, g in graphs.items())
    report(f"{args.output}: {len(vocabulary)} words, {shape}, {size} bytes")


if __name__ == "__main__":
    main()
