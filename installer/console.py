"""What the installer says: one line at a time, Chinese first, English after it."""

import sys
from typing import TextIO


class SetupError(Exception):
    """Something the person at this computer has to settle; the message says what, in both languages."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese} / {english}")


def say(chinese: str, english: str, stream: TextIO | None = None) -> None:
    """Print one line in both languages at once, so that it stands before what is started next."""
    print(f"{chinese} / {english}", file=stream or sys.stdout, flush=True)


def heading(text: str) -> None:
    """Print a line that parts the output of one step from that of the step before."""
    print(f"\n== {text} ==", flush=True)


def speak_any_character() -> None:
    """Keep a console that cannot show Chinese (an old code page) from ending the installation."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
