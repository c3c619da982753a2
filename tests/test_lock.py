"""The locked packages can be had, ready built, on every machine that the kiosk is for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).parents[1]

BUILT_FROM_SOURCE = {"srt": "one module of plain Python; its author publishes no wheel"}
"""Packages that come as source alone, and why they need no compiler."""


@dataclass(frozen=True, slots=True)
class System:
    """What a machine brings: its processor, and the versions of its Python and its C library."""

    machine: str
    python: tuple[int, int]
    glibc: int
    """Minor version of glibc 2."""

    @property
    def markers(self) -> dict[str, str]:
        """What markers are judged by (PEP 508)."""
        version = f"{self.python[0]}.{self.python[1]}"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{version}.0",
            "os_name": "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_system": "Linux",
            "python_full_version": f"{version}.0",
            "python_version": version,
            "sys_platform": "linux",
        }

    @property
    def tags(self) -> frozenset[Tag]:
        """The wheels it can install (PEP 425, PEP 600)."""
        platforms = [f"manylinux_2_{minor}_{self.machine}" for minor in range(self.glibc, 4, -1)]
        platforms += [f"manylinux2014_{self.machine}", f"linux_{self.machine}"]
        interpreter = f"cp{self.python[0]}{self.python[1]}"
        return frozenset(
            (*cpython_tags(self.python, platforms=platforms), *compatible_tags(self.python, interpreter, platforms))
        )


SYSTEMS = {
    f"{name} {machine}": System(machine, python, glibc)
    for name, python, glibc in (
        ("Debian 12", (3, 11), 36),
        ("Ubuntu 24.04", (3, 12), 39),
        ("Debian 13", (3, 13), 41),
    )
    for machine in ("x86_64", "aarch64")
}


@pytest.fixture(scope="module")
def lock() -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    return packages


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest) -> System:
    return SYSTEMS[request.param]


def applies(what: dict[str, Any], system: System) -> bool:
    """Whether the marker of a dependency, or the markers of one fork of the lock, hold on a system."""
    markers = [what["marker"]] if "marker" in what else what.get("resolution-markers", [])
    return not markers or any(Marker(marker).evaluate(system.markers) for marker in markers)


def needs(package: dict[str, Any], extras: list[str]) -> Iterator[dict[str, Any]]:
    """The dependencies of a locked package, with those of the extras asked for and of all its groups."""
    yield from package.get("dependencies", ())
    for extra in extras:
        yield from package["optional-dependencies"][extra]
    for group in package.get("dev-dependencies", {}).values():
        yield from group


def installed(lock: list[dict[str, Any]], system: System) -> dict[str, dict[str, Any]]:
    """The packages that `uv sync` would put on a system, by name."""
    found: dict[str, dict[str, Any]] = {}
    seen: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = [{"name": "ventanilla"}]
    while waiting:
        wanted = waiting.pop()
        if wanted in seen or not applies(wanted, system):
            continue
        seen.append(wanted)
        (package,) = (
            package
            for package in lock
            if package["name"] == wanted["name"]
            and wanted.get("version", package["version"]) == package["version"]
            and applies(package, system)
        )
        found[package["name"]] = package
        waiting += needs(package, wanted.get("extra", []))
    return found


def ready_built(package: dict[str, Any], system: System) -> bool:
    """Whether a wheel of the package can be installed on a system."""
    names = (wheel["url"].rpartition("/")[2] for wheel in package.get("wheels", ()))
    return any(not system.tags.isdisjoint(parse_wheel_filename(name)[3]) for name in names)


def test_every_package_comes_ready_built(lock: list[dict[str, Any]], system: System) -> None:
    packages = installed(lock, system)
    source = {name for name, package in packages.items() if not ready_built(package, system)} - {"ventanilla"}
    assert source == set(BUILT_FROM_SOURCE)


def test_what_comes_as_source_is_locked_with_its_hash(lock: list[dict[str, Any]]) -> None:
    source = {package["name"]: package for package in lock if package["name"] in BUILT_FROM_SOURCE}
    assert all(package["sdist"]["hash"].startswith("sha256:") for package in source.values())
    assert set(source) == set(BUILT_FROM_SOURCE)


def test_sound_comes_from_sounddevice_on_aarch64_and_from_miniaudio_elsewhere(
    lock: list[dict[str, Any]], system: System
) -> None:
    sound = {"miniaudio", "sounddevice"} & set(installed(lock, system))
    assert sound == ({"sounddevice"} if system.machine == "aarch64" else {"miniaudio"})


def test_the_kiosk_itself_is_not_left_out(lock: list[dict[str, Any]], system: System) -> None:
    assert {"vosk", "numpy", "textual", "pyusb", "pyserial", "pytest"} <= set(installed(lock, system))


def test_every_package_comes_from_the_public_index(lock: list[dict[str, Any]]) -> None:
    sources = [package["source"] for package in lock if package["name"] != "ventanilla"]
    assert sources == [{"registry": "https://pypi.org/simple"}] * len(sources)
