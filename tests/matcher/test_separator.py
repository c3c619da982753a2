"""Lines between kinds of text."""

from __future__ import annotations

import numpy as np

from matcher.features import BUCKETS, features
from matcher.index import TextIndex
from matcher.separator import Examples, margins, separate, separate_each

DANGER = ["he hits me", "she was stabbed", "my house burns", "he has a gun"]
CALM = ["where is the library", "i need a license", "free english class", "help with rent", ""]
INDEX = TextIndex.build([text.split() for text in [*DANGER, *CALM]])
EXAMPLES = Examples.of(INDEX)
WANTED = np.array([True] * len(DANGER) + [False] * len(CALM))
ALL = np.ones(len(WANTED), np.bool_)


def test_each_text_lies_on_its_own_side() -> None:
    line = separate(EXAMPLES, WANTED, ALL)
    sides = [margins(line[None], INDEX.unit(features(text.split())))[0] > 0 for text in [*DANGER, *CALM[:-1]]]
    assert sides == WANTED[:-1].tolist()


def test_a_line_is_the_same_each_time() -> None:
    assert np.array_equal(separate(EXAMPLES, WANTED, ALL), separate(EXAMPLES, WANTED, ALL))


def test_texts_left_out_do_not_move_the_line() -> None:
    taken = ALL.copy()
    taken[0] = False
    other_side = WANTED.copy()
    other_side[0] = False
    assert np.array_equal(separate(EXAMPLES, WANTED, taken), separate(EXAMPLES, other_side, taken))


def test_where_one_side_is_empty_there_is_no_line() -> None:
    assert not separate(EXAMPLES, ~ALL, ALL).any()
    assert separate(EXAMPLES, ~ALL, ALL).shape == (BUCKETS + 1,)


OWNERS = np.array([0, 0, 1, 1, 2, 2, 2, 3, 3], np.int32)


def test_each_owner_is_parted_from_all_others() -> None:
    lines = separate_each(EXAMPLES, OWNERS, [0, 1, 2], ALL, 4)
    sides = [lines.sides(INDEX.unit(features(text.split()))) for text in [*DANGER, *CALM[:3]]]
    assert [int(side.argmax()) for side in sides] == OWNERS[:7].tolist()


def test_owners_without_a_line_stay_on_the_far_side() -> None:
    lines = separate_each(EXAMPLES, OWNERS, [0, 1, 2], ALL, 4)
    assert lines.sides(INDEX.unit(features(["rent", "help"])))[3] == -1


def test_two_owners_need_no_lines() -> None:
    lines = separate_each(EXAMPLES, OWNERS, [0, 1], ALL, 4)
    assert not len(lines.weights)
    assert lines.sides(INDEX.unit(features(["rent"]))).tolist() == [-1, -1, -1, -1]
