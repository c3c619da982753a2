"""The store kept in memory and the one in a database keep the same promises."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.directory import (
    Directory,
    Guide,
    GuideId,
    GuideStep,
    Organization,
    OrganizationId,
    Service,
    ServiceId,
    Topic,
    TopicId,
)
from content.errors import InconsistentDirectory, NothingPublished
from content.language import Text
from content.sql import SqlStore
from content.store import DirectoryStore, MemoryStore, Revision

MADE = datetime(2026, 11, 24, 15, 30, 12, tzinfo=UTC)
ORGANIZATION = Organization(OrganizationId("storehouse"), "Storehouse")
TOPIC = Topic(TopicId("food"), Text("Food", "Comida"))
SERVICE = Service(ServiceId("pantry"), ORGANIZATION.id, Text("Pantry"), Text("Free food."), topics=(TOPIC.id,))
DIRECTORY = Directory(0, {ORGANIZATION.id: ORGANIZATION}, {TOPIC.id: TOPIC}, {SERVICE.id: SERVICE})


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DirectoryStore]:
    if request.param == "memory":
        yield MemoryStore(lambda: MADE)
        return
    store = SqlStore(f"sqlite:///{tmp_path}/kiosk.db", lambda: MADE)
    yield store
    store.close()


class TestAnyStore:
    def test_before_the_first_publication_there_is_nothing(self, store: DirectoryStore) -> None:
        assert (store.revision(), store.revisions()) == (None, ())
        with pytest.raises(NothingPublished, match="nothing has been published yet; import a directory"):
            store.directory()

    def test_what_was_published_comes_back_with_its_number(self, store: DirectoryStore) -> None:
        assert store.publish(DIRECTORY, "first") == 1
        assert store.directory() == replace(DIRECTORY, revision=1)

    def test_the_newest_revision_is_the_one_shown(self, store: DirectoryStore) -> None:
        store.publish(DIRECTORY, "first")
        store.publish(Directory(0), "empty")
        assert store.revision() == 2
        assert store.directory() == Directory(2)

    def test_an_older_revision_stays_as_it_was(self, store: DirectoryStore) -> None:
        store.publish(DIRECTORY, "first")
        store.publish(Directory(0), "empty")
        assert store.directory(1) == replace(DIRECTORY, revision=1)

    def test_a_revision_that_was_never_made_is_an_error_of_one_line(self, store: DirectoryStore) -> None:
        store.publish(DIRECTORY, "first")
        with pytest.raises(NothingPublished, match="there is no revision 7; ask for one in the list of revisions"):
            store.directory(7)

    def test_every_publication_says_when_and_why(self, store: DirectoryStore) -> None:
        store.publish(DIRECTORY, "first")
        store.publish(DIRECTORY, "new phone at the pantry")
        assert store.revisions() == (Revision(1, MADE, "first"), Revision(2, MADE, "new phone at the pantry"))

    @pytest.mark.parametrize(
        ("broken", "line"),
        [
            (replace(DIRECTORY, topics={}), 'service "pantry" names topic "food", which is not there: add what'),
            (replace(DIRECTORY, organizations={}), 'service "pantry" names organization "storehouse", which is not'),
            (
                replace(DIRECTORY, topics={TOPIC.id: replace(TOPIC, parent=TopicId("needs"))}),
                'topic "food" lies under topic "needs", which is not there',
            ),
            (
                replace(
                    DIRECTORY,
                    services={},
                    guides={
                        GuideId("eat"): Guide(
                            GuideId("eat"), Text("Eat"), (GuideStep(Text("a"), Text("b"), (SERVICE.id,) * 2),)
                        )
                    },
                ),
                'guide "eat" names service "pantry", which is not there, and 1 more like it: add',
            ),
        ],
    )
    def test_a_directory_that_names_what_is_not_there_is_refused(
        self, store: DirectoryStore, broken: Directory, line: str
    ) -> None:
        with pytest.raises(InconsistentDirectory, match=line):
            store.publish(broken, "broken")
        assert store.revision() is None

    def test_a_topic_may_come_before_the_one_it_lies_under(self, store: DirectoryStore) -> None:
        needs = Topic(TopicId("needs"), Text("Needs"))
        directory = Directory(0, topics={TOPIC.id: replace(TOPIC, parent=needs.id), needs.id: needs})
        store.publish(directory, "first")
        assert store.directory().topics == directory.topics
