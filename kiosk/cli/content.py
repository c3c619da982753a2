"""`kiosk content`: bring the directory in and out, check it, and learn from it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk.cli.parser import OneLineParser, tasks_of


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare what can be done with content."""
    task = tasks_of(parser, common)
    bring = task("import", "check a pack and publish it", _import)
    bring.add_argument("folder", type=Path, help="a folder with services.jsonl and topics.json")
    bring.add_argument("--note", default="imported", metavar="TEXT", help="why, for the list of revisions")
    give = task("export", "write the published directory as a pack", _export)
    give.add_argument("folder", type=Path, help="a folder that holds no pack yet")
    give.add_argument("--replace", action="store_true", help="replace the pack that is in the folder")
    check = task("check", "look for faults in a pack and publish nothing", _check)
    check.add_argument("folder", type=Path, nargs="?", help="a folder; none: the directory that comes with the program")
    learn = task("learn", "learn from the directory when to answer", _learn)
    learn.add_argument("--output", type=Path, required=True, metavar="FILE", help="where to write the weights")


def _import(arguments: argparse.Namespace) -> int:
    from content.pack import read_pack
    from content.pack.checking import NO_CRISES
    from kiosk.cli.errors import UsageError
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import complain

    if getattr(arguments, "pack", None):
        raise UsageError("--pack keeps everything in memory, so nothing could be imported to stay; leave it out")
    directory = read_pack(arguments.folder)
    with Parts(arguments) as parts:
        number = parts.store.publish(directory, arguments.note)
    sys.stdout.write(f"published {len(directory.services)} services as revision {number}\n")
    if not directory.crises:
        complain(f"{arguments.folder}: {NO_CRISES}; add a crises.json, and import it again")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from content.pack import holds_pack, write_pack
    from kiosk.cli.errors import WouldReplace
    from kiosk.cli.parts import Parts

    if not arguments.replace and holds_pack(arguments.folder):
        raise WouldReplace(f"{arguments.folder}: there is a pack already; name another folder, or add --replace")
    with Parts(arguments) as parts:
        directory = parts.directory
    write_pack(directory, arguments.folder)
    sys.stdout.write(f"wrote {len(directory.services)} services to {arguments.folder}\n")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from content.errors import Severity
    from content.pack import check_pack
    from kiosk.cli.parts import shipped_pack

    findings = check_pack(arguments.folder or shipped_pack())
    for finding in findings:
        sys.stdout.write(f"{finding.severity}: {finding}\n")
    faults = sum(finding.severity is Severity.ERROR for finding in findings)
    sys.stdout.write(f"{_counted(faults, 'error')}, {_counted(len(findings) - faults, 'warning')}\n")
    return 1 if faults else 0


def _learn(arguments: argparse.Namespace) -> int:
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import write_whole
    from kiosk.publishing import judgement_of

    with Parts(arguments) as parts:
        judgement = judgement_of(parts.directory, parts.settings.data.cache)
        services = len(parts.directory.services)
    write_whole(arguments.output, judgement.as_json())
    sys.stdout.write(f"learnt from {services} services; wrote {arguments.output}\n")
    return 0


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
