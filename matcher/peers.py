"""Other ways to find a service, behind one protocol: what Ventanilla's own matcher is measured beside.

Each gets one document a service, in both languages, and ranks services for a question without being told its language.
None of them is used by a kiosk. What they need is imported when they are built; some of it comes only with the
dependency group `benchmark`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from content.directory import Directory, Service, ServiceId
from content.language import Language
from matcher.normalise import fold, words

BEST = 10
"""So many services a peer gives at most."""

SHORTEST_FUZZY = 4
"""Letters of a word from which tantivy may take one of them for another; shorter words become each other too easily."""

_WORD = re.compile(r"\w+")

Ranked = Sequence[tuple[ServiceId, float]]
"""Services and their scores, best first; a higher score is a better one, on a scale of the peer's own."""


class PeerMissing(Exception):
    """A peer's library is not installed, or lacks what is needed; one line that says how to have it."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a peer knows of a service."""

    service: ServiceId
    texts: Mapping[Language, tuple[str, ...]]

    @property
    def whole(self) -> str:
        """All texts, folded as Ventanilla folds them, a space between them."""
        return " ".join(fold(text) for texts in self.texts.values() for text in texts)


class Peer(Protocol):
    """One way to find a service, ready to be asked."""

    @property
    def size(self) -> int:
        """Bytes of the index, in memory or on disk."""
        ...

    def rank(self, question: str) -> Ranked:
        """The best services, at most `BEST`; none where nothing matches."""
        ...


def documents_of(directory: Directory, *, wordings: bool = True) -> tuple[Document, ...]:
    """One document for each service a visitor may be sent to.

    Args:
        directory: the services.
        wordings: whether the documents have what people say in their own words too.
    """
    return tuple(
        Document(
            service.id,
            {language: tuple(_texts(directory, service, language, wordings=wordings)) for language in Language},
        )
        for service in directory.shown
    )


def _texts(directory: Directory, service: Service, language: Language, *, wordings: bool) -> Iterator[str]:
    topics = (directory.topics[topic].name for topic in service.topics if topic in directory.topics)
    yield from (text for text in (service.name[language], service.summary[language]) if text)
    yield from service.keywords(language)
    yield from (text for name in topics if (text := name[language]))
    if wordings:
        yield from service.wordings(language)


class Fts5:
    """SQLite's full text search: words of the question joined by OR, ranked by its bm25.

    Raises:
        PeerMissing: this SQLite was built without FTS5.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        import sqlite3

        self._services = [document.service for document in documents]
        self._database = sqlite3.connect(":memory:")
        try:
            self._database.execute("CREATE VIRTUAL TABLE found USING fts5(text, tokenize='unicode61')")
        except sqlite3.OperationalError as error:
            self._database.close()
            raise PeerMissing(f"SQLite has no FTS5 here ({error}); use a Python whose SQLite has it") from error
        rows = ((number, document.whole) for number, document in enumerate(documents))
        self._database.executemany("INSERT INTO found(rowid, text) VALUES (?, ?)", rows)
        self._database.execute("INSERT INTO found(found) VALUES ('optimize')")
        weakref.finalize(self, self._database.close)

    @property
    def size(self) -> int:
        """Bytes of the database."""
        pages, page = (self._database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages) * int(page)

    def rank(self, question: str) -> Ranked:
        """By SQLite's bm25, which is negative and smaller where better: turned round."""
        if not (asked := words(question)):
            return ()
        rows = self._database.execute(
            "SELECT rowid, -rank FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{word}"' for word in asked), BEST),
        )
        return [(self._services[number], score) for number, score in rows]


