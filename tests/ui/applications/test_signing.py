"""What was signed on paper is written down 登记签批: nothing that is typed there is lost."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ipdesk.documents.letters.issue import Request, Sources, issue
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.applications.approvals import APPROVED
from ipdesk.models.applications.superseded_papers import APPROVAL
from ipdesk.models.commands import VoidLetter
from ipdesk.models.records.handlings import Handling, SheetPost
from ipdesk.models.workflow import HandlingState
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.handling.sheet_dialog import SheetDialog
from ipdesk.ui.applications.handling.sign_dialog import SignDialog
from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from tests.actors import CLERK
from tests.models.desk import licence, works
from tests.models.handlers.public_notices import office
from tests.ui.applications.test_pictures import screenshot
from tests.ui.applications.test_side_steps import in_dialog, take
from tests.ui.rig import Rig

WORD = "登记审批表签字…"


def test_pictures_of_what_was_signed_are_content_and_no_caption_is_asked_that_is_kept_nowhere(
    rig: Rig,
) -> None:
    application = rig.steps.draft(rig.steps.register(), licence()).application
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    handling = Handling(
        id=1, application=application, kind=next(iter(APPROVED)), text="", revision=1,
        state=HandlingState.PENDING, sheet=1, by="陈晓敏", at=rig.clock(),
    )  # fmt: skip
    dialog = SignDialog(page._desk, rig.steps.detail(application), handling, lambda _: None, page)
    before = dialog.content()
    QGuiApplication.clipboard().setImage(screenshot())

    def paste(asked: PicturesDialog) -> None:
        asked.paste_button.click()
        assert not asked.caption_field.isVisible()
        asked.accept()

    in_dialog(PicturesDialog, paste)
    dialog.picture_button.click()
    entered = dialog.entered()
    assert entered is not None and len(entered.pictures) == 1
    assert dialog.content() != before, "Esc asks before it forgets them"
    dialog.deleteLater()


def _begin(rig: Rig, page: ApplicationsPage) -> SheetDialog:
    """Begin to write down what was signed on a sheet, by the menu of what else can be done."""
    take(page.list_bar.others, WORD)
    rig.settle()
    [dialog] = [one for one in page.findChildren(SheetDialog) if one.isVisible()]
    return dialog


def _press(rig: Rig, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard stands, which is in a dialog."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    rig.settle()


def _enter(rig: Rig, *texts: str) -> None:
    """Type where the keyboard stands, and go on by Enter after each."""
    for text in texts:
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        rig.type(field, text)
        _press(rig, Qt.Key.Key_Return)


def _told(page: ApplicationsPage) -> list[tuple[str, str]]:
    return [(step.word, step.who) for step in page.drawer.timeline._steps if "签字" in step.word]


def test_what_was_signed_on_a_form_is_written_down_by_keys_added_to_and_put_right(rig: Rig) -> None:
    application = office.proposed(rig.steps, rig.steps.register(), works())
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open_drawer()
    rig.settle()
    assert WORD not in page.list_bar.others.words(), "no form was printed that could be signed"
    request = Request(DOCUMENTS[APPROVAL], application, rig.clock.today)
    issue(Sources(rig.store, standard_library()), request, CLERK)
    page.list.refresh()
    rig.settle()
    writing = _begin(rig, page)
    assert writing.signers[SheetPost.HANDLER].hasFocus() and not writing.reason.isVisible()
    _press(rig, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "请至少登记一处意见和签字" in writing.message.sentence()
    writing.signers[SheetPost.SECTION].setFocus()
    _enter(rig, "罗广平（股长）", "同意，报局领导", "20240621")
    assert writing.signers[SheetPost.DEPUTY].hasFocus(), "on to the next place"
    _press(rig, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    day = writing.fields["section:day"]
    assert day.error() == "签字日期晚于今天（2024-06-20），请核对。"
    rig.type(writing.days[SheetPost.SECTION], "20240620")
    _press(rig, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    by_hand = "纸质补录（陈晓敏）"
    assert _told(page) == [("股室负责人签字", f"罗广平（股长）　同意，报局领导　{by_hand}")]

    more = _begin(rig, page)
    assert more.signers[SheetPost.SECTION].text() == "罗广平（股长）" and more.reason.isVisible()
    assert more.signers[SheetPost.HANDLER].hasFocus(), "the first that nobody has signed yet"
    rig.type(more.signers[SheetPost.SECTION], "罗广坪（股长）")
    rig.type(more.signers[SheetPost.HEAD], "黎志明（局长）")
    _press(rig, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert more.fields["reason"].error() == "请填写理由。"
    rig.type(more.reason, "姓名录错，原件为罗广坪")
    _press(rig, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _told(page) == [
        ("更正审批表签字", "陈晓敏　姓名录错，原件为罗广坪"),
        ("股室负责人签字", f"罗广坪（股长）　同意，报局领导　{by_hand}"),
        ("主要领导签字", f"黎志明（局长）　同意　{by_hand}"),
    ]
    [form] = [one for one in rig.steps.detail(application).letters if one.kind == APPROVAL]
    rig.store.run(
        VoidLetter(letter=form.id, kind=DOCUMENTS[APPROVAL].kind, reason="打印机卡纸，印坏了"), CLERK
    )
    page.list.refresh()
    rig.settle()
    assert WORD not in page.list_bar.others.words(), "what is void is not signed"
