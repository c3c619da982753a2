"""The matcher: commands by their phrases, services and crises by likeness to what people say, doubt by evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from content.directory import Directory, Service, ServiceId, TopicId
from content.language import Language
from matcher.bank import Kind, QuestionBank
from matcher.commands import CommandHeard, CommandList
from matcher.evidence import Evidence, Groups
from matcher.follow_up import WishKind, shipped_follow_ups
from matcher.judgement import Judgement
from matcher.normalise import fold, words
from matcher.ranking import Ranker, asked
from matcher.verdict import Candidate, Certain, Command, CommandName, Context, Crisis, NoMatch, Reading, Unsure, Verdict

RANKED = 10
MOST_OPTIONS = 3
MOST_TOPICS = 4

LEAST_WORDS = 4
"""Of a text that hints at a danger: "at night" could be anything."""

ALSO = 0.6
"""Share of the best score from which a service counts as an answer that a follow-up may choose."""

SISTER = 0.35
"""The same for services of the main subject of those shown."""

SESSION_ODDS = 1.5
"""Log odds that the next words are in the language of the visit."""

RECOGNISER_ODDS = 3.0
"""Log odds that words are in the language of the recogniser that heard them, times its confidence."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One reading against the bank."""

    reading: Reading
    language: Language
    evidence: Evidence
    probability: float
    """That the best service is right."""
    crisis: float
    """That somebody is in danger."""
    command: float
    """That the kiosk itself is meant."""

    @property
    def worth(self) -> float:
        """How much this reading of an utterance makes sense of it, and how near it is to what people say."""
        sense = max(self.probability, self.crisis, self.command)
        likeness = float(self.evidence.nearest.max(initial=0))
        return sense * (0.5 + 0.5 * likeness) * (0.5 + 0.5 * self.reading.confidence)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a service was found: the likest texts of the best owners."""

    owner: str
    score: float
    texts: tuple[tuple[str, float], ...]


class HybridMatcher:
    """Matches against one published revision. Safe to use from several threads: it never changes."""

    def __init__(
        self, directory: Directory, bank: QuestionBank, ranker: Ranker, commands: CommandList, judgement: Judgement
    ) -> None:
        self._directory = directory
        self._bank = bank
        self._ranker = ranker
        self._commands = commands
        self._judgement = judgement
        self._groups = Groups.of(bank)
        self._follow_ups = shipped_follow_ups(directory)
        self._crisis_phrases = {
            fold(phrase): crisis.id
            for crisis in directory.crises
            for language in Language
            for phrase in crisis.phrases(language)
        }

    def match(self, readings: Sequence[Reading], context: Context) -> Verdict:
        """Decide; readings are alternatives for one utterance."""
        spoken = [reading for reading in readings if fold(reading.text)]
        refined = self._refined(spoken, context)
        if refined and len(context.shown) != 1:  # about the one that is shown, a command says more
            return refined
        if command := self._command(spoken, context):
            reading, heard = command
            return Command(
                language=heard.language, text=reading.text, name=heard.name, probability=heard.likeness / 100
            )
        if refined:
            return refined
        if not spoken:
            return NoMatch(language=context.language or Language.EN, text="")
        return self._decide(max((self._weigh(reading, context) for reading in spoken), key=lambda one: one.worth))

    def explain(self, text: str, context: Context) -> tuple[Explanation, ...]:
        """The five owners likest to a text, whatever they are, each with its likest texts."""
        evidence = self._weigh(Reading(text), context).evidence
        best = np.argsort(-evidence.scores, kind="stable")[:5]
        texts = [said.text for said in self._bank.all_texts]
        return tuple(
            Explanation(
                f"{self._bank.owners[owner].kind}:{self._bank.owners[owner].id}",
                float(evidence.scores[owner]),
                tuple((texts[n], like) for n, like in self._ranker.nearest_texts(evidence.similarities, int(owner))),
            )
            for owner in best
        )

    def _command(self, readings: Sequence[Reading], context: Context) -> tuple[Reading, CommandHeard] | None:
        heard = [
            (reading, command)
            for reading in readings
            if (command := self._commands.recognise(reading.text, reading.language or context.language))
        ]
        return max(heard, key=lambda one: (one[1].likeness, one[0].confidence), default=None)

    def _refined(self, readings: Sequence[Reading], context: Context) -> Verdict | None:
        """The last answer narrowed down, if one of the readings is a follow-up to it."""
        if not context.asked:
            return None
        found = ((reading, wish) for reading in readings if (wish := self._follow_ups.recognise(reading.text)))
        reading, wish = next(found, (None, None))
        if reading is None or wish is None:
            return None
        language = self._weigh(reading, context).language
        if wish.kind is WishKind.DAYS and len(context.shown) == 1:
            return Command(language=language, text=reading.text, name=CommandName.DETAIL_WHEN, follow_up=True)
        before, *since = context.asked
        wishes = [wish, *filter(None, map(self._follow_ups.recognise, since))]
        weighed = self._weigh(Reading(before), context)
        kept = tuple(
            candidate
            for candidate in self._answers(weighed, context.shown)
            if all(wish.granted_by(self._service(candidate)) for wish in wishes)
        )
        services = tuple(candidate.service for candidate in kept)[:MOST_OPTIONS]
        known: dict[str, Any] = {
            "language": language,
            "text": reading.text,
            "ranked": kept[:RANKED],
            "probability": weighed.probability,
            "follow_up": True,
        }
        match services:
            case ():
                return NoMatch(**known)
            case (only,):
                return Certain(**known, services=(only,))
            case _:
                return Unsure(**known, options=services)

    def _answers(self, weighed: _Weighed, shown: Sequence[ServiceId]) -> list[Candidate]:
        """The services that answer a question, the likest first: those shown, those nearly as likely, and those less
        likely of the same main subject.
        """
        listed = self._ranked(weighed.evidence)
        if not listed:
            return []
        subjects = {topic for service in shown for topic in self._directory.services[service].topics[:1]}
        best = listed[0].score
        return [
            candidate
            for candidate in listed
            if candidate.service in shown
            or candidate.score >= ALSO * best
            or (candidate.score >= SISTER * best and subjects & set(self._service(candidate).topics[:1]))
        ]

    def _weigh(self, reading: Reading, context: Context) -> _Weighed:
        question = asked(reading.text)
        evidence = Evidence.weigh(self._ranker, self._groups, question)
        judgement = self._judgement
        odds = self._ranker.spanish_odds(question)
        odds += _leaning(context.language) * SESSION_ODDS
        odds += _leaning(reading.language) * RECOGNISER_ODDS * reading.confidence
        return _Weighed(
            reading,
            Language.ES if odds > 0 else Language.EN,
            evidence,
            judgement.answer.probability(evidence.numbers),
            judgement.crisis.probability(evidence.numbers),
            judgement.command.probability(evidence.numbers),
        )

    def _decide(self, weighed: _Weighed) -> Verdict:
        ranked = self._ranked(weighed.evidence, RANKED)
        known: dict[str, Any] = {
            "language": weighed.language,
            "text": weighed.reading.text,
            "ranked": ranked,
            "probability": weighed.probability,
        }
        limits = self._judgement.limits
        if listed := self._crisis_phrases.get(fold(weighed.reading.text)):
            return Crisis(**known, kind=listed)
        if weighed.crisis >= limits.crisis and self._may_be_danger(weighed.reading.text):
            return Crisis(**known, kind=self._likest(weighed, Kind.CRISIS))
        if weighed.crisis >= limits.hint and len(words(weighed.reading.text)) >= LEAST_WORDS:
            known["danger"] = self._likest(weighed, Kind.CRISIS)
        if self._for_the_kiosk(weighed):
            return Command(**known, name=CommandName(self._likest(weighed, Kind.COMMAND)))
        if not ranked or weighed.probability < limits.answer_at(weighed.evidence.size) or ranked[0].score <= 0:
            return NoMatch(**known, topics=self._topics(ranked))
        if (equals := self._equals(ranked)) and self._clear(ranked[len(equals) - 1 :]):
            return Certain(**known, services=equals)
        return Unsure(**known, options=tuple(candidate.service for candidate in ranked[:MOST_OPTIONS]))

    def _ranked(self, evidence: Evidence, most: int | None = None) -> tuple[Candidate, ...]:
        """The services, the likest first; at most so many."""
        services, scores = self._groups[Kind.SERVICE], evidence.scores
        order = services[np.argsort(-scores[services], kind="stable")][:most]
        return tuple(Candidate(ServiceId(self._bank.owners[owner].id), float(scores[owner])) for owner in order)

    def _for_the_kiosk(self, weighed: _Weighed) -> bool:
        """Whether the words are a command; a wish is none, though there be no answer yet that it could narrow down."""
        likely = weighed.command >= self._judgement.limits.command and len(self._groups[Kind.COMMAND])
        return bool(likely) and not self._follow_ups.recognise(weighed.reading.text)

    def _may_be_danger(self, text: str) -> bool:
        """One word alone says too little, unless it is listed: "ocho" looks much like "ahogo"."""
        return " " in fold(text)

    def _clear(self, ranked: Sequence[Candidate]) -> bool:
        """Whether the first stands well above the second."""
        return len(ranked) < 2 or ranked[0].score >= self._judgement.limits.clear * ranked[1].score

    def _equals(self, ranked: Sequence[Candidate]) -> tuple[ServiceId, ...]:
        """The best service, and those that score nearly the same on the same main subject."""
        best = ranked[0]
        subject = self._service(best).topics[:1]
        equals = [best.service]
        for candidate in ranked[1:MOST_OPTIONS]:
            near = candidate.score >= self._judgement.limits.equal * best.score
            if not near or self._service(candidate).topics[:1] != subject:
                break
            equals.append(candidate.service)
        return tuple(equals)

    def _likest(self, weighed: _Weighed, kind: Kind) -> str:
        """The id of the likest owner of a kind."""
        return self._bank.owners[weighed.evidence.best(self._groups[kind])].id

    def _topics(self, ranked: Sequence[Candidate]) -> tuple[TopicId, ...]:
        """The subjects of the nearest services, the ones that weigh most first; none where nothing is near."""
        weight: dict[TopicId, float] = {}
        for candidate in ranked:
            for topic in self._service(candidate).topics[:2]:
                weight[topic] = weight.get(topic, 0.0) + candidate.score
        return tuple(sorted((topic for topic in weight if weight[topic] > 0), key=lambda t: -weight[t])[:MOST_TOPICS])

    def _service(self, candidate: Candidate) -> Service:
        return self._directory.services[candidate.service]


def _leaning(language: Language | None) -> int:
    return {None: 0, Language.EN: -1, Language.ES: 1}[language]
