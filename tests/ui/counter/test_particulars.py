"""What is entered for an application as a whole: a field of it is declared in its record alone."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.records import Person
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.counter.load_application import open_application
from ipdesk.ui.counter.particulars.dialog import PolicyDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.rescue.unsaved import unsaved_of
from ipdesk.ui.desk.tasks import Tasks
from tests.models.desk import Clock
from tests.models.desk import Desk as Steps
from tests.places import ROOT
from tests.stores import with_database

AGENT = "梁代办"

# A program in which an application has one more particular: who brought it. Nothing else is declared.
PROGRAM = """
import sys
from pathlib import Path
from types import ModuleType
name = "ipdesk.models.records.applications"
source = Path(name.replace(".", "/") + ".py").read_text(encoding="utf-8")
record = sys.modules[name] = ModuleType(name)
exec(source.replace("    year: int\\n", "    year: int\\n    agent: str = ''\\n"), record.__dict__)
from tests.ui.counter.test_particulars import carry
carry(Path(sys.argv[1]))
"""
COLUMN = "ALTER TABLE application ADD COLUMN agent TEXT NOT NULL DEFAULT ''"


def agent_at(carrier: object) -> object:
    return getattr(carrier, "agent", None)


def passed(desk: Desk, page: CounterPage) -> Iterator[tuple[str, object]]:
    """Enter an agent, and yield who it is at each place that the application passes."""
    draft = page.draft
    draft.set_policy(draft.policy, replace(draft.particulars, agent=AGENT))  # type: ignore[call-arg]
    draft.add_row("gi_product")
    dialog = PolicyDialog(desk.policies, draft.policy.id, draft.particulars, desk.today(), page)
    yield "dialog", agent_at(dialog.particulars)
    unsaved = page.switching.work.present().plain()
    yield "rescue file", agent_at(unsaved_of(json.loads(json.dumps(unsaved))))
    del unsaved["agent"]
    yield "former rescue file", agent_at(unsaved_of(unsaved))
    page.autosave.save_now()
    desk.tasks.settle()
    saved = draft.file.id
    assert saved is not None
    yield "list", agent_at(desk.read(queries.application_rows, [saved])[0])
    draft.clear()
    yield "next application", agent_at(draft.particulars)
    open_application(desk, draft, saved)
    yield "opened again", agent_at(draft.particulars)


def carry(folder: Path) -> None:
    """Carry an agent through the counter, over a database with an applicant; print where it was found."""
    app, tasks, store = QApplication([]), Tasks(), Store.open(folder)
    desk = Desk(store, standard_library(), tasks, data_dir=folder)
    desk.set_person(Person(1, "陈晓敏"))
    page = CounterPage(desk)
    page.draft.set_applicant(store.read(queries.applicant, 1))
    print(json.dumps(dict(passed(desk, page))))
    app.processEvents()
    tasks.close()
    desk.close()
    store.close()


def test_a_particular_that_its_record_alone_declares_is_lost_nowhere(data_dir: Path) -> None:
    """It takes a program of its own: classes and tables of this one are made already."""
    clock = Clock()
    with closing(Store.open(with_database(data_dir), clock)) as store:
        Steps(store, standard_library().policy("shaoguan-2021"), clock).register()
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as database, database:
        database.execute(COLUMN)
    command = [sys.executable, "-c", PROGRAM, str(data_dir)]
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    found = subprocess.run(command, cwd=ROOT, env=offscreen, stdout=subprocess.PIPE, check=True)
    assert json.loads(found.stdout) == {
        "dialog": AGENT,
        "rescue file": AGENT,
        "former rescue file": "",
        "list": AGENT,
        "next application": "",
        "opened again": AGENT,
    }
