"""`kiosk ask`: answer one question."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any

from kiosk.cli.parser import OneLineParser, language_or_auto, number

if TYPE_CHECKING:
    from content.language import Language
    from kiosk.cli.parts import Parts
    from matcher.hybrid import Explanation

_MOST = 100
"""More than any answer has."""


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare the arguments."""
    parser.add_argument("question", help="in English, Spanish or both")
    parser.add_argument(
        "--language", type=language_or_auto, metavar="auto|en|es", help="what the visitor speaks (auto)"
    )
    parser.add_argument("--top", type=number(1, _MOST), default=3, metavar="N", help="how many services to list (3)")
    parser.add_argument("--explain", action="store_true", help="why these: the texts that were compared")
    parser.add_argument("--json", action="store_true", help="the answer as JSON and nothing else")
    parser.add_argument("--aloud", action="store_true", help="read the answer out")
    parser.add_argument("--print", action="store_true", dest="on_paper", help="print the answer")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Match, and say what a visitor would be told."""
    from content.sanitise import clean_line
    from kiosk.cli.answer import answered
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import write_json
    from kiosk.conversation import Source, Utterance
    from matcher.verdict import Context, Reading

    question = clean_line(arguments.question)
    utterance = Utterance((Reading(question),) if question else (), Source.TYPED)
    with Parts(arguments) as parts:
        matcher = parts.knowledge.matcher
        began = time.perf_counter()
        verdict = matcher.match(utterance.readings, Context(arguments.language))
        elapsed = (time.perf_counter() - began) * 1000
        answer = answered(parts, utterance, verdict, arguments.language)
        reasons = _reasons(parts, question, arguments.language) if arguments.explain else ()
        if arguments.json:
            table = {"question": arguments.question, **answer.as_json(arguments.top), "elapsed_ms": round(elapsed, 3)}
            write_json({**table, "explanation": [_as_json(reason) for reason in reasons]} if reasons else table)
        else:
            sys.stdout.write(answer.as_text() + "".join(map(_as_text, reasons)))
        sys.stdout.flush()
        if arguments.on_paper:
            answer.print()
        if arguments.aloud:
            answer.read_aloud()
    return 0


def _reasons(parts: Parts, question: str, language: Language | None) -> tuple[Explanation, ...]:
    from matcher.hybrid import HybridMatcher
    from matcher.verdict import Context

    matcher = parts.knowledge.matcher
    return matcher.explain(question, Context(language)) if isinstance(matcher, HybridMatcher) else ()


def _as_text(reason: Explanation) -> str:
    texts = "".join(f"         {likeness:.3f}  {text}\n" for text, likeness in reason.texts)
    return f"{reason.score:.3f}  {reason.owner}\n{texts}"


def _as_json(reason: Explanation) -> dict[str, Any]:
    texts = [{"text": text, "likeness": round(likeness, 4)} for text, likeness in reason.texts]
    return {"owner": reason.owner, "score": round(reason.score, 4), "texts": texts}
