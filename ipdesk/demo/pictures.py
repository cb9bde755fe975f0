"""``ipdesk screenshots``: every page, in every size and scale that the desk promises to fit."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk import sample
from ipdesk.demo.clerk import Clerk
from ipdesk.demo.stage import Launch, RunningDesk, Screenshots, running, without_screen
from ipdesk.documents.letters.issue import notification
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.issuing.submission import submissions
from ipdesk.documents.letters.list_documents import forwarding
from ipdesk.models import queries
from ipdesk.models.records import ApplicationFilter
from ipdesk.models.workflow import DECIDABLE, State
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import ContinueDraft, IssueLetters, OpenApplication, OpenLetter
from ipdesk.ui.shell.frame import Shell

SIZES = ((1366, 768), (1280, 680), (1920, 1080))
SMALLEST = (1280, 680)
SCALES = ("1.25", "1.5", "2")
_SCALE = "QT_SCALE_FACTOR"
_PROGRAM = "import sys; from ipdesk.cli import main; sys.exit(main())"


def screenshots(out: Path, launch: Launch) -> int:
    """Leave pictures of every page in a folder; returns the exit status.

    Three sizes at 100 %, and the smallest again at each other scale, by a process of its own. Where the
    environment sets a scale only that one is made.
    """
    out = out.resolve()
    if _SCALE in os.environ:
        _take([(SMALLEST, out / f"{SMALLEST[0]}x{SMALLEST[1]}@{os.environ[_SCALE]}")], launch)
        return 0
    _take([(size, out / f"{size[0]}x{size[1]}") for size in SIZES], launch)
    status = max(_at_scale(scale, out) for scale in SCALES)
    print(QCoreApplication.translate("Demo", "截图在 {folder}").format(folder=out))
    print(f"Screenshots are in {out}")
    return status


def _at_scale(scale: str, out: Path) -> int:
    command = [sys.executable, "-c", _PROGRAM, "screenshots", "--out", str(out)]
    return subprocess.run(command, env=os.environ | {_SCALE: scale}).returncode


def _take(series: list[tuple[tuple[int, int], Path]], launch: Launch) -> None:
    with without_screen() as data_dir:
        _take_first_start(launch, data_dir / "empty", [folder for _, folder in series])
        today = datetime.date.today()
        sample.fill(data_dir / "full", today, notification, NoticePapers, forwarding, submissions)
        for size, folder in series:
            with running(launch, data_dir / "full", size) as (program, clerk):
                album = Screenshots(folder, clerk, first=2)
                for view in views(program, clerk):
                    view.show()
                    album.save(view.name)


def _take_first_start(launch: Launch, data_dir: Path, folders: list[Path]) -> None:
    with running(launch, data_dir) as (_, clerk):
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("*.png"):
                old.unlink()
            Screenshots(folder, clerk).save("first-start")
        window = clerk.window()
        window.close()
        window.deleteLater()


class View(NamedTuple):
    """Something worth a picture: its name, and how to bring it into sight."""

    name: str
    show: Callable[[], object]


def views(program: RunningDesk, clerk: Clerk) -> Iterator[View]:
    """Yield every page in its typical states, on the sample's data."""
    window, desk = program.window, program.desk
    assert window is not None and desk is not None, "the sample has set up the office"
    yield from _counter(window, desk, clerk)
    yield from _applications(desk, clerk)
    yield from _letters(desk, clerk)
    yield View("payments", lambda: window.go_to("payments"))
    yield View("funds", lambda: window.go_to("funds"))
    yield View("settings", lambda: window.go_to("settings"))
    yield from _policies(clerk)


def _counter(window: Shell, desk: Desk, clerk: Clerk) -> Iterator[View]:
    yield View("counter-search", lambda: window.go_to("counter"))
    yield View("counter-register", lambda: _register(clerk, "韶关市新申请人有限公司"))
    yield View("counter-capped", lambda: desk.open(ContinueDraft(_one(desk, "禾苗", State.DRAFT))))
    yield View("counter-headroom", lambda: clerk.press("F6"))
    clerk.press("F6")
    yield View("counter-incomplete", lambda: desk.open(ContinueDraft(_one(desk, "石鼓", State.DRAFT))))
    yield View("counter-kinds", lambda: clerk.press("F3"))
    yield View("counter-accepted", lambda: desk.open(ContinueDraft(_one(desk, "恒岳", State.ACCEPTED))))


def _register(clerk: Clerk, name: str) -> None:
    clerk.press("F2")
    clerk.type(name)
    clerk.press("Alt+N")


def _applications(desk: Desk, clerk: Clerk) -> Iterator[View]:
    yield View("list", lambda: clerk.press("Ctrl+2"))
    yield View("list-drawer", lambda: desk.open(OpenApplication(_one(desk, "恒岳", State.NOTIFIED))))
    yield View("decision", lambda: _decide(desk, clerk, _one(desk, "桐坪", *DECIDABLE)))


def _decide(desk: Desk, clerk: Clerk, application: int) -> None:
    desk.open(OpenApplication(application))
    clerk.settle()
    clerk.press("F9")


def _letters(desk: Desk, clerk: Clerk) -> Iterator[View]:
    yield View("letters-waiting", lambda: desk.open(IssueLetters()))
    yield View("letters-issued", lambda: desk.open(OpenLetter(desk.read(queries.letters)[0].id)))


def _policies(clerk: Clerk) -> Iterator[View]:
    yield View("settings-policies", lambda: clerk.press("Alt+2"))
    yield View("settings-recheck", lambda: _recheck(clerk))


def _recheck(clerk: Clerk) -> None:
    clerk.press("F8")
    clerk.settle()
    clerk.press("F9")


def _one(desk: Desk, name: str, *states: State) -> int:
    """Return the newest application whose applicant is called so, in the first of states that has any."""
    wanted = (ApplicationFilter(text=name, state=state) for state in states)
    return next(ids[0] for ids in (desk.read(queries.application_ids, one) for one in wanted) if ids)
