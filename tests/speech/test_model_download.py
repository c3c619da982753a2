import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.errors import ModelUnavailable
from speech.model_download import Terms, download
from tests.model_server import ModelServer

CONTENT = bytes(range(256)) * 2000
QUICK = Terms(timeout=5, attempts=2, pause=0)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(CONTENT).running() as server:
        yield server


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "model.zip"


def test_a_file_arrives_whole_and_leaves_nothing_beside_it(server: ModelServer, target: Path) -> None:
    download(server.url, target, QUICK)
    assert target.read_bytes() == CONTENT
    assert list(target.parent.iterdir()) == [target]


def test_progress_is_told_up_to_the_end(server: ModelServer, target: Path) -> None:
    steps: list[tuple[int, int | None]] = []
    download(server.url, target, QUICK, lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1] == (len(CONTENT), len(CONTENT))


def test_a_cut_download_goes_on_where_it_ended(server: ModelServer, target: Path) -> None:
    server.cut_after = [200_000, 100_000]
    download(server.url, target, QUICK)
    assert target.read_bytes() == CONTENT
    assert [request.get("Range") for request in server.requests] == [None, "bytes=200000-", "bytes=300000-"]


def test_a_cut_download_goes_on_in_the_next_run(server: ModelServer, target: Path) -> None:
    server.cut_after = [200_000, 0, 0]
    with pytest.raises(ModelUnavailable, match="200000 of 512000"):
        download(server.url, target, QUICK)
    download(server.url, target, QUICK)
    assert target.read_bytes() == CONTENT
    assert server.requests[-1]["Range"] == "bytes=200000-"


def test_another_edition_of_the_file_is_begun_anew(server: ModelServer, target: Path) -> None:
    server.cut_after = [200_000, 0, 0]
    with pytest.raises(ModelUnavailable):
        download(server.url, target, QUICK)
    server.content, server.etag = CONTENT[::-1], '"second"'
    download(server.url, target, QUICK)
    assert target.read_bytes() == CONTENT[::-1]


@pytest.mark.parametrize("etag", [None, 'W/"weak"'])
def test_a_file_without_a_firm_mark_is_never_gone_on_with(server: ModelServer, target: Path, etag: str | None) -> None:
    server.etag, server.cut_after = etag, [200_000]
    download(server.url, target, QUICK)
    assert target.read_bytes() == CONTENT
    assert not any("Range" in request for request in server.requests)


def test_a_server_without_ranges_is_asked_for_everything_again(server: ModelServer, target: Path) -> None:
    server.ranges, server.cut_after = False, [200_000]
    download(server.url, target, QUICK)
    assert target.read_bytes() == CONTENT


def test_a_file_of_untold_length_is_taken_as_it_comes(server: ModelServer, target: Path) -> None:
    server.says_length = False
    download(server.url, target, QUICK)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("says_length", [True, False])
def test_a_file_that_is_too_large_is_given_up(server: ModelServer, target: Path, says_length: bool) -> None:
    server.says_length = says_length
    with pytest.raises(ModelUnavailable, match="larger than 100000 bytes"):
        download(server.url, target, Terms(most_bytes=100_000))
    assert target.stat().st_size <= 100_000


def test_no_such_file_is_told_at_once(server: ModelServer, target: Path) -> None:
    server.status = 404
    with pytest.raises(ModelUnavailable, match="404"):
        download(server.url, target, QUICK)
    assert len(server.requests) == 1


def test_a_server_in_trouble_is_tried_again(server: ModelServer, target: Path) -> None:
    server.status = 503
    with pytest.raises(ModelUnavailable, match="503"):
        download(server.url, target, QUICK)
    assert len(server.requests) == QUICK.attempts


def test_an_unreachable_site_is_one_line_with_a_way_out(target: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/model.zip"
        with pytest.raises(ModelUnavailable, match="kiosk models add") as failure:
            download(url, target, QUICK)
    assert "\n" not in str(failure.value)


def test_a_site_that_says_nothing_is_given_up(target: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/model.zip"
        with pytest.raises(ModelUnavailable, match="timed out"):
            download(url, target, Terms(timeout=0.05, attempts=2, pause=0))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/model.zip", "model.zip", "http://[", ""])
def test_only_the_web_is_fetched_from(url: str, target: Path) -> None:
    with pytest.raises(ModelUnavailable):
        download(url, target, QUICK)
    assert not target.exists()


def test_a_redirect_is_followed_on_the_web_only(server: ModelServer, target: Path) -> None:
    server.redirect = "file:///etc/passwd"
    with pytest.raises(ModelUnavailable):
        download(server.url, target, QUICK)
    assert not target.exists()