class Bm25s:
    """bm25s over Snowball stems: each text in its own language, a question in both.

    Raises:
        PeerMissing: bm25s or PyStemmer is not installed.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        bm25s, snowball = _needed("bm25s"), _needed("Stemmer")
        self._stemmers = {
            Language.EN: snowball.Stemmer("english"),
            Language.ES: snowball.Stemmer("spanish"),
        }
        self._services = [document.service for document in documents]
        self._index = bm25s.BM25()
        corpus = [
            [
                stem
                for language, texts in document.texts.items()
                for text in texts
                for stem in self._stems(text, language)
            ]
            for document in documents
        ]
        self._index.index(corpus, show_progress=False)

    @property
    def size(self) -> int:
        """Bytes of the scores and of the vocabulary."""
        arrays = sum(self._index.scores[name].nbytes for name in ("data", "indices", "indptr"))
        return int(arrays) + _vocabulary_size(self._index.vocab_dict)

    def rank(self, question: str) -> Ranked:
        """By BM25 as Lucene counts it."""
        stems = {stem for language in Language for stem in self._stems(question, language)}
        known = sorted(stem for stem in stems if stem in self._index.vocab_dict)
        return _best(self._services, self._index.get_scores(known)) if known else ()

    def _stems(self, text: str, language: Language) -> list[str]:
        """Accents help the Spanish stemmer and are dropped after it: people leave them out."""
        stems = self._stemmers[language].stemWords(_WORD.findall(text.casefold()))
        return [folded for stem in stems if (folded := fold(stem))]


class Tantivy:
    """tantivy: each word of the question by BM25, or with one slip in it; on disk while it lasts.

    Raises:
        PeerMissing: tantivy is not installed.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._library = _needed("tantivy")
        self._services = [document.service for document in documents]
        self._folder = Path(tempfile.mkdtemp(prefix="benchmark-tantivy-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        schema = self._library.SchemaBuilder()
        schema.add_unsigned_field("number", stored=True)
        schema.add_text_field("text")
        self._schema = schema.build()
        self._index = self._library.Index(self._schema, path=str(self._folder))
        writer = self._index.writer(num_threads=1)
        for number, document in enumerate(documents):
            writer.add_document(self._library.Document(number=number, text=document.whole))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def size(self) -> int:
        """Bytes of the files."""
        return folder_size(self._folder)

    def rank(self, question: str) -> Ranked:
        """By the sum over words; a word with a slip counts a constant."""
        library, should = self._library, self._library.Occur.Should
        asked = words(question)
        exact = [library.Query.term_query(self._schema, "text", word) for word in asked]
        near = [
            library.Query.fuzzy_term_query(self._schema, "text", word, distance=1)
            for word in asked
            if len(word) >= SHORTEST_FUZZY
        ]
        if not exact:
            return ()
        query = library.Query.boolean_query([(should, part) for part in (*exact, *near)])
        hits = self._searcher.search(query, limit=BEST).hits
        return [(self._services[self._searcher.doc(place)["number"][0]], float(score)) for score, place in hits]


class CharacterTfIdf:
    """scikit-learn's TF-IDF over groups of three to five letters within words; cosine."""

    def __init__(self, documents: Sequence[Document]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._services = [document.service for document in documents]
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        self._rows = self._vectors.fit_transform([document.whole for document in documents])

    @property
    def size(self) -> int:
        """Bytes of the matrix and of the vocabulary."""
        arrays = self._rows.data.nbytes + self._rows.indices.nbytes + self._rows.indptr.nbytes
        return int(arrays) + _vocabulary_size(self._vectors.vocabulary_)

    def rank(self, question: str) -> Ranked:
        """By cosine."""
        asked = self._vectors.transform([fold(question)])
        return _best(self._services, (self._rows @ asked.T).toarray().ravel())


class Rapidfuzz:
    """A likeness of rapidfuzz alone, 0 to 100, between the question and each document.

    Args:
        scorer: its name in `rapidfuzz.fuzz`.
    """

    def __init__(self, documents: Sequence[Document], scorer: str) -> None:
        from rapidfuzz import fuzz

        self._services = [document.service for document in documents]
        self._texts = [document.whole for document in documents]
        self._scorer = getattr(fuzz, scorer)

    @property
    def size(self) -> int:
        """Bytes of the texts: there is no index."""
        return sum(map(sys.getsizeof, self._texts))

    def rank(self, question: str) -> Ranked:
        """By likeness."""
        from rapidfuzz import process

        found = process.extract(fold(question), self._texts, scorer=self._scorer, limit=BEST)
        return [(self._services[number], score) for _, score, number in found if score > 0]


PEERS: Mapping[str, Callable[[Sequence[Document]], Peer]] = {
    "fts5": Fts5,
    "bm25s": Bm25s,
    "tantivy": Tantivy,
    "tfidf 3-5": CharacterTfIdf,
    "token_set": lambda documents: Rapidfuzz(documents, "token_set_ratio"),
    "WRatio": lambda documents: Rapidfuzz(documents, "WRatio"),
}
"""How each peer is built, by the name it has in tables."""


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _needed(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise PeerMissing(f"{error.name or module} is not installed; add it with: uv sync --group benchmark") from error


def _best(services: Sequence[ServiceId], scores: Any) -> Ranked:
    """The services with the highest scores above nothing; the first of equals first."""
    order = (-scores).argsort(kind="stable")[:BEST]
    return [(services[number], float(scores[number])) for number in order if scores[number] > 0]


def _vocabulary_size(vocabulary: Mapping[str, Any]) -> int:
    return sys.getsizeof(vocabulary) + sum(map(sys.getsizeof, vocabulary))
