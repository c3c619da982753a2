"""Names of persons: after the phrases that introduce them, and where a given name can be nothing else.

Recognised speech has no large letters, so a phrase such as "me llamo" is believed alone; after a weaker one, such
as "mi hijo", a word must be a known name or be written like one.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from content.redact.introductions import Belief, Introduction, introductions
from content.redact.lexicon import phrases, words
from content.redact.sentence import Sentence
from content.redact.tokens import Label, Span, Token

_BEFORE_NAME = words("names.before_name")
_TITLES = words("names.titles")
_ARTICLES = words("names.articles")
_PARTICLES = words("names.particles")
_DEVOUT = words("names.devout")
"""The second half of names such as "Maria de la Luz"."""
_PUBLIC = frozenset(phrases("names.public"))
"""Streets, schools and centers that bear a person's name."""
_PLACES = words("names.places")
_LETTER_NAMES = words("names.letter_names")
_MOST_WORDS = 5
_MOST_GUESSED = 3
_MOST_BEFORE = 4
_LEAST_LETTERS = 3
_CONTRACTIONS = ("n't", "'re", "'ve", "'ll", "'d", "'m")
_LEAST_TELLING = 4
_SAINTS = words("names.saints")
_INITIALS = frozenset(ascii_uppercase)


def find_names(sentence: Sentence) -> Iterator[Span]:
    """Names of persons."""
    for at in range(len(sentence)):
        for introduction in introductions(sentence, at):
            if (start := _name_start(sentence, introduction)) is not None:
                yield Span(start, _name_end(sentence, start, introduction.belief), Label.NAME)
        if end := _full_name(sentence, at) or _given_name(sentence, at):
            yield Span(at, end, Label.NAME)


def _name_start(sentence: Sentence, introduction: Introduction) -> int | None:
    """Where the name begins, past titles and marks; None if what is there is no name."""
    at = introduction.at
    while at < introduction.at + _MOST_BEFORE and (
        sentence.word(at) in _BEFORE_NAME | _TITLES
        or (sentence.word(at) in _ARTICLES and sentence.word(at + 1) in _TITLES)
    ):
        at += 1
    token = sentence.token(at)
    if token is None or at in sentence.numeric:
        return None
    sure = introduction.belief is Belief.SURE
    if sure and (_spelled(sentence, at) or _written_like_name(sentence, token)):
        return at
    if not token.letters or _plain(token) or (_bears_name(sentence, at) and not sure):
        return None
    return at if _begins_name(sentence, token, introduction.belief) else None


def _begins_name(sentence: Sentence, token: Token, belief: Belief) -> bool:
    if belief is Belief.SURE:
        return token.stem not in words("known.everyday")
    if _written_like_name(sentence, token) and belief is not Belief.KNOWN and not _no_person(token.stem):
        return True
    if belief is Belief.PERSON and token.stem in words("known.family"):
        return True
    if belief is Belief.KNOWN and token.stem in words("known.two_edged"):
        return _written_like_name(sentence, token)
    return token.stem in words("known.given") and not (belief is Belief.SELF and token.stem in words("known.peoples"))


def _written_like_name(sentence: Sentence, token: Token) -> bool:
    return sentence.cased and token.letters and token.capital and len(token.raw) > 1


def _plain(token: Token) -> bool:
    return token.stem in words("known.plain") or token.word.endswith(_CONTRACTIONS)


def _no_person(word: str) -> bool:
    return any(word in words(f"known.{kind}") for kind in ("everyday", "places", "peoples"))


def _known(word: str) -> bool:
    return word in words("known.given") or word in words("known.family")


def _name_end(sentence: Sentence, start: int, belief: Belief) -> int:
    """Past all the words of the name, and past its letters if it is then spelled."""
    end, count = _spelled(sentence, start) or start + 1, 1
    while count < _MOST_WORDS:
        after = end + 1 if sentence.word(end) == "-" and sentence.touches(end + 1) else end
        guess = belief is Belief.SURE and count < _MOST_GUESSED
        if not _goes_on(sentence, after, guess=guess):
            after = _past_particles(sentence, end)
            if after == end:
                break
        end, count = after + 1, count + 1
    spelled = end + 1 if sentence.word(end) in (",", ":") else end
    return _spelled(sentence, spelled) or end


def _goes_on(sentence: Sentence, at: int, *, guess: bool) -> bool:
    """Whether the next word still belongs to the name; if `guess`, also one that nobody knows."""
    token = sentence.token(at)
    if token is None or not token.letters or _plain(token) or at in sentence.numeric:
        return False
    if _known(token.stem):
        return True
    return (guess or _written_like_name(sentence, token)) and not _no_person(token.stem)


def _past_particles(sentence: Sentence, at: int) -> int:
    """Where the name goes on after "de la", a comma or an initial; `at` if it does not."""
    here = at
    while here < at + 2 and sentence.word(here) in _PARTICLES:
        here += 1
    if here > at:
        goes_on = sentence.word(here) in _DEVOUT or _goes_on(sentence, here, guess=False)
        return here if goes_on and sentence.word(here) not in words("known.places") else at
    if sentence.cased and sentence.word(at + 1) == "." and sentence.tokens[at].raw in _INITIALS:
        return at + 1
    repeated = sentence.word(at) == "," and sentence.word(at + 1) in words("known.given")
    return at + 1 if repeated and _goes_on(sentence, at + 1, guess=False) else at


def _spelled(sentence: Sentence, at: int) -> int:
    """Where a name said letter by letter ends, as in `N-A-D-I-A` or `equis o ce hache`; 0 if none is."""
    letters, end = 0, at
    while (word := sentence.word(end)) and (word in _LETTER_NAMES or (len(word) == 1 and word.isalpha())):
        letters += 1
        end += 1
        if sentence.word(end) == "-":
            end += 1
    return end if letters >= _LEAST_LETTERS else 0


def _full_name(sentence: Sentence, at: int) -> int:
    """Where a given name with a family name ends, introduced or not; 0 if there is none."""
    end = at
    while end < at + _MOST_WORDS and _known(sentence.word(end)):
        end += 1
    named = [sentence.word(n) for n in range(at, end)]
    given, family = (words("known.given").intersection(named), words("known.family").intersection(named))
    alone = end - at == len(sentence)
    full = given and (len(family.union(given)) > 1 or alone)
    return end if full and not _bears_name(sentence, at, end) else 0


def _given_name(sentence: Sentence, at: int) -> int:
    """Where a given name that is no other word ends, introduced or not; 0 if there is none."""
    token = sentence.tokens[at]
    told = token.stem in words("known.given") and token.stem not in words("known.two_edged")
    if not told or len(token.stem) < _LEAST_TELLING or sentence.word(at - 1) in _SAINTS:
        return 0
    end = _name_end(sentence, at, Belief.KNOWN)
    return 0 if _bears_name(sentence, at, end) else end


def _bears_name(sentence: Sentence, at: int, end: int = -1) -> bool:
    """Whether a street, a school or a center is called so."""
    beside = {sentence.word(at - 1), sentence.word(end)}
    return (sentence.word(at), sentence.word(at + 1)) in _PUBLIC or bool(beside & _PLACES)
