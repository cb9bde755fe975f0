"""The window is closed while letters are issued: asked first, and each letter is whole or not there."""

import threading
from collections.abc import Iterator

import pytest

from ipdesk.models import queries
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.lists import WAITING
from tests.models.desk import licence
from tests.ui.rig import Rig


@pytest.fixture
def busy(rig: Rig, own_window: None) -> Iterator[threading.Event]:
    """Have three letters issued behind other work, which goes on once this is set."""
    account = {"bank": "示例银行示例支行", "account": "6222020000001122332"}
    ids = [
        rig.steps.confirmed(rig.steps.register(f"{name}机械有限公司", **account), licence(ref=f"Y{number}"))
        for number, name in enumerate("甲乙丙")
    ]
    page, gate = LettersPage(rig.desk, ask_printer=lambda *_: None), threading.Event()
    rig.show(letters=page)
    page.lists.models[WAITING].check_all()
    rig.settle()
    assert len(page.lists.chosen()) == len(ids)
    rig.tasks.start(Lane.LONG, lambda _: gate.wait())
    rig.answer()
    page.issue()
    yield gate
    gate.set()


def test_the_clerk_can_wait_for_the_end(rig: Rig, busy: threading.Event) -> None:
    asked = rig.answer(yes=False)
    assert not rig.window.close()
    assert "正在办理" in asked()
    busy.set()
    rig.settle()
    assert len(rig.store.read(queries.letters)) == 3
    assert rig.window.close()


def test_or_close_and_go_on_another_day(rig: Rig, busy: threading.Event) -> None:
    rig.answer()
    assert rig.window.close()
    busy.set()
    rig.settle()
    issued = rig.store.read(queries.letters)
    states = [rig.state(application) for application in (1, 2, 3)]
    assert states.count("notified") == len(issued) < 3
