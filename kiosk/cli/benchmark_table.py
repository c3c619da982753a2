"""The tables of `kiosk benchmark`: none is wider than 110 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from matcher.benchmark import ALL, MatcherFigures, Recall, Share
from matcher.newcomers import Newcomers

MATCHERS_A_TABLE = 8
"""Columns of recall by group that stand beside each other."""


def tables(matchers: Sequence[MatcherFigures], before: Sequence[MatcherFigures] = ()) -> str:
    """One line for each matcher, then recall by language and style.

    Args:
        matchers: measured on one directory.
        before: measured on the directory that this one was padded from; what was lost since is told.
    """
    parts = [_overall(matchers, before)]
    for first in range(0, len(matchers), MATCHERS_A_TABLE):
        some = matchers[first : first + MATCHERS_A_TABLE]
        parts += [_by_group("recall@1", some, lambda recall: recall.at_1)]
        parts += [_by_group("recall@3", some, lambda recall: recall.at_3)]
    return "\n".join(parts)


def _overall(matchers: Sequence[MatcherFigures], before: Sequence[MatcherFigures]) -> str:
    lost = {figures.name: figures for figures in before}
    head = (
        f"{'%':11}{'recall@1':>16}{'recall@3':>16}{'false answers':>16}{'median':>8}{'p99':>8}{'build':>8}{'size':>8}"
    )
    units = f"{'':11}{'':>48}{'CPU ms':>8}{'CPU ms':>8}{'s':>8}{'MB':>8}"
    if lost:
        head, units = f"{head}{'lost@1':>7}{'@3':>6}", f"{units}{'points':>7}{'':>6}"
    lines = (_line(figures) + _lost(figures, lost.get(figures.name)) for figures in matchers)
    return "\n".join(line.rstrip() for line in (head, units, *lines)) + "\n"


def _line(figures: MatcherFigures) -> str:
    recall, cost = figures.recall[ALL], figures.cost
    shares = "".join(f"{_precise(share):>16}" for share in (recall.at_1, recall.at_3, figures.false_answers))
    times = f"{cost.median_ms:>8.2f}{cost.p99_ms:>8.2f}{cost.build_seconds:>8.2f}"
    return f"{figures.name:11}{shares}{times}{cost.size_bytes / 1e6:>8.1f}"


def _lost(figures: MatcherFigures, before: MatcherFigures | None) -> str:
    if before is None:
        return ""
    now, then = figures.recall[ALL], before.recall[ALL]
    points = [100 * ((a.value or 0) - (b.value or 0)) for a, b in ((then.at_1, now.at_1), (then.at_3, now.at_3))]
    return f"{points[0]:>7.1f}{points[1]:>6.1f}"


def _by_group(title: str, matchers: Sequence[MatcherFigures], share: Callable[[Recall], Share]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in _group_lines(title, matchers, share))


def _group_lines(title: str, matchers: Sequence[MatcherFigures], share: Callable[[Recall], Share]) -> Iterator[str]:
    yield f"{title + ' %':14}" + "".join(f"{figures.name:>12}" for figures in matchers)
    for group, recall in matchers[0].recall.items():
        name = f"{group[:9]} {share(recall).of}"
        yield f"{name:14}" + "".join(f"{_short(share(figures.recall[group])):>12}" for figures in matchers)


def _precise(share: Share) -> str:
    if share.value is None:
        return "-"
    low, high = share.interval
    return f"{100 * share.value:.1f} ({100 * low:.0f}-{100 * high:.0f})"


def _short(share: Share) -> str:
    if share.value is None:
        return "-"
    low, high = share.interval
    return f"{100 * share.value:.0f} {100 * low:.0f}-{100 * high:.0f}"


def newcomers_table(found: Newcomers) -> str:
    """How often one of its services is among the first three, with wordings and without."""
    lines = [f"{'found in the first three, %':28}{'n':>6}{'with wordings':>18}{'without':>18}"]
    for group, before in found.before.items():
        lines.append(f"{group:28}{before.of:>6}{_precise(before):>18}{_precise(found.after[group]):>18}")
    return "".join(f"{line}\n" for line in lines)
