"""Whether every record a directory names is in it."""

from __future__ import annotations

from collections.abc import Iterator

from content.directory import Directory
from content.errors import InconsistentDirectory


def check_references(directory: Directory) -> None:
    """Refuse a directory in which a record names another that is not there.

    Raises:
        InconsistentDirectory: the first such record, and how many more there are.
    """
    first, *more = [*_dangling(directory), None]
    if first:
        others = f", and {len(more) - 1} more like it" if len(more) > 1 else ""
        raise InconsistentDirectory(f"{first}{others}: add what is missing or take the name out, then publish again")


def _dangling(directory: Directory) -> Iterator[str]:
    for topic in directory.topics.values():
        if topic.parent and topic.parent not in directory.topics:
            yield f'topic "{topic.id}" lies under topic "{topic.parent}", which is not there'
    for service in directory.services.values():
        if service.organization not in directory.organizations:
            yield f'service "{service.id}" names organization "{service.organization}", which is not there'
        for topic_id in service.topics:
            if topic_id not in directory.topics:
                yield f'service "{service.id}" names topic "{topic_id}", which is not there'
    for guide in directory.guides.values():
        for service_id in (named for step in guide.steps for named in step.services):
            if service_id not in directory.services:
                yield f'guide "{guide.id}" names service "{service_id}", which is not there'
