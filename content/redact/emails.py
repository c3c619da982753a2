"""E-mail addresses and account names, typed or said: `ana@example.org`, `ana arroba gmail punto com`, `@ana`."""

from __future__ import annotations

from collections.abc import Iterator

from content.redact.lexicon import words
from content.redact.sentence import Sentence
from content.redact.tokens import Label, Span

_SPOKEN_AT = "arroba"
_DOTS = frozenset((".", "dot", "punto", "period", "point"))
_PROVIDERS = words("emails.providers")
_ENDINGS = words("emails.endings")
_LOCAL_WORDS = words("emails.local_words")
_LOCAL_MARKS = frozenset("._-+%'")
_BEFORE_LOCAL = words("emails.before_local")
_ACCOUNTS = words("emails.accounts")
_BEFORE_ACCOUNT = words("emails.before_account")
_BRACKETS = frozenset("[]()")
_LOCAL_REACH = 9
_REACH = 40
"""How many tokens of one address are looked at: enough for any real one, and no more work for one that is not."""


def find_emails(sentence: Sentence) -> Iterator[Span]:
    """Addresses for mail, and names on social networks."""
    for at, token in enumerate(sentence.tokens):
        if token.word in _PROVIDERS and sentence.word(at + 1) in _DOTS and (start := _without_at(sentence, at)) < at:
            yield Span(start, _domain(sentence, at), Label.EMAIL)
        elif token.word in _ACCOUNTS and (account := _account(sentence, at + 1)):
            yield account
        if token.word == "@" and (end := _typed_domain(sentence, at + 1)) > at + 1:
            yield Span(_typed_local(sentence, at), end, Label.EMAIL)
        elif token.word == _SPOKEN_AT or (token.word == "at" and _said_domain(sentence, at)):
            yield Span(_said_local(sentence, at), _domain(sentence, at + 1), Label.EMAIL)


def _without_at(sentence: Sentence, provider: int) -> int:
    """Where `ana.ruiz7 gmail.com` begins, its @ forgotten; `provider` if no marks or figures tell a name before it."""
    start = provider - 1
    while start > provider - _REACH and sentence.touches(start) and _local(sentence.word(start - 1)):
        start -= 1
    return start if _tells_account(sentence, start, provider) else provider


def _tells_account(sentence: Sentence, start: int, end: int) -> bool:
    """A user name is told from a common word by its marks or figures."""
    name = "".join(sentence.word(at) for at in range(start, end))
    return any(map(str.isalpha, name)) and not name.replace("-", "").replace("'", "").isalpha()


def _account(sentence: Sentence, at: int) -> Span | None:
    """A user name after the word for where it is used."""
    if sentence.says(at, ".", "com", "/"):
        at += 3
    else:
        while sentence.word(at) in _BEFORE_ACCOUNT:
            at += 1
    end = at
    if sentence.word(at) in _DOTS:
        return None
    while end < at + _REACH and _local(sentence.word(end)) and (end == at or sentence.touches(end)):
        end += 1
    while end > at and not sentence.word(end - 1)[:1].isalnum():
        end -= 1
    return Span(at, end, Label.EMAIL) if _tells_account(sentence, at, end) else None


def _typed_local(sentence: Sentence, at: int) -> int:
    """Where the part before the @ begins: all that touches it, or one word if it stands apart."""
    if not sentence.touches(at):
        before = sentence.token(at - 1)
        spaced = before and before.alphanumeric and sentence.tokens[at].gap and not sentence.touches(at + 1)
        return at - 1 if spaced else at
    start = at
    while sentence.touches(start) and sentence.word(start - 1) and _local(sentence.word(start - 1)):
        start -= 1
    return start


def _local(word: str) -> bool:
    return word[:1].isalnum() or word in _LOCAL_MARKS


def _typed_domain(sentence: Sentence, at: int) -> int:
    """Where the part behind the @ ends; `at` itself if there is none, as in "2 @ $5"."""
    token = sentence.token(at)
    if token is None or not (token.letters or (token.alphanumeric and not token.gap) or token.word == "_"):
        return at
    return _domain(sentence, at)


def _domain(sentence: Sentence, at: int) -> int:
    """Where a domain ends: words that touch, or words with a dot between them, or letters said one by one."""
    end = at + 1 if sentence.word(at) in _BRACKETS else at
    if not sentence.word(end)[:1].isalnum():
        return at
    end += 1
    while end < at + _REACH:
        if after_dot := _after_dot(sentence, end):
            end = after_dot + 1
        elif _continues(sentence, end) or _said_letter(sentence, end):
            end += 1
        else:
            break
    return end


def _after_dot(sentence: Sentence, at: int) -> int:
    """Where the word behind a dot stands, `[dot]` in brackets included; 0 if there is no dot that binds it."""
    dot = at + 1 if sentence.word(at) in _BRACKETS else at
    after = dot + 2 if dot > at and sentence.word(dot + 1) in _BRACKETS else dot + 1
    binds = sentence.word(dot) in _DOTS and _dot_binds(sentence, dot)
    return after if binds and sentence.word(after)[:1].isalnum() else 0


def _continues(sentence: Sentence, at: int) -> bool:
    if not sentence.touches(at):
        return sentence.word(at) in _ENDINGS and sentence.word(at - 1) in _PROVIDERS
    return sentence.word(at)[:1].isalnum() or (sentence.word(at) in ("-", "_") and sentence.touches(at + 1))


def _said_letter(sentence: Sentence, at: int) -> bool:
    before, letter = sentence.word(at - 1), sentence.word(at)
    return len(before) == len(letter) == 1 and (before + letter).isalpha() and letter != "y"


def _dot_binds(sentence: Sentence, dot: int) -> bool:
    """A full stop binds only what it touches, or a known ending; a dot that is said always binds."""
    if sentence.word(dot) != ".":
        return True
    return (sentence.touches(dot) and sentence.touches(dot + 1)) or sentence.word(dot + 1) in _ENDINGS


def _said_domain(sentence: Sentence, at: int) -> bool:
    """Whether an "at" means @: a mail provider comes after it, or something dot something."""
    after = at + 1
    if sentence.word(after) in (*_PROVIDERS, "]", ")"):
        return True
    for dot in range(after + 1, after + 5):
        if sentence.word(dot) in ("dot", "punto") and sentence.word(dot + 1)[:1].isalnum():
            spelled = len(sentence.word(after)) == len(sentence.word(after + 1)) == 1
            return spelled or sentence.word(after) not in words("known.plain")
        if sentence.word(dot) == "." and sentence.word(dot + 1) in _ENDINGS:
            return True
    return False


def _said_local(sentence: Sentence, at: int) -> int:
    """Where the name before a spoken @ begins: words back to the one that announces it."""
    start = at
    while start > max(0, at - _LOCAL_REACH) and _may_be_local(sentence, start - 1):
        start -= 1
    return start


def _may_be_local(sentence: Sentence, at: int) -> bool:
    word = sentence.word(at)
    if not word or word in _BEFORE_LOCAL:
        return False
    if word in _LOCAL_WORDS or at in sentence.numeric or word in ("[", "("):
        return True
    if len(word) == 1 and word.isalpha():
        return any(len(sentence.word(beside)) == 1 for beside in (at - 1, at + 1)) or word not in words("known.plain")
    return _local(word) and word not in words("known.plain")
