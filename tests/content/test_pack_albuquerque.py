from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

import content
from content.directory import Directory, Known, ServiceId
from content.pack import read_pack, write_pack

PACK = Path(content.__file__).parent / "packs" / "albuquerque"
MIRRORS = ("testplonesite", "bernalillocountysheriff", "sks.com", "readkong", "batchcrumb", "github", "web.archive")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return read_pack(PACK)


def urls(directory: Directory) -> Iterator[str]:
    return (service.url for service in directory.services.values() if service.url)


def test_it_is_whole(directory: Directory) -> None:
    assert len(directory.services) >= 169
    assert all(service.topics and service.sources for service in directory.services.values())
    assert all(service.name.en and service.name.es and service.summary.es for service in directory.services.values())


def test_no_copy_of_a_page_is_given_to_visitors_in_place_of_the_page(directory: Directory) -> None:
    assert [url for url in urls(directory) if any(mirror in url for mirror in MIRRORS)] == []


def test_a_service_nobody_can_reach_is_not_shown(directory: Directory) -> None:
    hidden = set(directory.services) - {service.id for service in directory.shown}
    assert all(not directory.services[id].phones for id in hidden)


def test_a_seasonal_market_and_a_line_in_another_zone_say_so(directory: Directory) -> None:
    (market,) = directory.services[ServiceId("downtown-growers-market")].schedules or ()
    assert (market.months, market.opens) == (frozenset(range(4, 12)), time(8))
    (line,) = directory.services[ServiceId("uscis-contact")].schedules or ()
    assert line.timezone == "America/New_York"


def test_forms_in_spanish_do_not_make_a_service_in_spanish(directory: Directory) -> None:
    assert directory.services[ServiceId("cabq-civil-rights")].spanish_spoken is Known.NOT_KNOWN
    assert directory.services[ServiceId("encuentro")].spanish_spoken is Known.YES


def test_written_and_read_again_it_is_the_same(directory: Directory, tmp_path: Path) -> None:
    write_pack(directory, tmp_path / "copy")
    copy = read_pack(tmp_path / "copy")
    assert replace(copy, revision=0) == directory
    assert list(copy.services) == list(directory.services)
