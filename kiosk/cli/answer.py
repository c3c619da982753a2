"""One answer as the command line gives it: for a reader, for a program, for the ear and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from content.directory import CrisisLine, Service, ServiceId
from content.hours import Closed, HoursNotKnown, opening
from content.language import Language, Localized, Text
from kiosk.cli.errors import NotOnPaper
from kiosk.conversation import Asking, Found, Searching, State, Utterance, Visit, printable, step
from kiosk.lines import as_lines
from kiosk.scene import Manner, Scene, Sentence, address_line, scene
from kiosk.takeaway import slip_for
from matcher.evaluate import shown_of
from matcher.verdict import VERDICT_KINDS, Certain, Command, Crisis, Unsure, Verdict

if TYPE_CHECKING:
    from kiosk.cli.parts import Parts

_MANNER = Manner(keys=False, replies=False)
"""Whoever reads an answer on the command line has nothing to press, and is not listened to any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and the scene a visitor would be before."""

    parts: Parts
    verdict: Verdict
    state: State

    @property
    def scene(self) -> Scene:
        """What the visitor sees and hears."""
        return scene(self.state, self.parts.view(_MANNER))

    def as_text(self) -> str:
        """The scene as lines."""
        return "".join(f"{line}\n" for line in as_lines(self.scene))

    def as_json(self, top: int) -> dict[str, Any]:
        """The fields that scripts may rely on."""
        verdict = self.verdict
        table: dict[str, Any] = {"language": verdict.language.value, "verdict": VERDICT_KINDS[type(verdict)].value}
        if isinstance(verdict, Command):
            table["command"] = verdict.name.value
        if isinstance(verdict, Crisis):
            table["crisis"] = {
                "kind": verdict.kind,
                "lines": [{"id": line.id, "number": line.number, "name": _both(line.name)} for line in self._lines],
            }
        table["services"] = self._services(top)
        table["probability"] = round(verdict.probability, 4)
        table["spoken"] = _paragraph(self.scene.spoken)
        return table

    def read_aloud(self) -> None:
        """Say it through the loudspeaker.

        Raises:
            SpeechError: there is no voice, or no loudspeaker.
        """
        from content.language import Passage
        from speech.voice import recited

        passages = [Passage(sentence.text, sentence.language) for sentence in self.scene.spoken]
        clip = recited(passages, self.parts.voice, self.parts.settings.sound.pace)
        self.parts.loudspeaker.play(clip).wait()

    def print(self) -> None:
        """Print what is shown.

        Raises:
            NotOnPaper: there is nothing to print, or the printer did not.
        """
        from kiosk.printing.printer import NotPrinted

        wanted = printable(self.state)
        if not wanted:
            raise NotOnPaper("not printed: no service was found; ask in other words")
        slip = slip_for(wanted, self.verdict.language, self.parts.view(_MANNER), self.parts.site.name)
        outcome = self.parts.printer.print(slip)
        if isinstance(outcome, NotPrinted):
            detail = f" ({outcome.detail})" if outcome.detail else ""
            raise NotOnPaper(f"not printed: {outcome.reason.value}{detail}; look at the setting printer.device")

    @property
    def _lines(self) -> tuple[CrisisLine, ...]:
        """Whom to call in this danger; none where nobody is in danger."""
        kind = self.verdict.kind if isinstance(self.verdict, Crisis) else None
        return next((crisis.lines for crisis in self.parts.directory.crises if crisis.id == kind), ())

    def _services(self, top: int) -> list[dict[str, Any]]:
        """What is shown, then other candidates, as many as asked for."""
        directory, verdict = self.parts.directory, self.verdict
        scores = {candidate.service: candidate.score for candidate in verdict.ranked}
        lines = {ServiceId(line.id): line for line in self._lines}
        listed = list(lines) or [ServiceId(id) for id in shown_of(verdict, directory)]
        if isinstance(verdict, Certain | Unsure):
            listed += [id for id in scores if id not in listed]
        return [
            self._service(directory.services[id], scores.get(id)) if id in directory.services else _line(lines[id])
            for id in listed[:top]
        ]

    def _service(self, service: Service, score: float | None) -> dict[str, Any]:
        return {
            "id": service.id,
            "score": round(score, 4) if score is not None else None,
            "name": _both(service.name),
            "organization": self.parts.directory.provider(service).name,
            "phones": [phone.number for phone in service.phones],
            "address": address_line(service.address) if service.address else None,
            "url": service.url,
            "open_now": self._open_now(service),
            "verified": service.verified.date.isoformat() if service.verified else None,
        }

    def _open_now(self, service: Service) -> bool | None:
        """None when the hours are not known."""
        holidays, zone = self.parts.directory.holidays, self.parts.settings.site.time_zone
        state = opening(service.schedules, service.closures, holidays, self.parts.now(), zone)
        return None if isinstance(state, HoursNotKnown) else not isinstance(state, Closed)


def answered(parts: Parts, utterance: Utterance, verdict: Verdict, language: Language | None) -> Answer:
    """What a visitor who begins with this question is told."""
    home = parts.settings.site.language
    asking = Asking(Visit(language or home, home))
    return Answer(parts, verdict, step(Searching(asking, utterance), Found(utterance, verdict)).state)


def _line(line: CrisisLine) -> dict[str, Any]:
    """A number that is no service of the directory, such as 911, in the fields of one."""
    known = {"id": line.id, "score": None, "name": _both(line.name), "organization": None, "phones": [line.number]}
    return {**known, "address": None, "url": None, "open_now": None, "verified": None}


def _both(text: Text | Localized) -> dict[str, str | None]:
    return {language.value: text[language] for language in Language}


def _paragraph(sentences: tuple[Sentence, ...]) -> str:
    """Sentences in a row, each with an end that can be heard."""
    ended = (text if text[-1:] in ".?!:…" else f"{text}." for text in (sentence.text for sentence in sentences))
    return " ".join(ended)
