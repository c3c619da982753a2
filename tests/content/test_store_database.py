"""What can go wrong with the database file, and what it says then."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.pool import Pool
from sqlalchemy.schema import CreateTable

from content.directory import Directory, Topic, TopicId
from content.errors import DamagedDatabase, DiskFull, NewerDatabase, StoreUnavailable
from content.language import Text
from content.sql import SqlJournal, SqlStore
from content.sql.journal_tables import questions_asked
from content.sql.schema import CURRENT, MIGRATIONS, VERSION_TABLE
from content.store import QuestionAsked, VerdictKind

TOPICS = [Topic(TopicId(f"topic-{number}"), Text("Food " * 200)) for number in range(2000)]
DIRECTORY = Directory(0, topics={topic.id: topic for topic in TOPICS[:1]})
LARGE = Directory(0, topics={topic.id: topic for topic in TOPICS})
metadata = questions_asked.metadata


@contextmanager
def opened(file: Path, query: str = "") -> Iterator[SqlStore]:
    store = SqlStore(f"sqlite:///{f'file:{file}?{query}&uri=true' if query else file}")
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A database with one revision."""
    file = tmp_path / "kiosk.db"
    with opened(file) as store:
        store.publish(DIRECTORY, "first")
    return file


@contextmanager
def disk_of(pages: int) -> Iterator[None]:
    """Databases opened meanwhile have room for so many pages and no more."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Pool, "connect", limit)
    try:
        yield
    finally:
        event.remove(Pool, "connect", limit)


def test_what_is_published_outlives_the_program(published: Path) -> None:
    with opened(published) as store:
        assert store.directory() == replace(DIRECTORY, revision=1)


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with opened(tmp_path / "var" / "lib" / "kiosk.db") as store:
        assert store.revision() is None


def test_a_full_disk_is_one_line_and_publishes_nothing(published: Path) -> None:
    with disk_of(pages=150), opened(published) as store:
        with pytest.raises(DiskFull, match=r"kiosk.db: the disk is full; make room on it and try again$"):
            store.publish(LARGE, "too much")
        assert [revision.note for revision in store.revisions()] == ["first"]
    with opened(published) as store:
        assert store.publish(LARGE, "after making room") == 2


def _record_without_end(journal: SqlJournal, recorded: list[QuestionAsked]) -> None:
    while True:
        entry = QuestionAsked(datetime.now(UTC), "desk", "web", None, VerdictKind.NO_MATCH, "x" * 9000)
        journal.record(entry)
        recorded.append(entry)


def test_a_full_disk_leaves_the_journal_whole(published: Path) -> None:
    with disk_of(pages=150), closing(SqlJournal(f"sqlite:///{published}")) as journal:
        recorded: list[QuestionAsked] = []
        with pytest.raises(DiskFull):
            _record_without_end(journal, recorded)
        assert journal.entries(QuestionAsked) == tuple(recorded)


def test_a_full_disk_makes_no_half_database(tmp_path: Path) -> None:
    with disk_of(pages=10), pytest.raises(DiskFull):
        SqlStore(f"sqlite:///{tmp_path}/kiosk.db")
    with opened(tmp_path / "kiosk.db") as store:
        assert store.publish(DIRECTORY, "first") == 1


def test_a_read_only_database_is_read_but_not_written(published: Path) -> None:
    with opened(published, "mode=ro") as store:
        assert store.revision() == 1
        with pytest.raises(StoreUnavailable, match="may not be written; allow writing to it and to its folder"):
            store.publish(DIRECTORY, "second")


@pytest.fixture
def sealed(published: Path) -> Iterator[Path]:
    """The database on a disk that takes no writing."""
    folder = published.parent
    seal = ["mount", "--bind", str(folder), str(folder)], ["mount", "-o", "remount,ro,bind", str(folder)]
    if any(subprocess.run(command, capture_output=True, check=False).returncode for command in seal):
        pytest.skip("only root may mount a disk")
    try:
        yield published
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_database_on_a_read_only_disk_is_read_but_not_written(sealed: Path) -> None:
    with opened(sealed) as store:
        assert store.directory() == replace(DIRECTORY, revision=1)
        with pytest.raises(StoreUnavailable, match=r"kiosk.db: the database may not be written; allow writing to it"):
            store.publish(DIRECTORY, "second")
    with closing(SqlJournal(f"sqlite:///{sealed}")) as journal:
        assert journal.entries(QuestionAsked) == ()
        with pytest.raises(StoreUnavailable, match="may not be written"):
            journal.forget_questions(datetime.now(UTC))


def test_a_database_with_a_log_beside_it_is_never_read_without_the_log(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    with closing(sqlite3.connect(published)) as other:
        other.execute("UPDATE revisions SET note = 'in the log'")
        other.commit()
        with opened(published) as store:
            assert [revision.note for revision in store.revisions()] == ["in the log"]


def test_a_locked_database_is_read_and_refuses_to_write(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.sql.database._PATIENCE", 0.01)
    with closing(sqlite3.connect(published, isolation_level=None)) as other, opened(published) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.revision() == 1
        with pytest.raises(StoreUnavailable, match="another program is writing to the database; try again"):
            store.publish(DIRECTORY, "second")


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Ana, " * 100)
    with pytest.raises(DamagedDatabase, match="this file is not a database; name another file, or restore a backup"):
        SqlStore(f"sqlite:///{file}")
    assert file.read_text() == "Dear Ana, " * 100


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE recipes (name)")
        with pytest.raises(DamagedDatabase, match="belongs to another program; name another file or an empty database"):
            SqlStore(f"sqlite:///{tmp_path}/other.db")
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_damaged_file_is_one_line(published: Path) -> None:
    whole = published.read_bytes()
    published.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedDatabase, match="the database is damaged; restore a backup"), opened(published) as store:
        store.directory()


def test_rows_that_make_no_sense_are_one_line(published: Path) -> None:
    with closing(sqlite3.connect(published)) as other, other:
        other.execute("UPDATE topics SET name_en = ''")
    with pytest.raises(DamagedDatabase, match="revision 1 makes no sense"), opened(published) as store:
        store.directory()


def test_a_database_of_a_later_version_is_not_touched(published: Path) -> None:
    with closing(sqlite3.connect(published)) as other, other:
        other.execute(f"UPDATE {VERSION_TABLE} SET version_num = 'v9999'")
    with pytest.raises(NewerDatabase, match=r"kiosk.db: a later version of this program made this database \(v9999\)"):
        SqlStore(f"sqlite:///{published}")


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("kiosk.db", '"kiosk.db" is not the address of a database; write one such as sqlite:////var'),
        ("nosuch://host/name", r"nosuch://host/name: the database cannot be used \(Can't load plugin"),
        ("sqlite:////proc/none/kiosk.db", r"/proc/none/kiosk.db: the database cannot be used \(.*No such file"),
    ],
)
def test_a_wrong_address_is_one_line(url: str, line: str) -> None:
    with pytest.raises(StoreUnavailable, match=line) as raised:
        SqlStore(url)
    assert "\n" not in str(raised.value)


def test_a_password_is_not_told() -> None:
    with pytest.raises(StoreUnavailable) as raised:
        SqlStore("nosuch://user:secret@host/name")
    assert "secret" not in str(raised.value)


def _publish(url: str) -> int:
    with closing(SqlStore(url)) as store:
        return store.publish(Directory(0), "at once")


def test_programs_that_start_together_share_one_new_database(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as programs:
        numbers = programs.map(_publish, [f"sqlite:///{tmp_path}/kiosk.db"] * 6)
        assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


def test_opening_a_current_database_does_not_load_alembic(published: Path) -> None:
    program = (
        "import sys; from content.sql import SqlStore\n"
        f"assert SqlStore('sqlite:///{published}').revision() == 1 and 'alembic' not in sys.modules"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True, cwd=root)


def test_migrations_make_exactly_the_declared_tables(published: Path) -> None:
    engine = create_engine(f"sqlite:///{published}")
    options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
    with engine.connect() as connection:
        differences: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()
    assert differences == []


def test_the_version_opened_without_alembic_is_the_last_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == CURRENT


def test_every_table_can_be_made_on_a_server() -> None:
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
