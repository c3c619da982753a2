"""`kiosk ask`: answer one question."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING

from content.language import Language

if TYPE_CHECKING:
    from kiosk.cli.parts import Parts


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("question", help="in English, Spanish or both")
    parser.add_argument("--language", choices=("auto", "en", "es"), default="auto", help="what the visitor speaks")
    parser.add_argument("--top", type=int, default=3, metavar="N", help="how many services to list (3)")
    parser.add_argument("--explain", action="store_true", help="why these: the words that were compared")
    parser.add_argument("--json", action="store_true", help="the answer as JSON and nothing else")
    parser.add_argument("--aloud", action="store_true", help="read the answer out")
    parser.add_argument("--print", action="store_true", dest="on_paper", help="print the answer")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Match, and say what a visitor would be told."""
    from kiosk.cli.answer import answered
    from kiosk.cli.parts import Parts
    from kiosk.conversation import Source, Utterance
    from matcher.verdict import Context, Reading

    parts = Parts(arguments)
    knowledge = parts.knowledge
    language = None if arguments.language == "auto" else Language(arguments.language)
    utterance = Utterance((Reading(arguments.question),), Source.TYPED)
    began = time.perf_counter()
    verdict = knowledge.matcher.match(utterance.readings, Context(language))
    elapsed = (time.perf_counter() - began) * 1000
    answer = answered(parts, utterance, verdict, language)
    if arguments.json:
        table = {"question": arguments.question, **answer.as_json(arguments.top), "elapsed_ms": round(elapsed, 3)}
        sys.stdout.write(json.dumps(table, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(answer.as_text())
    if arguments.explain:
        _explain(parts, arguments.question, language)
    code = 0
    if arguments.on_paper:
        code = answer.print()
    if arguments.aloud:
        answer.read_aloud()
    return code


def _explain(parts: Parts, question: str, language: Language | None) -> None:
    from matcher.hybrid import HybridMatcher
    from matcher.verdict import Context

    matcher = parts.knowledge.matcher
    if isinstance(matcher, HybridMatcher):
        for reason in matcher.explain(question, Context(language)):
            sys.stderr.write(f"{reason.score:.3f}  {reason.owner}\n")
            for text, likeness in reason.texts:
                sys.stderr.write(f"         {likeness:.3f}  {text}\n")
