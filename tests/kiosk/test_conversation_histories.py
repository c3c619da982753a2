"""What holds for every history of events, however wild."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from kiosk.conversation import (
    Commanded,
    Event,
    Found,
    Left,
    Listening,
    Picked,
    Present,
    Quiet,
    Record,
    Resting,
    Searching,
    State,
    step,
)
from tests.kiosk.conversations import after, events

RESTING: State = Resting(Language.ES)


@given(st.lists(events, max_size=25))
def test_any_history_leaves_a_way_home(history: list[Event]) -> None:
    assert step(after(*history, state=RESTING), Left()).state == RESTING


@given(st.lists(events, max_size=25))
def test_two_silences_in_a_row_always_end_a_visit_that_is_not_listening_or_searching(history: list[Event]) -> None:
    state = after(*history, state=RESTING)
    if not isinstance(state, Listening | Searching):
        assert after(Quiet(), Quiet(), state=state) == RESTING


@given(st.lists(events, max_size=25))
def test_every_question_is_recorded_at_most_once(history: list[Event]) -> None:
    state, recorded = RESTING, []
    answers = sum(isinstance(event, Found | Picked | Commanded) for event in history)
    for event in [*history, Left()]:
        moved = step(state, event)
        state = moved.state
        recorded += [action for action in moved.actions if isinstance(action, Record)]
    assert len(recorded) <= answers


@given(st.lists(events, max_size=25))
def test_what_is_shown_is_where_the_conversation_is(history: list[Event]) -> None:
    state = RESTING
    for event in history:
        moved = step(state, event)
        shown = [action.state for action in moved.actions if isinstance(action, Present)]
        assert not shown or shown[-1] == moved.state
        state = moved.state


@given(st.lists(events, max_size=25))
def test_an_event_of_no_use_changes_nothing(history: list[Event]) -> None:
    state = RESTING
    for event in history:
        moved = step(state, event)
        if not moved.actions:
            assert moved.state == state
        state = moved.state
