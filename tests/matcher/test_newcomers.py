"""Services without wordings: which are taken, and how finding them is counted."""

from __future__ import annotations

from collections.abc import Sequence

from content.directory import Directory, ServiceId
from content.language import Language
from matcher.benchmark import ALL, Share
from matcher.evaluate import TestQuestion
from matcher.newcomers import newcomers, parts, without_wordings
from matcher.verdict import Candidate, Context, NoMatch, Reading, Verdict
from tests.small_directory import ENGLISH, KITCHEN, LOANS, small_directory


class ByWordings:
    """Finds a service only by a wording it has."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def match(self, readings: Sequence[Reading], context: Context) -> Verdict:
        text = readings[0].text
        found = [id for id, one in self._directory.services.items() if text in (*one.wordings_en, *one.wordings_es)]
        ranked = tuple(Candidate(id, 1.0) for id in found)
        return NoMatch(language=Language.EN, text=text, ranked=ranked)


def asking(service: ServiceId, text: str, language: Language) -> TestQuestion:
    return TestQuestion(text, language, (service,), "plain")


def test_every_service_is_in_one_part(albuquerque: Directory) -> None:
    divided = list(parts(albuquerque))
    assert sorted(id for part in divided for id in part) == sorted(one.id for one in albuquerque.shown)
    assert max(map(len, divided)) - min(map(len, divided)) <= 1


def test_names_and_search_words_stay() -> None:
    before = small_directory()
    after = without_wordings(before, frozenset({LOANS}))
    assert after.services[LOANS].wordings_en == after.services[LOANS].wordings_es == ()
    assert after.services[LOANS].keywords_en == before.services[LOANS].keywords_en
    assert after.services[KITCHEN] == before.services[KITCHEN]


def test_what_was_found_by_wordings_alone_is_lost_without_them() -> None:
    directory = small_directory()
    known = directory.services[ENGLISH].wordings_es[0]
    questions = [asking(ENGLISH, known, Language.ES), asking(LOANS, "nobody says this", Language.EN)]
    found = newcomers(directory, questions, ByWordings)
    assert found.before[ALL] == Share(1, 2)
    assert found.before["es"] == Share(1, 1)
    assert found.after[ALL] == Share(0, 2)


def test_questions_for_other_services_count_for_nothing() -> None:
    found = newcomers(small_directory(), [asking(ServiceId("elsewhere"), "x", Language.EN)], ByWordings)
    assert found.after[ALL] == Share(0, 0)
