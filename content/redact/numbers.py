"""Phone, card, account, document and case numbers: any stretch of figures or number words too long to be an amount."""

from __future__ import annotations

from collections.abc import Iterator

from content.redact.harmless import is_ages, is_amount, is_public
from content.redact.lexicon import words
from content.redact.runs import Run, runs
from content.redact.sentence import Sentence
from content.redact.tokens import Label, Span, Token

PRIVATE_LENGTH = 7
"""As many digits as a local phone number: from here on a number goes, unless it is plainly something else."""

CUED_LENGTH = 4
"""As few as these go after a word such as "account" or "termina en"."""

SECRET_LENGTH = 3
"""As few as these go after a word such as "pin" or "clave"."""

_CUES = words("numbers.cues")
_SECRET_CUES = words("numbers.secret_cues")
_ENDING_CUES = words("numbers.ending_cues")
_POSTAL = words("numbers.postal")
_PLATE_CUES = words("numbers.plate_cues")
_CONNECTORS = words("numbers.connectors")
_CUE_REACH = 7

_PLATE_PARTS = 5
_PLATE_PART = 8


def find_numbers(sentence: Sentence) -> Iterator[Span]:
    """Numbers that may point to a person."""
    for run in runs(sentence):
        if _private(sentence, run):
            yield Span(_with_marks(sentence, run.start), run.end, Label.NUMBER)
    for at, token in enumerate(sentence.tokens):
        if token.word in _PLATE_CUES:
            yield from _plate(sentence, at + 1)


def _private(sentence: Sentence, run: Run) -> bool:
    if run.digits >= PRIVATE_LENGTH or (run.spoken and len(run.items) > 1 and run.most_digits >= PRIVATE_LENGTH):
        return not (is_amount(sentence, run) or is_public(sentence, run) or is_ages(sentence, run))
    if run.digits >= CUED_LENGTH and (_is_code(sentence, run) or _uncountable(sentence, run)):
        return True
    cues = _cues_before(sentence, _with_marks(sentence, run.start))
    if cues & _SECRET_CUES and not sentence.tokens[run.start].digits and not run.items[0].spoken:
        return True
    if run.digits >= SECRET_LENGTH and cues & _SECRET_CUES:
        return True
    if run.digits < CUED_LENGTH or not cues & _CUES or is_amount(sentence, run):
        return False
    return bool(cues & _ENDING_CUES) or not is_public(sentence, run)


def _is_code(sentence: Sentence, run: Run) -> bool:
    """Whether letters stand before figures in one word: no count, sum or year looks like that."""
    tokens = [sentence.tokens[item.start] for item in run.items]
    return any(t.word[:1].isalpha() and not t.digits and sum(map(str.isdigit, t.word)) >= CUED_LENGTH for t in tokens)


def _uncountable(sentence: Sentence, run: Run) -> bool:
    """Whether it is no count because of a leading zero, or because it is told figure by figure."""
    first, longest = run.items[0], max(item.digits for item in run.items)
    zero = sentence.tokens[first.start].digits[:1] == "0" or (first.spoken and first.value == 0)
    date = len(run.items) == 2 and longest == 2  # "05/10"
    return (zero and not date) or (run.spoken and longest == 1 and len(run.items) > CUED_LENGTH)


def _cues_before(sentence: Sentence, at: int) -> frozenset[str]:
    """The words that say what a number is, looking back over those that only connect; none for a postal code."""
    said = []
    for back in range(at - 1, max(at - 1 - _CUE_REACH, -1), -1):
        said.append(sentence.word(back))
        if said[-1] not in _CUES and said[-1] not in _CONNECTORS:
            break
    return frozenset() if _POSTAL.intersection(said) else frozenset(said)


def _with_marks(sentence: Sentence, start: int) -> int:
    """Back over what belongs to the number: a country's +, a bracket, the letters of a case number."""
    word, before = sentence.word(start - 1), sentence.word(start - 2)
    if word in ("-", "*") and sentence.touches(start) and before.isalpha() and len(before) <= 3:
        start -= 2
    while sentence.word(start - 1) in ("+", "(") and sentence.touches(start):
        start -= 1
    return start


def _plate(sentence: Sentence, at: int) -> Iterator[Span]:
    """What may be a licence plate after the word for it: short groups of letters and figures."""
    while sentence.word(at) in _CONNECTORS:
        at += 1
    end = at
    while end < min(at + _PLATE_PARTS, len(sentence)) and (
        sentence.word(end) == "-" or _plate_part(sentence.tokens[end])
    ):
        end += 1
    if any(map(str.isdigit, "".join(sentence.word(n) for n in range(at, end)))):
        yield Span(at, end, Label.NUMBER)


def _plate_part(token: Token) -> bool:
    short = token.alphanumeric and len(token.word) <= _PLATE_PART
    return short and (any(map(str.isdigit, token.word)) or (token.raw.isupper() and len(token.word) <= 4))
