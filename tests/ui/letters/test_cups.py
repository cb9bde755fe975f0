"""A real run through CUPS: a scheduler of the test's own, a queue that writes what a PDF printer is sent.

Where CUPS cannot be started the test says so and is skipped.
"""

from __future__ import annotations

import getpass
import io
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pytest

from tests.documents.letters import letters
from tests.documents.letters.letters import render
from tests.documents.letters.paper import text
from tests.places import ROOT

PRINTER = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
TOOLS = ("cupsd", "lpadmin", "lp", "lpstat")
PATIENCE = 150  # tenths of a second for the scheduler to stand, and for a job to be printed
PATHS = os.pathsep.join(("/usr/sbin", "/usr/bin", os.environ.get("PATH", "")))

SCHEDULER = """
Listen localhost:{port}
DefaultAuthType None
WebInterface No
Browsing No
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/pages
FileDevice Yes
User {user}
Group {group}
SystemGroup {system}
"""
SEND = """
import json
import sys
from pathlib import Path
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from ipdesk.ui.letters.printing import a4_printer, paper_for, send, takes_pdf
application = QApplication([])
for line in sys.stdin:
    queue, copies, first, last, sides, pdf = json.loads(line)
    printer = a4_printer("通知书 1号")
    printer.setPrinterName(queue)
    assert printer.printerName() == queue and takes_pdf(printer), "the queue is seen by the window"
    printer.setCopyCount(copies)
    printer.setFromTo(first, last)
    printer.setDuplex(getattr(QPrinter.DuplexMode, sides))
    report = send(printer, paper_for(printer, Path(pdf).read_bytes(), "通知书 1号"), None)
    print([str(row.error) for row in report.refused], flush=True)
"""
"""A window that prints one job after the other."""


@dataclass(frozen=True)
class Queue:
    """A queue of a printer that takes PDF; ``out`` is where the printer's bytes go."""

    folder: Path
    out: Path
    server: str

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PATH": PATHS, "CUPS_SERVER": self.server, "LC_ALL": "C"}

    @cached_property
    def window(self) -> subprocess.Popen[str]:
        """What prints by the way of the window, and ends once it is told nothing more."""
        command, pipe = [sys.executable, "-X", "utf8", "-c", SEND], subprocess.PIPE
        return subprocess.Popen(
            command, env=self._environment(), stdin=pipe, stdout=pipe, encoding="utf-8", cwd=ROOT
        )

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self._environment(), capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sent(self, pdf: bytes, copies: int, first: int, last: int, sides: str) -> tuple[str, bytes]:
        """Print by the way of the window; return the printer's orders, and the PDF that follows them."""
        path = self.folder / "letter.pdf"
        path.write_bytes(pdf)
        asked, told = self.window.stdin, self.window.stdout
        assert asked is not None and told is not None
        print(json.dumps(["desk", copies, first, last, sides, str(path)]), file=asked, flush=True)
        assert told.readline().strip() == "[]"
        for _ in range(10 * PATIENCE):  # asking takes a hundredth of a second itself
            if not self.run("lpstat", "-o", "desk").strip():
                break
        orders, mark, rest = self.out.read_bytes().partition(b"%PDF-")
        return orders.decode("ascii", "replace"), mark + rest


@pytest.fixture(scope="module")
def queue() -> Iterator[Queue]:
    lacking = [tool for tool in TOOLS if shutil.which(tool, path=PATHS) is None]
    if lacking or not PRINTER.exists():
        absent = ", ".join(lacking) or PRINTER
        pytest.skip(f"CUPS cannot be started: {absent} is missing (apt: cups, cups-filters)")
    # Not below /dev, where CUPS takes the printer's file for a device and makes none.
    with TemporaryDirectory(prefix="ipdesk-cups-", dir="/var/tmp") as name, socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
        free.close()
        folder = Path(name)
        found = Queue(folder, folder / "printed", f"localhost:{port}")
        with _scheduler(folder, port):
            wanted = ("-v", f"file:{found.out}", "-P", str(PRINTER), "-o", "PageSize=A4")
            found.run("lpadmin", "-p", "desk", "-E", *wanted)
            with found.window:
                yield found
                found.window.communicate()


class _scheduler:
    """A scheduler that stands within the block, or skips the test."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port

    def __enter__(self) -> None:
        user, group = _unprivileged()
        (self._folder / "cupsd.conf").write_text(SCHEDULER.format(port=self._port))
        places = {"folder": self._folder, "user": user, "group": group, "system": _other_group(group)}
        (self._folder / "cups-files.conf").write_text(FILES.format(**places))
        for inner in ("ppd", "spool", "cache", "state", "tmp"):
            (self._folder / inner).mkdir()
        if os.geteuid() == 0:
            for place in (self._folder, *self._folder.iterdir()):
                shutil.chown(place, user, group)
        self._folder.chmod(0o755)
        tool = shutil.which("cupsd", path=PATHS)
        assert tool is not None
        self._process = subprocess.Popen(
            [tool, "-f", "-c", self._folder / "cupsd.conf", "-s", self._folder / "cups-files.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PATIENCE):
            try:
                self._process.wait(0.1)
            except subprocess.TimeoutExpired:
                with socket.socket() as asked:
                    if asked.connect_ex(("localhost", self._port)) == 0:
                        return
            else:
                said = self._process.stderr.read() if self._process.stderr else ""
                pytest.skip(f"CUPS cannot be started: {said.strip() or 'cupsd ended at once'}")
        self.__exit__()
        pytest.skip("CUPS cannot be started: its scheduler answers nobody")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)
        if self._process.stderr:
            self._process.stderr.close()


def _unprivileged() -> tuple[str, str]:
    """Return whom filters run as: nobody may be root there."""
    if os.geteuid() != 0:
        return getpass.getuser(), _group(pwd.getpwnam(getpass.getuser()).pw_gid)
    return "lp", "lp"


def _group(number: int) -> str:
    import grp

    return grp.getgrgid(number).gr_name


def _other_group(group: str) -> str:
    """Return a group of administrators, which must be another one than that of filters."""
    return next(name for name in ("lpadmin", "adm", "users", "daemon") if name != group)


def pages(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert {(round(page.width), round(page.height)) for page in document.pages} == {(595, 842)}
        return ["".join(char["text"] for char in page.chars) for page in document.pages]


def test_a_range_is_printed_twice_on_both_sides_as_it_stands(queue: Queue) -> None:
    pdf = render(letters.TWELVE)
    whole = pages(pdf)
    assert len(whole) == 4
    orders, printed = queue.sent(pdf, copies=2, first=2, last=3, sides="DuplexLongSide")
    assert "DUPLEX=ON" in orders and "BINDING=LONGEDGE" in orders
    assert "PAPER=A4" in orders and "RESOLUTION=600" in orders, "at the resolution of the printer"
    assert sorted(pages(printed)) == sorted(whole[1:3] * 2)
    assert b"/FontFile2" in printed or text(printed), "characters go there as characters, not as pictures"


def test_one_side_and_the_short_edge_are_what_was_chosen(queue: Queue) -> None:
    pdf = render(letters.TWO)
    orders, printed = queue.sent(pdf, copies=1, first=1, last=2, sides="DuplexNone")
    assert "DUPLEX=OFF" in orders and pages(printed) == pages(pdf)
    orders, _ = queue.sent(pdf, copies=1, first=1, last=2, sides="DuplexShortSide")
    assert "DUPLEX=ON" in orders and "BINDING=SHORTEDGE" in orders
