"""What another desk did while a dialog stood open: said in the dialog, which keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import commands, queries
from ipdesk.models.store import Store
from ipdesk.models.workflow import State, Step
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.batches.preview_dialog import BatchPreview
from ipdesk.ui.applications.forwarding.answer_dialog import AnswerDialog
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog
from tests.actors import CLERK
from tests.models.desk import licence
from tests.models.handlers import test_calls as calls
from tests.models.handlers.steps import test_forwarding as forwarding
from tests.models.handlers.test_two_desks import take_roles_away
from tests.ui.applications.test_batches import when_shown
from tests.ui.applications.test_batches_of_drafts import tick_all
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.applications.test_simple_steps import take
from tests.ui.rig import Rig


@pytest.fixture
def other(rig: Rig) -> Iterator[Store]:
    """Return another desk's store on the same database."""
    assert rig.desk.data_dir is not None
    with closing(Store.open(rig.desk.data_dir, rig.clock)) as store:
        yield store


def page_of(rig: Rig) -> ApplicationsPage:
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    return page


def withdraw(store: Store, application: int) -> None:
    step = commands.TakeStep(application=application, step=Step.WITHDRAW, reason="申请人另行安排")
    store.run(step, CLERK)


@pytest.mark.parametrize(
    ("meanwhile", "said", "state"),
    [
        (withdraw, "申请人撤回，这里填写的没有采用", State.WITHDRAWN),
        (lambda store, _: take_roles_away(store), "审批人", State.FORWARDED),
    ],
    ids=["withdrawn", "role taken away"],
)
def test_an_answer_that_cannot_be_recorded_any_more(
    rig: Rig, other: Store, meanwhile: Callable[[Store, int], None], said: str, state: State
) -> None:
    call = forwarding.open_call(rig.steps)
    application = forwarding.accepted(rig.steps, call, licence())
    forwarding.forwarded(rig.steps, application)
    page = page_of(rig)
    page.list.go_to(application)
    rig.settle()
    shown: list[str] = []

    def answer(dialog: AnswerDialog) -> None:
        dialog.body_field.setText("示例市市场监督管理局")
        dialog.number_field.setText("示市监知〔2024〕20号")
        dialog.fill()
        meanwhile(other, application)
        dialog.accept()
        rig.settle()
        shown.extend((dialog.message.sentence(), dialog.number_field.text()))
        dialog.done(0)

    in_dialog(AnswerDialog, answer)
    page.list_bar.primary.click()
    rig.settle()
    assert said in shown[0]
    assert shown[1] == "示市监知〔2024〕20号", "what was typed stays"
    detail = rig.desk.read(queries.application_detail, application)
    assert (detail.application.state, detail.upper_answer) == (state, None)


def test_a_call_that_closes_while_the_preview_of_a_batch_stands_open(rig: Rig, other: Store) -> None:
    call = calls.opened(rig.steps)
    every = frozenset(rig.steps.policy.vocabulary.materials)
    for number in (1, 2):
        row = replace(licence(ref=f"Y20224400001{number}"), received=every)
        calls.draft(rig.steps, row, call=call)
    page = page_of(rig)
    tick_all(page, rig, State.DRAFT)
    said: list[str] = []

    def agree(preview: BatchPreview) -> None:
        other.run(commands.CloseCall(call=call), CLERK)
        preview.accept()
        rig.settle()
        said.extend((preview.problem.sentence(), preview.summary.text()))

    when_shown(page, agree)
    rig.press(Qt.Key.Key_F9, page.list.table)
    assert "关闭" in said[0] and "全部没有办理" in said[0]
    assert said[1].startswith("0 件可以办理")
    assert [rig.state(one) for one in (1, 2)] == ["draft", "draft"]


def accepted(rig: Rig) -> int:
    return forwarding.accepted(rig.steps, forwarding.open_call(rig.steps), licence())


def decided(rig: Rig) -> int:
    return rig.steps.confirmed(rig.steps.register(), licence())


@pytest.mark.parametrize(
    ("before", "word", "meanwhile", "said", "state"),
    [
        (accepted, "撤销受理…", withdraw, "申请人撤回，这里填写的没有采用", State.WITHDRAWN),
        (decided, "撤回审定…", lambda store, _: take_roles_away(store), "须由审批人办理", State.CONFIRMED),
    ],
    ids=["the state does not allow it", "role taken away"],
)
def test_a_step_that_cannot_be_taken_any_more_is_refused_where_its_reason_was_typed(
    rig: Rig,
    other: Store,
    before: Callable[[Rig], int],
    word: str,
    meanwhile: Callable[[Store, int], None],
    said: str,
    state: State,
) -> None:
    application, page = before(rig), page_of(rig)
    shown: list[str] = []

    def answer(dialog: ReasonDialog) -> None:
        dialog.input.setText("合同金额录入错误")
        meanwhile(other, application)
        dialog.accept()
        rig.settle()
        shown.extend((dialog._field.error(), dialog.input.text()))

    in_dialog(ReasonDialog, answer)
    take(page.list_bar.others, word)
    rig.settle()
    assert said in shown[0] and shown[1] == "合同金额录入错误", "what was typed stays"
    assert rig.state(application) == state.value
