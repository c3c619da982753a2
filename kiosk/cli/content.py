"""`kiosk content`: bring the directory in and out, check it, and learn from it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Declare what can be done with content."""
    chosen = parser.add_subparsers(dest="task", metavar="TASK", required=True, parser_class=type(parser))
    bring = chosen.add_parser("import", parents=[common], help="check a pack and publish it")
    bring.add_argument("folder", type=Path, help="a folder with services.jsonl and topics.json")
    bring.add_argument("--note", default="imported", help="why, for the list of revisions")
    bring.set_defaults(run=_import)
    give = chosen.add_parser("export", parents=[common], help="write the published directory as a pack")
    give.add_argument("folder", type=Path, help="a folder; files of the same names in it are replaced")
    give.set_defaults(run=_export)
    check = chosen.add_parser("check", parents=[common], help="look for faults in a pack and publish nothing")
    check.add_argument("folder", type=Path, nargs="?", help="a folder; none: the directory that comes with the program")
    check.set_defaults(run=_check)
    learn = chosen.add_parser("learn", parents=[common], help="learn from the directory when to answer")
    learn.add_argument("--output", type=Path, required=True, metavar="FILE", help="where to write the weights")
    learn.set_defaults(run=_learn)


def _import(arguments: argparse.Namespace) -> int:
    from content.pack import read_pack
    from kiosk.cli.parts import Parts

    directory = read_pack(arguments.folder)
    number = Parts(arguments).store.publish(directory, arguments.note)
    sys.stdout.write(f"published {len(directory.services)} services as revision {number}\n")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from content.pack import write_pack
    from kiosk.cli.parts import Parts

    directory = Parts(arguments).directory
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
    sys.stdout.write(f"{faults} errors, {len(findings) - faults} warnings\n")
    return 1 if faults else 0


def _learn(arguments: argparse.Namespace) -> int:
    from kiosk.cli.parts import Parts
    from kiosk.publishing import judgement_of

    parts = Parts(arguments)
    judgement = judgement_of(parts.directory, parts.settings.data.cache)
    arguments.output.write_text(judgement.as_json(), encoding="utf-8")
    sys.stdout.write(f"learnt from {len(parts.directory.services)} services; wrote {arguments.output}\n")
    return 0
