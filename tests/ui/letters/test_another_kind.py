"""A further kind of document needs a template and a module that registers it: both are here, nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import ipdesk
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.content import OFFICE_NAMES, Content, office_values
from ipdesk.documents.letters.data import LetterData, issuer_of
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.issue import issuing
from ipdesk.documents.letters.registry import ANY, DOCUMENTS, heading, name_of, name_of_all
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.models import queries
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import ApplicationFilter, DocumentKind, LetterRow
from ipdesk.ui.applications.drawer.parts import LetterList
from ipdesk.ui.desk.destinations import IssueLetters, OpenLetter, Origin
from ipdesk.ui.letters.lists import ISSUED, WAITING
from ipdesk.ui.letters.rows import issued_item
from ipdesk.ui.widgets import Text
from tests.actors import CLERK
from tests.models.desk import OFFICE, licence, works
from tests.ui.letters.test_letters import F9, PrinterTray, confirmed, page_on, tray, words
from tests.ui.rig import POLICY, Rig

__all__ = ["tray"]

# --- the template ---

TEMPLATE = """
title: "示例受理回执"
addressee: "{addressee}："
body:
  - text: 你单位的申请已收到，申请编号：{application_number}。联系人：{contact_person}。
"""

# --- the module ---


@dataclass(frozen=True, slots=True)
class Receipt(LetterData):
    """A receipt for an application."""

    application_number: str


def build(source: ApplicationSource, date: datetime.date, number: str | None) -> Receipt:
    applicant, row = source.detail.applicant, source.detail.application
    return Receipt(issuer_of(source.office), number, date, applicant.name, row.number)


def content(receipt: Receipt) -> Content:
    said = {"addressee": receipt.addressee, "application_number": receipt.application_number}
    return Content({**office_values(receipt.issuer), **said})


VOCABULARY = TemplateVocabulary(
    names={**OFFICE_NAMES, "addressee": "收件人名称", "application_number": "申请编号"}
)


def registered(kind: DocumentKind) -> RegisteredDocument[Receipt]:
    return RegisteredDocument(
        kind=kind, template="receipt.yaml", vocabulary=VOCABULARY, data=Receipt, build=build,
        content=content, wanted=ApplicationFilter(),
    )  # fmt: skip


RECEIPT = registered(DocumentKind("receipt", "示例受理回执", series=None))

# --- and nothing else ---


@pytest.fixture
def receipt(monkeypatch: pytest.MonkeyPatch, data_dir: Path, own_window: None) -> RegisteredDocument[Receipt]:
    monkeypatch.setitem(DOCUMENTS, RECEIPT.kind.id, RECEIPT)
    folder = data_dir / "letters"
    folder.mkdir()
    (folder / RECEIPT.template).write_text(TEMPLATE, encoding="utf-8")
    return RECEIPT


def issue(rig: Rig, document: RegisteredDocument[Receipt], application: int) -> LetterRow:
    """Issue a document by its command, as a program without a window would; return its row."""
    source = ApplicationSource(OFFICE, rig.steps.detail(application), POLICY)
    folder = rig.desk.data_dir / "letters"
    command = issuing(document, source, rig.clock.today, templates_dir=folder)
    done = rig.store.run(command, CLERK).value
    return rig.store.read(queries.letter, done.id).row


def test_it_goes_out_through_the_window_and_the_award_letter_goes_on_as_before(
    rig: Rig, tray: PrinterTray, receipt: RegisteredDocument[Receipt]
) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    assert page.lists.kinds.waiting.currentText() == "资助（奖励）通知书 1"
    kinds = page.lists.kinds.waiting
    kinds.choose_by_text("资金审核审批表")
    page.activated()
    rig.settle()
    assert kinds.currentText() == "资助（奖励）通知书 1", "who comes back stands on what must go out"
    assert kinds.itemText(0) == "资助（奖励）通知书 1", "and it comes first"
    kinds.choose_by_text("示例受理回执")
    page.refresh()
    rig.settle()
    assert kinds.currentText() == "示例受理回执 1", "who stays stays with the kind that was chosen"
    shown = words(page.preview.pdf())
    assert "申请编号：2024-0001" in shown and "稿" in shown
    assert not page.lists.form.number_field.isVisible()
    page.lists.table().setFocus()
    asked = rig.answer()
    rig.press(F9)
    assert "印发并打印？" in asked() and "文号" not in asked() and "下达" not in asked()
    (row,) = rig.store.read(queries.letters)
    assert (row.kind, row.number, rig.state(application)) == ("receipt", "", "confirmed")
    assert rig.store.read(queries.letter, row.id).pdf == tray.out()
    assert "申请编号：2024-0001" in words(tray.out()) and "稿" not in words(tray.out())
    page.lists.choose(WAITING)
    assert page.lists.models[WAITING].items == (), "it has its receipt"
    page.lists.kinds.waiting.choose_by_text("资助（奖励）通知书")
    rig.answer()
    rig.press(F9)
    assert rig.state(application) == "notified"
    assert tray.titles == ["示例受理回执", "资助（奖励）通知书 示知资〔2024〕1号"]


def test_letters_of_several_kinds_are_told_apart_and_can_be_narrowed(
    rig: Rig, tray: PrinterTray, receipt: RegisteredDocument[Receipt]
) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    issue(rig, receipt, application)
    page = page_on(rig, tray)
    rig.answer()
    rig.press(F9)
    table = page.lists.models[ISSUED]
    assert [item.cells[0] for item in table.items] == ["示知资〔2024〕1号", "示例受理回执"]
    page.lists.table().setFocus()
    rig.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    rig.press(F9)
    assert tray.titles[-1] == "文书 2 份"
    page.lists.kinds.issued.choose_by_text("示例受理回执")
    rig.settle()
    assert [item.kind for item in table.items] == ["receipt"]
    assert [item.kind for item in page.lists.chosen()] == ["receipt"], "ticked still"
    page.lists.search.setText("没有这样的")
    award = rig.store.read(queries.letters, kind="award_notification")[0]
    page.show_destination(OpenLetter(award.id), Origin())
    rig.settle()
    current = page.lists.current()
    assert current is not None and current.id == award.id, "the choice of kind and the search give way"
    rig.press(Qt.Key.Key_F9)
    assert tray.titles[-1] == "资助（奖励）通知书 示知资〔2024〕1号", "what is shown, not what was ticked"
    assert page.message.sentence().startswith("示知资〔2024〕1号 须送达"), "whatever led to it"
    page.show_destination(IssueLetters((application,), "service_record"), Origin())
    assert page.message.sentence() == "", "nothing of another paper stands above this one"
    page.show_destination(OpenLetter(award.id - 1), Origin())
    assert page.message.sentence() == "", "a receipt is served on nobody"
    drawer = LetterList()
    rig.qtbot.addWidget(drawer)
    drawer.show_letters(rig.steps.detail(application).letters)
    said = [text.text() for text in drawer.findChildren(Text)]
    assert {"2022年度知识产权资助（奖励）通知书", "示知资〔2024〕1号　2024-06-20", "示例受理回执"} <= {*said}


def test_an_application_handed_over_is_shown_under_the_kind_that_it_waits_for(
    rig: Rig, tray: PrinterTray, receipt: RegisteredDocument[Receipt]
) -> None:
    confirmed(rig, "甲精密电子有限公司")
    accepted = rig.steps.draft(rig.steps.register("乙机械有限公司"), works())
    rig.steps.accept(accepted)
    page = page_on(rig, tray)
    page.show_destination(IssueLetters((accepted.application,)), Origin())
    rig.settle()
    assert page.lists.kinds.waiting.key() == "receipt"
    current = page.lists.current()
    assert current is not None and current.name == "乙机械有限公司"


@pytest.fixture
def only_awards() -> Iterator[None]:
    """Let the register hold one kind; pages offer the kinds in its order, which is the same afterwards."""
    kept = dict(DOCUMENTS)
    for other in kept.keys() - {AWARD.kind.id}:
        del DOCUMENTS[other]
    yield
    DOCUMENTS.clear()
    DOCUMENTS.update(kept)


@pytest.mark.usefixtures("only_awards", "own_window")
def test_with_one_kind_there_is_nothing_to_choose(rig: Rig, tray: PrinterTray) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    for place in (WAITING, ISSUED):
        page.lists.choose(place)
        assert not page.lists.kinds.isVisible()


def test_a_kind_with_a_series_of_its_own_counts_by_itself(
    rig: Rig, receipt: RegisteredDocument[Receipt]
) -> None:
    numbered = registered(DocumentKind("numbered", "示例编号回执", series="受"))
    application = confirmed(rig, "甲精密电子有限公司")
    numbers = [issue(rig, numbered, application).number for _ in range(2)]
    assert numbers == ["示知资受〔2024〕1号", "示知资受〔2024〕2号"]
    assert rig.store.read(queries.next_letter_number, 2024, "受") == "示知资受〔2024〕3号"
    assert rig.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕1号"


def test_it_goes_only_to_who_may_get_one(rig: Rig, receipt: RegisteredDocument[Receipt]) -> None:
    draft = rig.steps.draft(rig.steps.register("乙机械有限公司"), licence())
    with pytest.raises(Conflict, match="草稿"):
        issue(rig, receipt, draft.application)
    rig.steps.accept(draft)
    assert issue(rig, receipt, draft.application).kind == "receipt", "no meeting has to come first"
    source = ApplicationSource(OFFICE, rig.steps.detail(draft.application), POLICY)
    for days, wrong in ((1, "晚于今天"), (-1, "早于受理日期（2024-06-20）")):
        command = issuing(receipt, source, rig.clock.today + datetime.timedelta(days=days))
        with pytest.raises(InvalidInput, match=wrong):
            rig.store.run(command, CLERK)


def test_a_kind_that_only_a_newer_program_knows_is_still_a_document() -> None:
    when = datetime.datetime(2024, 6, 20, tzinfo=datetime.UTC)
    row = LetterRow(1, "newer", "", when.date(), 1, "2024-0001", "示例", 0, "陈晓敏", when)
    assert (name_of("newer"), heading(row), name_of_all({"newer"})) == (ANY, ANY, ANY)


def test_a_letter_is_called_as_it_calls_itself_and_a_form_by_its_kind() -> None:
    when = datetime.datetime(2024, 6, 20, tzinfo=datetime.UTC)
    name, title = "示例县人民政府", "2024年度知识产权资助（奖励）告知函"
    own = 1, "award_notification", "示知资〔2024〕1号", when.date(), 1, "2024-0001", name, 0, "陈晓敏", when
    row = LetterRow(*own, title=title)
    assert heading(row) == "2024年度知识产权资助（奖励）告知函 示知资〔2024〕1号"
    assert issued_item(row, when.date()).title == row.title, "shown over its number"
    form = replace(row, kind="service_record", number="", title="示例县市场监督管理局送达回证")
    assert issued_item(form, when.date()).cells[0] == "送达回证"
    assert heading(replace(row, title="")).startswith("资助（奖励）通知书"), "of before"


TELLING = (
    "after_award/archive_remarks", "after_award/clawback_end", "after_award/derivation", "after_award/items",
    "after_award/printed_again",
    "after_award/service_announcement",
    "filed_things", "forwarding/assemble", "handling/requested", "issue", "notices/report",
    "proposal/assemble",
    "refusal", "registry",
)  # fmt: skip


def test_nobody_else_knows_a_single_kind() -> None:
    """The register lists it, the sample data are notified by it, and others tell or take back its items."""
    package = Path(ipdesk.__file__).parent
    knowing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "_resources" not in path.parts and "letters.award" in path.read_text(encoding="utf-8")
    }
    outside = {name for name in knowing if not name.startswith("documents/letters/award/")}
    assert outside == {f"documents/letters/{name}.py" for name in TELLING}
