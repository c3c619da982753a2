"""A directory as the rows of one revision, and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from content.directory import (
    Crisis,
    CrisisLine,
    Directory,
    Guide,
    GuideId,
    GuideStep,
    Organization,
    OrganizationId,
    ServiceId,
    Topic,
    TopicId,
)
from content.language import Language
from content.sql import tables
from content.sql.columns import text_from, text_values
from content.sql.rows import Revised, Rows, localized_from, localized_values
from content.sql.service_rows import add_service, closure_from, closure_values, services_from


def rows_of(directory: Directory, revision: int) -> Rows:
    """Every row of the directory, as a revision."""
    rows = Rows(revision)
    for at, organization in enumerate(directory.organizations.values()):
        rows.add(tables.organizations, id=organization.id, position=at, name=organization.name)
    for at, topic in enumerate(directory.topics.values()):
        rows.add(tables.topics, id=topic.id, position=at, parent=topic.parent, **text_values("name", topic.name))
    for at, service in enumerate(directory.services.values()):
        add_service(rows, at, service)
    for at, guide in enumerate(directory.guides.values()):
        _add_guide(rows, at, guide)
    for at, crisis in enumerate(directory.crises):
        _add_crisis(rows, at, crisis)
    for at, holiday in enumerate(directory.holidays):
        rows.add(tables.holidays, position=at, **closure_values(holiday))
    return rows


def directory_from(revised: Revised, revision: int) -> Directory:
    """The directory of a revision."""
    return Directory(
        revision=revision,
        organizations={
            OrganizationId(row.id): Organization(OrganizationId(row.id), row.name)
            for row in revised.records(tables.organizations)
        },
        topics={TopicId(row.id): _topic_from(row) for row in revised.records(tables.topics)},
        services={service.id: service for service in services_from(revised)},
        guides=_guides_from(revised),
        crises=_crises_from(revised),
        holidays=tuple(map(closure_from, revised.records(tables.holidays))),
    )


def _topic_from(row: Row[Any]) -> Topic:
    return Topic(TopicId(row.id), text_from(row, "name"), TopicId(row.parent) if row.parent else None)


def _add_guide(rows: Rows, position: int, guide: Guide) -> None:
    key = {"guide_id": guide.id}
    rows.add(tables.guides, id=guide.id, position=position, **text_values("title", guide.title))
    rows.add_list(tables.guide_sources, guide.sources, **key)
    for at, step in enumerate(guide.steps):
        texts = text_values("title", step.title) | text_values("text", step.text)
        rows.add(tables.guide_steps, position=at, **texts, **key)
        rows.add_list(tables.guide_step_services, step.services, "service_id", step=at, **key)


def _guides_from(revised: Revised) -> dict[GuideId, Guide]:
    steps, sources = revised.lists(tables.guide_steps), revised.lists(tables.guide_sources)
    named = revised.lists(tables.guide_step_services)
    return {
        GuideId(row.id): Guide(
            id=GuideId(row.id),
            title=text_from(row, "title"),
            steps=tuple(_step_from(step, named[row.id]) for step in steps[row.id]),
            sources=tuple(source.value for source in sources[row.id]),
        )
        for row in revised.records(tables.guides)
    }


def _step_from(row: Row[Any], named: list[Row[Any]]) -> GuideStep:
    services = tuple(ServiceId(name.service_id) for name in named if name.step == row.position)
    return GuideStep(text_from(row, "title"), text_from(row, "text"), services)


def _add_crisis(rows: Rows, position: int, crisis: Crisis) -> None:
    key = {"crisis_id": crisis.id}
    texts = localized_values("title", crisis.title) | localized_values("advice", crisis.advice)
    rows.add(tables.crises, id=crisis.id, position=position, **texts)
    for at, line in enumerate(crisis.lines):
        name = localized_values("name", line.name)
        rows.add(tables.crisis_lines, position=at, id=line.id, number=line.number, **name, **key)
    for language in Language:
        for danger, phrases in ((True, crisis.phrases(language)), (False, crisis.not_phrases(language))):
            rows.add_list(tables.crisis_phrases, phrases, language=language.value, danger=danger, **key)


def _crises_from(revised: Revised) -> tuple[Crisis, ...]:
    lines, phrases = revised.lists(tables.crisis_lines), revised.lists(tables.crisis_phrases)
    return tuple(
        Crisis(
            id=row.id,
            title=localized_from(row, "title"),
            advice=localized_from(row, "advice"),
            lines=tuple(_line_from(line) for line in lines[row.id]),
            phrases_en=_phrases(phrases[row.id], Language.EN, danger=True),
            phrases_es=_phrases(phrases[row.id], Language.ES, danger=True),
            not_phrases_en=_phrases(phrases[row.id], Language.EN, danger=False),
            not_phrases_es=_phrases(phrases[row.id], Language.ES, danger=False),
        )
        for row in revised.records(tables.crises)
    )


def _line_from(row: Row[Any]) -> CrisisLine:
    return CrisisLine(row.id, row.number, localized_from(row, "name"))


def _phrases(rows: list[Row[Any]], language: Language, *, danger: bool) -> tuple[str, ...]:
    return tuple(row.value for row in rows if row.language == language and row.danger == danger)
