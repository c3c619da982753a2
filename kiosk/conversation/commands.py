"""What each command does: the same by key, by typed word and by voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation.actions import Look, Present, Print, Recite, Silence, Step
from kiosk.conversation.events import Rated
from kiosk.conversation.moves import home, leave, moved_on, not_here, pick, printable, record, show, told, with_visit
from kiosk.conversation.states import (
    PAGE,
    SPEEDS,
    VOLUMES,
    Answering,
    Browsing,
    Choosing,
    Helping,
    InDanger,
    Notice,
    Place,
    TurningToPerson,
    Unanswered,
)
from matcher.verdict import CommandName


def command(state: Place, name: CommandName) -> Step:
    """Carry out a command where the visitor is."""
    return _COMMANDS.get(name, not_here)(state)


def _repeat(state: Place) -> Step:
    return Step(state, (Silence(), Present(state), Recite(state)))


def _stop(state: Place) -> Step:
    return show(with_visit(state, aloud=False))


def _back(state: Place) -> Step:
    match state:
        case Answering(visit, back=Choosing() as back):
            return show(replace(back, visit=visit))
        case Answering(visit, back=Browsing() as back):
            return show(replace(back, visit=moved_on(visit)), *record(visit))
        case TurningToPerson(back=InDanger()) | Helping(back=InDanger()):
            return leave(state)
        case TurningToPerson(visit, back) | Helping(visit, back):
            return show(replace(back, visit=visit))
        case Browsing(page=page) if page > 0:
            return show(replace(state, page=page - 1))
        case Browsing(topic=topic) if topic is not None:
            return Step(state, (Look(None),))
        case _:
            return home(state)


def _next(state: Place) -> Step:
    match state:
        case Answering(services=services, at=at) if at + 1 < len(services):
            return show(replace(state, at=at + 1, detail=None))
        case Browsing(items=items, page=page) if (page + 1) * PAGE < len(items):
            return show(replace(state, page=page + 1))
        case _:
            return show(with_visit(state, notice=Notice.NO_MORE))


def _previous(state: Place) -> Step:
    match state:
        case Answering(at=at) if at > 0:
            return show(replace(state, at=at - 1, detail=None))
        case Browsing(page=page) if page > 0:
            return show(replace(state, page=page - 1))
        case _:
            return show(with_visit(state, notice=Notice.NO_MORE))


def _print(state: Place) -> Step:
    wanted = printable(state)
    if not wanted:
        return not_here(state)
    shown = with_visit(state, notice=Notice.PRINTING)
    return Step(shown, (Present(shown), Print(wanted, state.visit.language)))


def _yes(state: Place) -> Step:
    return pick(state, 1) if isinstance(state, Choosing) else _rate(state, helped=True)


def _no(state: Place) -> Step:
    return show(Unanswered(state.visit)) if isinstance(state, Choosing) else _rate(state, helped=False)


def _rate(state: Place, *, helped: bool) -> Step:
    return told(state, Rated(helped)) if isinstance(state, Answering) else not_here(state)


def _thanks(state: Place) -> Step:
    return _rate(state, helped=True) if isinstance(state, Answering) else show(state)


def _voice(*, speed: int = 0, volume: int = 0, notice: Notice) -> Callable[[Place], Step]:
    def changed(state: Place) -> Step:
        visit = state.visit
        return show(
            with_visit(
                state,
                speed=_within(SPEEDS, visit.speed + speed),
                volume=_within(VOLUMES, visit.volume + volume),
                aloud=True,
                notice=notice,
            )
        )

    return changed


def _detail(name: CommandName) -> Callable[[Place], Step]:
    def told(state: Place) -> Step:
        return show(replace(state, detail=name)) if isinstance(state, Answering) else not_here(state)

    return told


def _numbered(number: int) -> Callable[[Place], Step]:
    return lambda state: pick(state, number)


_COMMANDS: dict[CommandName, Callable[[Place], Step]] = {
    CommandName.REPEAT: _repeat,
    CommandName.STOP: _stop,
    CommandName.BACK: _back,
    CommandName.MAIN_MENU: home,
    CommandName.NEXT: _next,
    CommandName.PREVIOUS: _previous,
    CommandName.PRINT: _print,
    CommandName.PERSON: lambda state: show(TurningToPerson(state.visit, _stay(state))),
    CommandName.HELP: lambda state: show(Helping(state.visit, _stay(state))),
    CommandName.SWITCH_LANGUAGE: lambda state: show(with_visit(state, language=state.visit.language.other)),
    CommandName.YES: _yes,
    CommandName.NO: _no,
    CommandName.THANKS: _thanks,
    CommandName.GOODBYE: lambda state: leave(state),
    CommandName.FASTER: _voice(speed=1, notice=Notice.FASTER),
    CommandName.SLOWER: _voice(speed=-1, notice=Notice.SLOWER),
    CommandName.LOUDER: _voice(volume=1, notice=Notice.LOUDER),
    CommandName.SOFTER: _voice(volume=-1, notice=Notice.SOFTER),
    CommandName.PICK_1: _numbered(1),
    CommandName.PICK_2: _numbered(2),
    CommandName.PICK_3: _numbered(3),
    CommandName.DETAIL_WHERE: _detail(CommandName.DETAIL_WHERE),
    CommandName.DETAIL_WHEN: _detail(CommandName.DETAIL_WHEN),
    CommandName.DETAIL_COST: _detail(CommandName.DETAIL_COST),
    CommandName.DETAIL_BRING: _detail(CommandName.DETAIL_BRING),
    CommandName.DETAIL_PHONE: _detail(CommandName.DETAIL_PHONE),
    CommandName.NUMBER_SLOWLY: _detail(CommandName.NUMBER_SLOWLY),
}
"""What each command does where it means anything; `spell`, `connect` and `message` belong to the phone."""


def _stay(state: Place) -> Place:
    return state.back if isinstance(state, TurningToPerson | Helping) else state


def _within(steps: range, value: int) -> int:
    return max(steps.start, min(value, steps.stop - 1))
