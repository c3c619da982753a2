"""One service in words: on the card, by ear and on paper, with what is doubtful or not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from content.directory import Closure, Phone, Schedule, Service, Verification, Weekday
from content.language import Language, Text
from kiosk.lines import as_lines
from kiosk.printing.slip import as_text, layout
from kiosk.scene import Card, Kind, View, scene
from kiosk.takeaway import slip_for
from matcher.verdict import CommandName
from tests.kiosk.conversations import places
from tests.kiosk.stages import TUESDAY, ZONE, view
from tests.small_directory import ENGLISH, KITCHEN, LOANS, WORKING_DAYS, small_directory

EN, ES = Language
LANGUAGES = pytest.mark.parametrize("language", Language)
SERVICES = small_directory().services
HOLIDAY = Closure(date(2026, 11, 26), date(2026, 11, 26), Text("Thanksgiving", "Día de Acción de Gracias"))
LEAVE = Closure(date(2026, 11, 20), date(2026, 12, 6), Text("vacation", "vacaciones"))


def card(service: Service, language: Language, seen: View | None = None) -> Card:
    return Card(service, language, seen or view())


def now(service: Service, at: datetime, language: Language) -> str:
    [field] = [field for field in card(service, language, view(now=at)).fields() if field.name == "now"]
    return field.value.text


def said(service: Service, language: Language, detail: CommandName | None = None) -> str:
    return " ".join(sentence.text for sentence in card(service, language).spoken(detail))


def paper(service: Service, language: Language) -> str:
    directory = replace(small_directory(), services={**SERVICES, service.id: service})
    return as_text(layout(slip_for((service.id,), language, view(directory=directory), "The Library"), 200))


@pytest.mark.parametrize(
    ("at", "english", "spanish"),
    [
        (TUESDAY, "Open now, until 5:00 pm", "Abierto ahora, hasta las 5:00 p.m."),
        (TUESDAY.replace(hour=16, minute=45), "Closes soon, at 5:00 pm", "Ya va a cerrar, a las 5:00 p.m."),
        (TUESDAY.replace(hour=6), "Closed now. Opens today at 8:00 am", "Cerrado ahora. Abre hoy a las 8:00 a.m."),
        (
            TUESDAY.replace(hour=18),
            "Closed now. Opens tomorrow at 8:00 am",
            "Cerrado ahora. Abre mañana a las 8:00 a.m.",
        ),
        (
            datetime(2026, 11, 28, 9, tzinfo=ZONE),
            "Closed now. Opens Monday at 8:00 am",
            "Cerrado ahora. Abre el lunes a las 8:00 a.m.",
        ),
    ],
)
def test_open_or_closed_is_said_by_the_clock(at: datetime, english: str, spanish: str) -> None:
    assert now(SERVICES[LOANS], at, EN) == english
    assert now(SERVICES[LOANS], at, ES) == spanish


@pytest.mark.parametrize(
    ("service", "english", "spanish"),
    [
        (
            replace(SERVICES[LOANS], closures=(LEAVE,)),
            "Closed now (vacation). Opens on December 7, 2026 at 8:00 am",
            "Cerrado ahora por vacaciones; abre el 7 de diciembre de 2026 a las 8:00 a.m.",
        ),
        (
            replace(SERVICES[LOANS], schedules=None, closures=(LEAVE,)),
            "Closed now (vacation)",
            "Cerrado ahora por vacaciones",
        ),
        (
            replace(SERVICES[LOANS], schedules=(Schedule(WORKING_DAYS, time(0), time(0)),)),
            "Open now, until Saturday at midnight",
            "Abierto ahora, hasta el sábado a las doce de la noche",
        ),
        (
            replace(SERVICES[LOANS], schedules=(Schedule(frozenset(Weekday), time(0), time(0)),)),
            "Open day and night",
            "Abierto las 24 horas",
        ),
    ],
)
def test_out_of_the_ordinary_hours_are_said(service: Service, english: str, spanish: str) -> None:
    assert now(service, TUESDAY, EN) == english
    assert now(service, TUESDAY, ES) == spanish


def test_a_holiday_closes_with_its_reason() -> None:
    directory = replace(small_directory(), holidays=(HOLIDAY,))
    thursday = datetime(2026, 11, 26, 10, tzinfo=ZONE)
    lines = as_lines(scene(places(ES)[Kind.ANSWER], view(now=thursday, directory=directory)))
    assert "Hoy: Cerrado ahora por Día de Acción de Gracias; abre mañana a las 8:00 a.m." in lines


@LANGUAGES
def test_unknown_hours_are_said_on_the_card_by_ear_and_on_paper(language: Language) -> None:
    hours = {EN: "the hours", ES: "el horario"}[language]
    unknown = card(SERVICES[ENGLISH], language).unknown()
    assert hours in unknown
    assert unknown in paper(SERVICES[ENGLISH], language)
    assert "Call first" in said(SERVICES[ENGLISH], EN, CommandName.DETAIL_WHEN)
    assert "No sabemos el horario" in said(SERVICES[ENGLISH], ES, CommandName.DETAIL_WHEN)


def test_a_closure_does_not_hide_that_the_hours_are_unknown() -> None:
    assert "the hours" in card(replace(SERVICES[LOANS], schedules=None, closures=(LEAVE,)), EN).unknown()


def test_what_is_not_known_is_named_in_one_sentence() -> None:
    assert card(SERVICES[ENGLISH], EN).unknown() == (
        "We do not know the hours, who can go, the languages spoken there or what to bring. Please ask before you go."
    )
    assert card(SERVICES[LOANS], ES).unknown() == "No sabemos quién puede ir. Pregunte antes de ir."
    assert card(replace(SERVICES[LOANS], eligibility=Text("All", "Todos")), ES).unknown() == ""


@LANGUAGES
def test_a_service_is_called_checked_only_with_a_verification(language: Language) -> None:
    checked = {EN: "Checked on November 1, 2026", ES: "Confirmamos estos datos el 1 de noviembre de 2026"}[language]
    doubt = {EN: "Not yet confirmed by phone", ES: "Todavía no hemos confirmado"}[language]
    verified, doubtful = SERVICES[LOANS], replace(SERVICES[LOANS], verified=None)
    assert (card(verified, language).checked, card(doubtful, language).checked[:13]) == (checked, doubt[:13])
    assert checked in paper(verified, language)
    assert doubt in paper(doubtful, language)
    assert len(card(doubtful, language).spoken(None)) == len(card(verified, language).spoken(None)) + 1


@LANGUAGES
def test_where_there_is_no_phone_nobody_is_told_to_call(language: Language) -> None:
    doubtful = replace(SERVICES[ENGLISH], verified=None)
    call, confirm = {EN: ("Call", "confirm before you go"), ES: ("Llame o", "antes de ir")}[language]
    for phones, told in ((SERVICES[LOANS].phones, True), ((), False)):
        service = replace(doubtful, phones=phones)
        of = card(service, language)
        ear = (said(service, language), said(service, language, CommandName.DETAIL_WHEN))
        for words in (of.checked, paper(service, language).partition("\n* ")[2].partition("-" * 9)[0], *ear):
            assert (call in words) is told
            assert told or confirm in words


def test_text_in_english_only_is_marked_on_the_card_on_paper_and_by_ear() -> None:
    of = card(SERVICES[KITCHEN], ES)
    assert [line.text for line in of.lines()] == [
        "(solo en inglés)",
        "Lo ofrece: The Centre",
        "A licensed kitchen to rent by the hour.",
        "(solo en inglés)",
    ]
    assert paper(SERVICES[KITCHEN], ES).count("(solo en inglés)") == 2
    first, *rest = of.spoken(None)
    assert (first.text, first.language) == ("Esta parte está solo en inglés.", ES)
    assert [sentence.language for sentence in rest[:2]] == [EN, EN]


def test_a_fact_in_english_only_is_marked_wherever_it_is_asked_for() -> None:
    service = replace(SERVICES[LOANS], fees=Text("$35 a year.", None))
    assert "$35 a year. (solo en inglés)" in paper(service, ES)
    assert said(service, ES, CommandName.DETAIL_COST) == "Esta parte está solo en inglés. $35 a year."


@LANGUAGES
def test_text_in_both_languages_is_never_marked(language: Language) -> None:
    assert "solo en" not in paper(SERVICES[LOANS], language)
    assert "only in" not in paper(SERVICES[LOANS], language)


@pytest.mark.parametrize(
    ("detail", "english", "spanish"),
    [
        (
            CommandName.DETAIL_WHERE,
            "The address is 600 2nd St NW, Albuquerque, NM.",
            "La dirección es 600 2nd St NW, Albuquerque, NM.",
        ),
        (
            CommandName.DETAIL_WHEN,
            "Open now, until 5:00 pm. Hours: Monday to Friday: 8:00 am to 5:00 pm.",
            "Abierto ahora, hasta las 5:00 p.m. Horario: lunes a viernes: de las 8:00 a.m. a las 5:00 p.m.",
        ),
        (CommandName.DETAIL_COST, "The cost: $35 a year.", "El costo: $35 al año."),
        (
            CommandName.DETAIL_BRING,
            "Bring: ID. They do not ask for immigration papers.",
            "Lleve: Identificación. No piden papeles de inmigración.",
        ),
        (CommandName.DETAIL_PHONE, "The phone number is 505-555-0101.", "El teléfono es 505-555-0101."),
    ],
)
def test_one_thing_asked_about_is_told(detail: CommandName, english: str, spanish: str) -> None:
    assert said(SERVICES[LOANS], EN, detail) == english
    assert said(SERVICES[LOANS], ES, detail) == spanish


@pytest.mark.parametrize("detail", [name for name in CommandName if name.startswith("detail_")])
@LANGUAGES
def test_what_is_not_known_is_said_when_it_is_asked_about(detail: CommandName, language: Language) -> None:
    nothing = replace(SERVICES[KITCHEN], phones=(), url=None)
    assert said(nothing, language, detail).startswith(("We ", "No "))


def test_every_phone_is_told_the_first_one_first() -> None:
    two = replace(SERVICES[LOANS], phones=(*SERVICES[LOANS].phones, Phone("505-555-0109", Text("Tax", "Impuestos"))))
    assert said(two, ES, CommandName.DETAIL_PHONE) == "El teléfono es 505-555-0101. 505-555-0109 (Impuestos)."
    assert "505-555-0109" not in said(two, ES)


def test_nothing_to_bring_is_something_to_know() -> None:
    assert said(replace(SERVICES[ENGLISH], documents=()), EN, CommandName.DETAIL_BRING).startswith("You do not need")
    assert "to bring" not in card(replace(SERVICES[ENGLISH], documents=()), EN).unknown()


@LANGUAGES
def test_everything_on_the_card_but_the_hour_is_on_the_slip(language: Language) -> None:
    of, slip = card(SERVICES[LOANS], language), paper(SERVICES[LOANS], language)
    kept = [field for field in of.fields() if field.name != "now"]
    for text in (of.name.text, of.summary.text, of.provider, of.unknown(), of.checked):
        assert text in slip
    for field in kept:
        assert field.label in slip
        assert field.value.text in slip
    assert "311 " in slip


def test_hours_of_several_lines_stand_under_one_label() -> None:
    saturday = Schedule(frozenset({Weekday.SATURDAY}), time(9), time(12))
    several = replace(SERVICES[LOANS], schedules=(*(SERVICES[LOANS].schedules or ()), saturday))
    assert paper(several, EN).count("\nHours\n") == 1
    assert "Saturday: 9:00 am to 12:00 noon\n" in paper(several, EN)


def test_a_season_and_another_time_zone_are_said_with_the_hours() -> None:
    market = Schedule(frozenset({Weekday.SATURDAY}), time(8), time(13), frozenset({5, 6, 7, 8}), "America/New_York")
    slip = paper(replace(SERVICES[LOANS], schedules=(market,)), ES)
    assert "sábado: de las 8:00 a.m. a la 1:00 p.m. (solo de mayo a agosto) (hora de New York)" in slip


def test_a_verification_is_dated_in_the_words_of_the_language() -> None:
    service = replace(SERVICES[LOANS], verified=Verification(date(2026, 1, 2), "visit"))
    assert card(service, ES).checked.endswith("el 2 de enero de 2026")
