"""A directory of four services, small enough to know by heart."""

from __future__ import annotations

from datetime import date, time

from content.directory import (
    Address,
    Crisis,
    CrisisLine,
    Directory,
    Known,
    Location,
    Organization,
    OrganizationId,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceId,
    SpokenLanguage,
    Topic,
    TopicId,
    Verification,
    Weekday,
)
from content.language import Localized, Text

LOANS = ServiceId("loans")
ENGLISH = ServiceId("english")
KITCHEN = ServiceId("kitchen")
CLINIC = ServiceId("clinic")
BUSINESS, LEARNING, HEALTH = TopicId("business"), TopicId("learning"), TopicId("health")

WORKING_DAYS = frozenset({Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY})


def small_directory() -> Directory:
    """Loans, English classes, a kitchen that is only described in English, a clinic; and one kind of danger."""
    centre = OrganizationId("centre")
    topics = (
        Topic(BUSINESS, Text("Business", "Negocios")),
        Topic(LEARNING, Text("Learning", "Aprender")),
        Topic(HEALTH, Text("Health", "Salud")),
    )
    services = (
        Service(
            LOANS,
            centre,
            Text("Small business loans", "Préstamos para negocios"),
            Text("Lends money to start a business. Ask for an appointment.", "Presta dinero para empezar un negocio."),
            topics=(BUSINESS,),
            phones=(Phone("505-555-0101", Text("Loan desk", "Préstamos")),),
            locations=(Location(Address("600 2nd St NW", "Albuquerque", "NM")),),
            schedules=(Schedule(WORKING_DAYS, time(8), time(17)),),
            fees=Text("$35 a year.", "$35 al año."),
            documents=(RequiredDocument(Text("ID", "Identificación")),),
            papers_asked=Known.NO,
            languages=(SpokenLanguage(Text("Spanish", "Español"), "es"),),
            keywords_en=("business loan", "money for my shop"),
            keywords_es=("préstamo", "dinero para mi negocio"),
            wordings_en=("I need a loan for my business", "who lends money to start a shop"),
            wordings_es=("necesito un préstamo para mi negocio", "quién presta dinero para una tienda"),
            verified=Verification(date(2026, 11, 1), "phone"),
        ),
        Service(
            ENGLISH,
            centre,
            Text("English classes", "Clases de inglés"),
            Text("Free English classes in the evening.", "Clases de inglés gratis por la tarde."),
            topics=(LEARNING,),
            phones=(Phone("505-555-0102"),),
            free=Known.YES,
            keywords_en=("learn english", "esl"),
            keywords_es=("aprender inglés",),
            wordings_en=("where can I learn English",),
            wordings_es=("dónde hay clases de inglés", "quiero aprender inglés"),
        ),
        Service(
            KITCHEN,
            centre,
            Text("Shared kitchen", None),
            Text("A licensed kitchen to rent by the hour.", None),
            topics=(BUSINESS,),
            url="https://kitchen.example.org/rent",
            keywords_en=("commissary", "rent a kitchen"),
            wordings_en=("I need a kitchen to cook for my food truck",),
        ),
        Service(
            CLINIC,
            centre,
            Text("Health clinic", "Clínica de salud"),
            Text("A doctor for everybody.", "Doctor para todos."),
            topics=(HEALTH,),
        ),
    )
    danger = Crisis(
        "emergency",
        Localized("Emergency", "Emergencia"),
        Localized("Call 911 now.", "Llame al 911 ahora."),
        (CrisisLine("911", "911", Localized("Police, fire, ambulance", "Policía, bomberos, ambulancia")),),
        ("my house is on fire", "he is not breathing"),
        ("se quema mi casa", "no respira"),
        ("the fire permit", "fire the employee"),
        ("permiso de bomberos", "despedir a un empleado"),
    )
    return Directory(
        1,
        {centre: Organization(centre, "The Centre")},
        {topic.id: topic for topic in topics},
        {service.id: service for service in services},
        crises=(danger,),
    )
