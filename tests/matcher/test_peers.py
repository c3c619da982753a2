"""Other ways to find a service: each keeps the same promises; those that are not installed are skipped."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.directory import Directory
from content.language import Language
from matcher.padding import padded
from matcher.peers import BEST, PEERS, Document, Peer, PeerMissing, documents_of, folder_size


def built(name: str, documents: Sequence[Document]) -> Peer:
    try:
        return PEERS[name](documents)
    except PeerMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module", params=PEERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def peer(name: str, directory: Directory) -> Peer:
    return built(name, documents_of(directory))


class TestEveryPeer:
    def test_finds_a_service_by_its_own_words_in_both_languages(self, peer: Peer) -> None:
        for question, service in (("who lends money to start a shop", "loans"), ("quiero aprender inglés", "english")):
            assert service in [found for found, _ in peer.rank(question)[:2]]

    def test_needs_no_capitals_and_no_accents(self, peer: Peer) -> None:
        assert peer.rank("¿QUIERO APRENDER INGLES?")[0][0] == "english"

    def test_ranks_the_best_first_and_no_service_twice(self, peer: Peer, name: str, directory: Directory) -> None:
        ranked = built(name, documents_of(padded(directory, 30))).rank("a loan to start a business")
        assert 2 <= len(ranked) <= BEST
        assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)
        assert len({service for service, _ in ranked}) == len(ranked)

    def test_knows_its_size(self, peer: Peer) -> None:
        assert peer.size > 100

    @given(question=st.text(max_size=60))
    def test_takes_any_question(self, peer: Peer, question: str) -> None:
        assert all(score > 0 for _, score in peer.rank(question))

    def test_keeps_silent_where_there_are_no_words(self, peer: Peer) -> None:
        assert all(not peer.rank(question) for question in ("", "?!", "你好"))

    @pytest.mark.parametrize(
        "question", ['loan" OR "x', "NEAR(loan)", "text:loan", "loan*", "AND NOT", "(((", "loan -"]
    )
    def test_takes_the_signs_of_a_query_language_for_nothing(self, peer: Peer, question: str) -> None:
        peer.rank(question)


@pytest.mark.parametrize("name", ["tantivy", "tfidf 3-5"])
def test_some_peers_forgive_a_slip(name: str, directory: Directory) -> None:
    assert built(name, documents_of(directory)).rank("engliish")[0][0] == "english"


def test_stems_bring_different_forms_together(directory: Directory) -> None:
    peer = built("bm25s", documents_of(directory, wordings=False))
    assert peer.rank("clase")[0][0] == "english"
    assert peer.rank("lending")[0][0] == "loans"


def test_a_document_has_names_summaries_keywords_topics_and_wordings_in_both_languages(directory: Directory) -> None:
    loans = next(document for document in documents_of(directory) if document.service == "loans")
    for language, name, topic, wording in (
        (Language.EN, "Small business loans", "Business", "I need a loan for my business"),
        (Language.ES, "Préstamos para negocios", "Negocios", "necesito un préstamo para mi negocio"),
    ):
        assert {name, topic, wording} < set(loans.texts[language])
    assert "prestamo" in loans.whole


def test_wordings_can_be_left_out_and_who_cannot_be_reached_is(directory: Directory) -> None:
    documents = documents_of(directory, wordings=False)
    assert "who lends money to start a shop" not in documents[0].whole
    assert [document.service for document in documents] == ["loans", "english", "kitchen"]


@pytest.mark.parametrize(("name", "module"), [("bm25s", "bm25s"), ("bm25s", "Stemmer"), ("tantivy", "tantivy")])
def test_a_peer_that_is_not_installed_says_how_to_add_it(
    name: str, module: str, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PeerMissing, match="uv sync --group benchmark"):
        PEERS[name](documents_of(directory))


def test_the_size_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "one").write_bytes(b"123")
    (tmp_path / "below" / "two").write_bytes(b"45")
    assert folder_size(tmp_path) == 5
