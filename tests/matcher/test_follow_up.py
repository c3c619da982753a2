"""Follow-ups: what narrows the last answer down, and what is a question of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.directory import Directory, Known, Location, Weekday
from content.language import Language, Text
from matcher.follow_up import FollowUps, Wish, WishKind, shipped_follow_ups
from matcher.hybrid import HybridMatcher
from matcher.verdict import Certain, Command, CommandName, Context, NoMatch, Reading, Unsure, Verdict
from tests.small_directory import KITCHEN, LOANS, small_directory


@pytest.fixture(scope="module")
def follow_ups(albuquerque: Directory) -> FollowUps:
    return shipped_follow_ups(albuquerque)


def after(matcher: HybridMatcher, asked: str, *wishes: str) -> Verdict:
    """The verdict on the last of the wishes, each after the answer to what came before."""
    verdict: Verdict = matcher.match((Reading(asked),), Context())
    trail = [asked]
    for wish in wishes:
        assert isinstance(verdict, Certain | Unsure)
        shown = verdict.services if isinstance(verdict, Certain) else verdict.options
        verdict = matcher.match((Reading(wish),), Context(verdict.language, shown, tuple(trail)))
        trail.append(wish)
    return verdict


def offered(verdict: Verdict) -> tuple[str, ...]:
    assert isinstance(verdict, Certain | Unsure)
    return verdict.services if isinstance(verdict, Certain) else verdict.options


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("something cheaper", WishKind.FREE),
        ("¿Hay algo más barato?", WishKind.FREE),
        ("is there one that is free?", WishKind.FREE),
        ("que sea gratis por favor", WishKind.FREE),
        ("and where they speak Spanish", WishKind.SPANISH),
        ("uno donde hablen español", WishKind.SPANISH),
        ("que no pidan papeles", WishKind.NO_PAPERS),
        ("but I have no papers", WishKind.NO_PAPERS),
        ("¿y en el South Valley?", WishKind.PLACE),
        ("and in the south vally", WishKind.PLACE),
        ("algo en el centro", WishKind.PLACE),
        ("and on Saturdays?", WishKind.DAYS),
        ("¿y los sábados?", WishKind.DAYS),
    ],
)
def test_a_wish_is_understood_whatever_stands_around_it(follow_ups: FollowUps, text: str, kind: WishKind) -> None:
    wish = follow_ups.recognise(text)
    assert wish
    assert wish.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "and",
        "y en",
        "I need free food",
        "comida gratis",
        "where can I learn English",
        "¿y la clínica?",
        "español",
        "?",
    ],
)
def test_a_question_of_its_own_is_no_follow_up(follow_ups: FollowUps, text: str) -> None:
    assert follow_ups.recognise(text) is None


def test_the_day_is_known(follow_ups: FollowUps) -> None:
    assert follow_ups.recognise("and on Sundays") == Wish(WishKind.DAYS, day=Weekday.SUNDAY)
    assert follow_ups.recognise("y los miércoles") == Wish(WishKind.DAYS, day=Weekday.WEDNESDAY)


def test_only_what_is_known_is_promised() -> None:
    directory = small_directory()
    loans, kitchen = directory.services[LOANS], directory.services[KITCHEN]
    assert Wish(WishKind.SPANISH).granted_by(loans)
    assert Wish(WishKind.NO_PAPERS).granted_by(loans)
    assert Wish(WishKind.DAYS, day=Weekday.MONDAY).granted_by(loans)
    assert not Wish(WishKind.DAYS, day=Weekday.SATURDAY).granted_by(loans)
    assert not Wish(WishKind.DAYS, day=Weekday.MONDAY).granted_by(replace(kitchen, schedules=None))
    assert not Wish(WishKind.FREE).granted_by(replace(kitchen, free=Known.NOT_KNOWN))


def test_a_place_named_with_another_is_both() -> None:
    service = replace(small_directory().services[LOANS], locations=(Location(neighborhood="Downtown / Barelas"),))
    assert all(Wish(WishKind.PLACE, place=place).granted_by(service) for place in ("downtown", "barelas"))


def test_a_place_that_is_told_of_a_service_counts() -> None:
    told = Text("Classes at the South Valley campus.", "Clases en el campus South Valley.")
    service = replace(small_directory().services[LOANS], how_to_access=told)
    assert Wish(WishKind.PLACE, place="south valley").granted_by(service)
    assert not Wish(WishKind.PLACE, place="valley campus south").granted_by(service)


def test_an_answer_is_narrowed_down_to_a_place(matcher: HybridMatcher, albuquerque: Directory) -> None:
    verdict = after(matcher, "necesito un doctor barato", "¿y en el South Valley?")
    assert verdict.follow_up
    assert verdict.language is Language.ES
    for service in offered(verdict):
        assert Wish(WishKind.PLACE, place="south valley").granted_by(albuquerque.services[service])  # type: ignore[index]


def test_wishes_add_up(matcher: HybridMatcher) -> None:
    food = "where can I get free food"
    downtown, free = offered(after(matcher, food, "in downtown")), offered(after(matcher, food, "free"))
    assert downtown
    assert free
    assert not set(downtown) & set(free)
    assert isinstance(after(matcher, food, "in downtown", "free"), NoMatch)


def test_a_wish_nobody_grants_is_told(matcher: HybridMatcher) -> None:
    verdict = after(matcher, "my boss did not pay me", "and in Rio Rancho")
    assert isinstance(verdict, NoMatch)
    assert verdict.follow_up


def test_a_day_asks_for_the_hours_of_the_one_service_shown(matcher: HybridMatcher) -> None:
    context = Context(Language.EN, (LOANS,), ("a loan",))
    verdict = matcher.match((Reading("and on Saturdays?"),), context)
    assert isinstance(verdict, Command)
    assert verdict.name is CommandName.DETAIL_WHEN


def test_without_a_question_before_nothing_is_narrowed_down(matcher: HybridMatcher) -> None:
    for wish in ("something cheaper", "something free", "que hablen español"):
        verdict = matcher.match((Reading(wish),), Context())
        assert not verdict.follow_up
        assert not isinstance(verdict, Command)


def test_two_words_hint_at_no_danger(matcher: HybridMatcher) -> None:
    assert not matcher.match((Reading("at night"),), Context()).danger
