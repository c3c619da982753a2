"""The words the finders lean on, kept as data in `words/*.toml`: a list, a table or a set of phrases by `file.key`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from content.redact.tokens import fold


@cache
def words(key: str) -> frozenset[str]:
    """A list of single words and marks, folded."""
    return frozenset(fold(_entry(key)).split())


@cache
def values(key: str) -> Mapping[str, int]:
    """A table from words to what they are worth."""
    return {word: int(value) for value, said in _entry(key).items() for word in fold(said).split()}


@cache
def phrases(key: str) -> tuple[tuple[str, ...], ...]:
    """A list of phrases, each as its words; a slash or a new line parts them."""
    return tuple(tuple(fold(said).split()) for said in _entry(key).replace("\n", "/").split("/") if said.strip())


def _entry(key: str) -> Any:
    name, _, entry = key.partition(".")
    return _file(name)[entry]


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words", f"{name}.toml").read_text(encoding="utf-8"))
