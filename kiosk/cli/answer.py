"""One answer as the command line gives it: for a reader, for a program, for the ear and on paper."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from content.directory import Service, ServiceId
from content.hours import Closed, HoursNotKnown, opening
from content.language import Language
from kiosk.conversation import Answering, Asking, Choosing, Found, Searching, State, Utterance, Visit, step
from kiosk.lines import as_lines
from kiosk.scene import Manner, Scene, address_line, scene
from kiosk.takeaway import slip_for
from matcher.evaluate import shown_of, verdict_name
from matcher.verdict import Certain, Command, Crisis, Unsure, Verdict

if TYPE_CHECKING:
    from kiosk.cli.parts import Parts


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and the scene a visitor would be before."""

    parts: Parts
    verdict: Verdict
    state: State

    @property
    def scene(self) -> Scene:
        """What the visitor sees and hears."""
        return scene(self.state, self.parts.view(Manner()))

    def as_text(self) -> str:
        """The scene as lines."""
        return "".join(f"{line}\n" for line in as_lines(self.scene))

    def as_json(self, top: int) -> dict[str, Any]:
        """The fields that scripts may rely on."""
        verdict = self.verdict
        table: dict[str, Any] = {"language": verdict.language.value, "verdict": verdict_name(verdict)}
        if isinstance(verdict, Command):
            table["command"] = verdict.name.value
        if isinstance(verdict, Crisis):
            table["crisis"] = verdict.kind
            table["lines"] = [
                {"id": line.id, "number": line.number, "name": {"en": line.name.en, "es": line.name.es}}
                for crisis in self.parts.directory.crises
                if crisis.id == verdict.kind
                for line in crisis.lines
            ]
        scores = {candidate.service: candidate.score for candidate in verdict.ranked}
        table["services"] = [self._service(id, scores.get(id)) for id in self._listed(top)]
        table["probability"] = round(verdict.probability, 4)
        table["spoken"] = " ".join(sentence.text for sentence in self.scene.spoken)
        return table

    def read_aloud(self) -> None:
        """Say it through the loudspeaker.

        Raises:
            SpeechError: there is no voice or no loudspeaker.
        """
        from content.language import Passage
        from speech.loudspeaker import Loudspeaker
        from speech.voice import recited

        passages = [Passage(sentence.text, sentence.language) for sentence in self.scene.spoken]
        clip = recited(passages, self.parts.voice, self.parts.settings.sound.pace)
        Loudspeaker().play(clip).wait()

    def print(self) -> int:
        """Print what is shown; gives an exit code."""
        from kiosk.printing.printer import Printed

        match self.state:
            case Answering(services=services, at=at):
                wanted = services[at : at + 1]
            case Choosing(options=wanted):
                pass
            case _:
                sys.stderr.write("kiosk: there is no answer to print; ask in other words\n")
                return 1
        slip = slip_for(wanted, self.state.visit.language, self.parts.view(Manner()), self.parts.site.name)
        outcome = self.parts.printer.print(slip)
        if isinstance(outcome, Printed):
            return 0
        detail = f" ({outcome.detail})" if outcome.detail else ""
        sys.stderr.write(f"kiosk: not printed: {outcome.reason.value}{detail}; see the printer.device setting\n")
        return 1

    def _listed(self, top: int) -> list[ServiceId]:
        """What is shown, then other candidates, as many as asked for."""
        shown = [ServiceId(id) for id in shown_of(self.verdict, self.parts.directory)]
        if isinstance(self.verdict, Certain | Unsure):
            shown += [candidate.service for candidate in self.verdict.ranked if candidate.service not in shown]
        return [id for id in shown if id in self.parts.directory.services][:top]

    def _service(self, id: ServiceId, score: float | None) -> dict[str, Any]:
        service = self.parts.directory.services[id]
        return {
            "id": id,
            "score": round(score, 4) if score is not None else None,
            "name": {language.value: service.name[language] for language in Language},
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
