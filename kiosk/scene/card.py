"""One service in words: the card to read, and the sentences to hear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.directory import Address, Known, Phone, Service
from content.hours import opening
from content.language import Language, Passage, Text
from kiosk.scene.shown import Emphasis, Field, Line, Sentence
from kiosk.scene.view import View
from kiosk.scene.when import calendar_date, opening_words, week_words
from matcher.verdict import CommandName


@dataclass(frozen=True, slots=True)
class Card:
    """A service as a visitor of one language meets it."""

    service: Service
    language: Language
    view: View

    @property
    def name(self) -> Passage:
        """What the service is called."""
        return self.service.name.passage(self.language)

    @property
    def summary(self) -> Passage:
        """What it helps with."""
        return self.service.summary.passage(self.language)

    @property
    def provider(self) -> str:
        """Who gives it."""
        return self.view.directory.provider(self.service).name

    @property
    def checked(self) -> str:
        """When somebody last confirmed it with the provider, or that nobody has."""
        if verified := self.service.verified:
            return self._say("answer.checked", date=calendar_date(verified.date, self.language, self.view.phrases))
        return self._say(f"answer.{self._doubt('not_checked')}")

    def remark(self, passage: Passage) -> str:
        """Says so where a text exists only in the other language."""
        return "" if passage.language is self.language else self._say("answer.only_in")

    def lines(self) -> tuple[Line, ...]:
        """Who gives it and what it helps with, each in the language it exists in."""
        summary, provider = self.summary, f"{self._say('field.provider')}: {self.provider}"
        marked = [
            Line(self.remark(self.name), Emphasis.QUIET),
            Line(provider, Emphasis.QUIET),
            Line(summary.text, language=None if summary.language is self.language else summary.language),
            Line(self.remark(summary), Emphasis.QUIET),
        ]
        return tuple(line for line in marked if line.text)

    def fields(self) -> tuple[Field, ...]:
        """Every fact that is known, the most wanted first."""
        return tuple(
            self._field(name, value) for name, values in self._facts() for value in values if value is not None
        )

    def unknown(self) -> str:
        """One honest line that names what is not known; empty when everything is."""
        service = self.service
        missing = [
            self._say(f"unknown.{name}")
            for name, absent in (
                ("hours", not service.schedules or self._opening_words() is None),
                ("cost", self._cost() is None),
                ("who", service.eligibility is None),
                ("languages", service.languages is None),
                ("bring", service.documents is None),
            )
            if absent
        ]
        if not missing:
            return ""
        *others, last = missing
        what = f"{', '.join(others)} {self._say('answer.nor', text=last)}" if others else last
        return self._say("answer.unknown", what=what)

    def spoken(self, detail: CommandName | None) -> tuple[Sentence, ...]:
        """What is said of it: all in short, or the one thing asked about."""
        match detail:
            case CommandName.DETAIL_WHERE:
                return self._told("address", "spoken_where", "spoken_no_where")
            case CommandName.DETAIL_WHEN:
                return self._when()
            case CommandName.DETAIL_COST:
                return self._told("cost", "spoken_cost", "spoken_no_cost")
            case CommandName.DETAIL_BRING:
                return self._bring()
            case CommandName.DETAIL_PHONE | CommandName.NUMBER_SLOWLY:
                return self._phones()
            case _:
                return self._in_short()

    def _in_short(self) -> tuple[Sentence, ...]:
        said = [_full(self.name), _full(self.summary)]
        if self.summary.language is not self.language:
            said.insert(0, self._sentence("spoken_only_in"))
        if self.service.phones:
            said.append(self._sentence("spoken_phone", value=self.service.phones[0].number))
        if not self.service.verified:
            said.append(self._sentence(self._doubt("spoken_call_first")))
        return tuple(said)

    def _when(self) -> tuple[Sentence, ...]:
        said = [_full(field.value) for field in self._named("now")]
        if hours := self._week():
            said.append(_full(Passage(f"{self._say('field.hours')}: {'; '.join(hours)}", self.language)))
        return tuple(said) or (self._sentence(self._doubt("hours_unknown")),)

    def _bring(self) -> tuple[Sentence, ...]:
        papers = tuple(_full(field.value) for field in self._named("papers"))
        if self.service.documents == ():
            return (self._sentence("spoken_bring_nothing"), *papers)
        return (*self._told("bring", "spoken_bring", "spoken_no_bring"), *papers)

    def _doubt(self, name: str) -> str:
        """The phrase for a doubt: to call first, or where there is no number to call, to confirm another way."""
        return name if self.service.phones else f"{name}_no_phone"

    def _phones(self) -> tuple[Sentence, ...]:
        if not self.service.phones:
            return (self._sentence("spoken_no_phone"),)
        others = (_full(field.value) for field in self._named("phone")[1:])
        return (self._sentence("spoken_phone", value=self.service.phones[0].number), *others)

    def _told(self, name: str, known: str, unknown: str) -> tuple[Sentence, ...]:
        fields = self._named(name)
        if not fields:
            return (self._sentence(unknown),)
        value = fields[0].value
        if value.language is not self.language:
            return (self._sentence("spoken_only_in"), _full(value))
        return (self._sentence(known, value=value.text),)

    def _named(self, name: str) -> tuple[Field, ...]:
        return tuple(field for field in self.fields() if field.name == name)

    def _facts(self) -> Iterator[tuple[str, list[Passage | Phone | None]]]:
        """Field names in the order of the card, each with its values."""
        service = self.service
        yield "now", [self._own(self._opening_words())]
        yield "phone", list(service.phones)
        yield "address", [self._own(address_line(service.address) if service.address else None)]
        yield "cost", [self._cost()]
        yield "papers", [self._papers()]
        yield "who", [self._text(service.eligibility)]
        yield "bring", [self._documents()]
        yield "how", [self._text(service.how_to_access)]
        yield "hours", [self._own(line) for line in self._week()]
        yield "languages", [self._languages()]
        yield "website", [Passage(_bare_url(service.url), self.language) if service.url else None]

    def _field(self, name: str, value: Passage | Phone) -> Field:
        label = self._say(f"field.{name}")
        if isinstance(value, Phone):
            about = value.label.passage(self.language) if value.label else None
            text = f"{value.number} ({about.text})" if about else value.number
            remark = self.remark(about) if about else ""
            return Field(name, label, Passage(text, self.language), remark)
        return Field(name, label, value, self.remark(value))

    def _opening_words(self) -> str | None:
        view, service = self.view, self.service
        state = opening(service.schedules, service.closures, view.directory.holidays, view.now, view.zone)
        return opening_words(state, view.now, self.language, view.phrases)

    def _week(self) -> tuple[str, ...]:
        return week_words(self.service.schedules, self.language, self.view.phrases) if self.service.schedules else ()

    def _cost(self) -> Passage | None:
        if self.service.fees:
            return self.service.fees.passage(self.language)
        return self._own(self._say("answer.free")) if self.service.free is Known.YES else None

    def _papers(self) -> Passage | None:
        match self.service.papers_asked:
            case Known.YES:
                return self._own(self._say("answer.papers_yes"))
            case Known.NO:
                return self._own(self._say("answer.papers_no"))
            case Known.NOT_KNOWN:
                return None

    def _documents(self) -> Passage | None:
        documents = self.service.documents
        if documents is None:
            return None
        return self._joined([document.name for document in documents]) or self._own(self._say("answer.none_needed"))

    def _languages(self) -> Passage | None:
        return self._joined([spoken.name for spoken in self.service.languages or ()])

    def _joined(self, texts: list[Text]) -> Passage | None:
        """Several short texts in a row, in the visitor's language if any of them is in it."""
        passages = [text.passage(self.language) for text in texts]
        if not passages:
            return None
        ours = any(passage.language is self.language for passage in passages)
        language = self.language if ours else self.language.other
        return Passage(", ".join(passage.text for passage in passages), language)

    def _text(self, text: Text | None) -> Passage | None:
        return text.passage(self.language) if text else None

    def _own(self, text: str | None) -> Passage | None:
        return Passage(text, self.language) if text else None

    def _sentence(self, name: str, **values: object) -> Sentence:
        return _full(Passage(self._say(f"answer.{name}", **values), self.language))

    def _say(self, name: str, /, **values: object) -> str:
        return self.view.say(name, self.language, **values)


def address_line(address: Address) -> str:
    """An address on one line."""
    street = f"{address.street}, {address.unit}" if address.unit else address.street
    state = f"{address.state} {address.postal_code}" if address.postal_code else address.state
    return f"{street}, {address.city}, {state}"


def _bare_url(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _full(passage: Passage) -> Sentence:
    """A passage as a sentence of its own."""
    text = passage.text.rstrip()
    return Sentence(text if text.endswith((".", "?", "!")) else f"{text}.", passage.language)
