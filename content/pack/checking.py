"""What a person should look at in a pack: its faults, and what it lacks although it can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from content.directory import Directory, Service
from content.errors import Finding
from content.language import Language, Text
from content.pack.faults import Faults, Place, quoted
from content.pack.reading import CRISES, GUIDES, SERVICES, TOPICS, WORDINGS, Reading
from content.spoken_languages import is_listed

NO_CRISES = "no danger is described, so that nobody in danger is recognised"

_NAMES = {Language.EN: "English", Language.ES: "Spanish"}


def check_pack(folder: Path) -> list[Finding]:
    """Every error and warning, errors first; empty when there is nothing to do.

    Records that have an error get no warnings.
    """
    faults = Faults()
    reading = Reading(folder, faults)
    directory = reading.directory()
    faulty = {finding.line for finding in faults.errors if finding.file == SERVICES}
    for service in directory.services.values():
        place = reading.places[service.id]
        if place.line not in faulty:
            _check_service(service, place, faults)
    if not faults.errors:
        _check_rest(directory, faults)
    return sorted(faults.findings, key=lambda finding: finding.severity)


def _check_service(service: Service, place: Place, faults: Faults) -> None:
    if not service.reachable:
        problem = f"{quoted(service.id)} has no phone, street or web address, so no visitor is sent there"
        faults.warning(place, None, problem, "add one of them")
    _check_languages(_texts(service), place, faults)
    for spoken in service.languages or ():
        if spoken.name.en and not spoken.name.es and not is_listed(spoken.name.en):
            problem = f"{quoted(spoken.name.en)} has no Spanish name"
            faults.warning(place, "languages", problem, 'write {"name_en", "name_es", "code"}')
    for language in Language:
        if not service.wordings(language):
            problem = f"{quoted(service.id)} has no {_NAMES[language]} wordings"
            faults.warning(Place(WORDINGS), f"wordings_{language}", problem, "write how people ask for it")


def _check_rest(directory: Directory, faults: Faults) -> None:
    if not directory.crises:
        faults.warning(Place(CRISES), None, NO_CRISES, "copy the file of the directory that comes with the program")
    topics = ((f"{topic.id}.", topic.name) for topic in directory.topics.values())
    _check_languages(topics, Place(TOPICS), faults)
    for guide in directory.guides.values():
        _check_languages([(f"{guide.id}.title_", guide.title)], Place(GUIDES), faults)
        for at, step in enumerate(guide.steps):
            path = f"{guide.id}.steps[{at}]"
            _check_languages([(f"{path}.title_", step.title), (f"{path}.text_", step.text)], Place(GUIDES), faults)


def _check_languages(texts: Iterable[tuple[str, Text]], place: Place, faults: Faults) -> None:
    """Note texts in one language only, each by the path of the field that is missing."""
    for path, text in texts:
        for language in Language:
            if not text[language]:
                problem = f"the text is only in {_NAMES[language.other]}"
                faults.warning(place, f"{path}{language}", problem, f"write it in {_NAMES[language]} too")


def _texts(service: Service) -> Iterator[tuple[str, Text]]:
    yield "service_name_", service.name
    yield "summary_", service.summary
    for stem, text in (
        ("how_to_access_", service.how_to_access),
        ("fees_", service.fees),
        ("eligibility_", service.eligibility),
    ):
        if text:
            yield stem, text
    for at, phone in enumerate(service.phones):
        if phone.label:
            yield f"phones[{at}].label_", phone.label
    for at, closure in enumerate(service.closures):
        if closure.reason:
            yield f"closures[{at}].reason_", closure.reason
    for at, paper in enumerate(service.documents or ()):
        yield f"documents[{at}]_", paper.name
