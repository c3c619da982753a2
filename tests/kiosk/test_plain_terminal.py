"""The plain dialogue in a real terminal: how long it waits for somebody."""

from __future__ import annotations

from tests.kiosk.terminals import Terminal

RUN = """
import sys
from kiosk.cli.keyboard import lines_or_silences
from kiosk.phrases import shipped
from kiosk.plain import PlainChannel, patience, talk
from kiosk.scene import Manner
from kiosk.settings import IdleSettings
from tests.kiosk.screens import verdicts
from tests.kiosk.stages import session

def write(text):
    sys.stdout.write(text)
    sys.stdout.flush()

channel = PlainChannel(write, Manner(keys=False), shipped())
session = session(channel, verdicts())
idle = IdleSettings({warn_after}, {end_after})
talk(session, channel, lines_or_silences(sys.stdin, lambda: patience(session.state, idle)), write, shipped())
"""
FOREVER = 3600
ANSWER, ASKED, WELCOME = "Small business loans", "Are you still there?", "How can we help you?"


def test_nobody_is_asked_twice_and_the_next_visitor_is_welcomed() -> None:
    with Terminal(RUN.format(warn_after=0.3, end_after=1.5)) as terminal:
        assert terminal.wait_for("goodbye")
        terminal.send(b"loan\n")
        assert terminal.wait_for(ASKED)
        assert terminal.wait_for(WELCOME)
        terminal.send(b"\x04")
        assert terminal.ended() == 0
        assert terminal.written.count(ASKED.encode()) == 1


def test_what_one_visitor_began_to_type_is_not_the_beginning_of_the_next_question() -> None:
    with Terminal(RUN.format(warn_after=0.3, end_after=1.5)) as terminal:
        assert terminal.wait_for("goodbye")
        terminal.send(b"moon\nmy secret ")
        assert terminal.wait_for(WELCOME)
        terminal.send(b"loan\n")
        assert terminal.wait_for(ANSWER)


def test_enter_keeps_the_visit() -> None:
    with Terminal(RUN.format(warn_after=0.3, end_after=FOREVER)) as terminal:
        assert terminal.wait_for("goodbye")
        terminal.send(b"loan\n")
        assert terminal.wait_for(ASKED)
        terminal.send(b"\n")
        assert terminal.wait_for(ANSWER)
