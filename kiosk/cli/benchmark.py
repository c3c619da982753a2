"""`kiosk benchmark`: our matcher beside others, on the same questions, machine and run."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.cli.parser import OneLineParser, number, tasks_of

if TYPE_CHECKING:
    from content.directory import Directory
    from matcher.benchmark import MatcherFigures
    from matcher.evaluate import TestQuestion
    from matcher.peers import Document, Peer

OURS = "ventanilla"
"""Our matcher as visitors meet it: what is shown, by its own limits."""

OUR_RANKING = "ranking"
"""Our matcher's order of services, whether it would show them or not: what the others give."""

MOST_SERVICES = 20_000
"""To which a directory is padded."""

OUR_MOST_SERVICES = 10_000
"""For which our matcher is built here."""

OUR_MOST_LINES = 500
"""For which it is built with a line around each service: from here until it draws none, building takes too long."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All matchers on one directory."""

    services: int
    matchers: tuple[MatcherFigures, ...]
    left_out: tuple[str, ...]
    """A line for each matcher that could not be measured."""

    def as_json(self) -> dict[str, Any]:
        """The figures by matcher."""
        matchers = {figures.name: figures.as_json() for figures in self.matchers}
        return {"services": self.services, "matchers": matchers, "left_out": list(self.left_out)}


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare what can be benchmarked."""
    task = tasks_of(parser, common)
    matching = task("matching", "find services for questions: quality, speed and size", _matching)
    matching.add_argument(
        "--services",
        type=number(1, MOST_SERVICES),
        metavar="N",
        help="measure once more with near-duplicates of services added, up to N in all",
    )
    matching.add_argument("--without-wordings", action="store_true", help="keep people's own wordings from the others")
    matching.add_argument("--check", action="store_true", help="fail if a question costs more than it may")
    newest = task(
        "newcomers", "take the wordings of services away, an eighth at a time: are they still found?", _newest
    )
    for each in (matching, newest):
        each.add_argument(
            "questions", type=Path, nargs="+", metavar="QUESTIONS.jsonl", help="question sets, one JSON a line"
        )
        each.add_argument("--json", action="store_true", help="the figures as JSON and nothing else")


def _matching(arguments: argparse.Namespace) -> int:
    from kiosk.cli.errors import UsageError
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import complain, write_json
    from matcher.benchmark import LIMITS, findable, outside_limits
    from matcher.evaluate import read_questions
    from matcher.padding import CannotPad, padded

    read = [question for file in arguments.questions for question in read_questions(file)]
    with Parts(arguments) as parts:
        directory = parts.directory
    questions = findable(read, {service.id for service in directory.shown})
    if not questions:
        raise UsageError("no question here asks for a service of this directory; name another question set")
    larger = None
    if arguments.services:
        try:
            larger = padded(directory, arguments.services)
        except CannotPad as error:
            raise UsageError(f"--services: {error}; see kiosk benchmark matching --help") from error
    with_wordings = not arguments.without_wordings
    measured = [_measured(directory, questions, with_wordings=with_wordings)]
    if larger:
        possible = _can_build(len(larger.shown))
        measured.append(_measured(larger, questions, with_wordings=with_wordings, with_ours=possible))
    if arguments.json:
        found = [one.as_json() for one in measured]
        write_json({"questions": len(questions), "others_know_wordings": with_wordings, "directories": found})
    else:
        sys.stdout.write(_report(measured, len(questions), len(read), with_wordings=with_wordings))
    excesses = list(outside_limits(measured[0].matchers[0].cost, LIMITS)) if arguments.check else []
    for line in excesses:
        complain(line)
    return 1 if excesses else 0


def _newest(arguments: argparse.Namespace) -> int:
    from kiosk.cli.benchmark_table import newcomers_table
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import complain, write_json
    from kiosk.publishing import knowledge_of
    from matcher.evaluate import read_questions
    from matcher.newcomers import PARTS, newcomers

    questions = [question for file in arguments.questions for question in read_questions(file)]

    def told(part: int) -> None:
        if sys.stderr.isatty():
            complain(f"part {part + 1} of {PARTS}; each takes a minute or two ...")

    with Parts(arguments) as parts:
        found = newcomers(parts.directory, questions, lambda some: knowledge_of(some, None).matcher, told)
    if arguments.json:
        write_json(found.as_json())
    else:
        sys.stdout.write(newcomers_table(found))
    return 0


def _measured(
    directory: Directory, questions: Sequence[TestQuestion], *, with_wordings: bool, with_ours: bool = True
) -> Measured:
    from matcher.peers import PEERS, PeerMissing, documents_of

    services = len(directory.shown)
    matchers: list[MatcherFigures] = []
    left_out: list[str] = []
    if with_ours:
        matchers += _ours(directory, questions)
    else:
        left_out.append(f"{OURS}: too slow to build with {services} services; try --services {OUR_MOST_LINES} or less")
    documents = documents_of(directory, wordings=with_wordings)
    for name, build in PEERS.items():
        try:
            matchers.append(_peer(name, build, documents, questions))
        except PeerMissing as error:
            left_out.append(f"{name}: {error}")
    return Measured(services, tuple(matchers), tuple(left_out))


def _can_build(services: int) -> bool:
    """Whether our matcher is ready for so many services within minutes."""
    from matcher.lessons import MOST_LINES

    return services <= OUR_MOST_LINES or MOST_LINES < services <= OUR_MOST_SERVICES


def _ours(directory: Directory, questions: Sequence[TestQuestion]) -> tuple[MatcherFigures, MatcherFigures]:
    """As visitors meet it, and its ranking alone; built anew, as at a first start."""
    from kiosk.cli.streams import told_if_slow
    from kiosk.publishing import knowledge_of
    from matcher.benchmark import Found, ask_all, cost_of, figures_of
    from matcher.evaluate import outcome_of
    from matcher.peers import folder_size
    from matcher.verdict import Context, Reading

    with tempfile.TemporaryDirectory(prefix="benchmark-index-") as folder:
        began = time.perf_counter()
        with told_if_slow(f"preparing {len(directory.shown)} services; this takes minutes ..."):
            matcher = knowledge_of(directory, Path(folder)).matcher
        seconds, size = time.perf_counter() - began, folder_size(Path(folder))
        verdicts, milliseconds = ask_all(questions, lambda text: matcher.match((Reading(text),), Context()))
    cost = cost_of(seconds, size, milliseconds)
    outcomes = [outcome_of(*pair, directory, 0.0) for pair in zip(questions, verdicts, strict=True)]
    shown = [Found(one.asked, one.shown, one.verdict.probability) for one in outcomes]
    ranked = [Found(one.asked, one.ranked, one.verdict.probability) for one in outcomes]
    return figures_of(OURS, shown, cost, decides=True), figures_of(OUR_RANKING, ranked, cost)


def _peer(
    name: str,
    build: Callable[[Sequence[Document]], Peer],
    documents: Sequence[Document],
    questions: Sequence[TestQuestion],
) -> MatcherFigures:
    from matcher.benchmark import Found, ask_all, cost_of, figures_of

    began = time.perf_counter()
    peer = build(documents)
    seconds = time.perf_counter() - began
    rankings, milliseconds = ask_all(questions, peer.rank)
    found = [
        Found(asked, tuple(service for service, _ in ranked), ranked[0][1] if ranked else 0.0)
        for asked, ranked in zip(questions, rankings, strict=True)
    ]
    return figures_of(name, found, cost_of(seconds, peer.size, milliseconds))


def _report(measured: Sequence[Measured], asked: int, read: int, *, with_wordings: bool) -> str:
    from kiosk.cli.benchmark_table import tables

    known = "with" if with_wordings else "without"
    text = f"{asked} of {read} questions; the others know one document a service, {known} people's own wordings.\n"
    text += f"{OURS}: what visitors are shown, by its own limits; {OUR_RANKING}: its order alone, as the others give.\n"
    for place, one in enumerate(measured):
        text += f"\n{one.services} services" + (", most of them near-duplicates\n" if place else "\n")
        text += tables(one.matchers, measured[0].matchers if place else ())
        text += "".join(f"left out: {line}\n" for line in one.left_out)
    return text
