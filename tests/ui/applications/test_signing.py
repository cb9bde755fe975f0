"""What was signed on paper is written down 登记签批: nothing that is typed there is lost."""

from PySide6.QtGui import QGuiApplication

from ipdesk.models.applications.approvals import APPROVED
from ipdesk.models.records.handlings import Handling
from ipdesk.models.workflow import HandlingState
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.handling.sign_dialog import SignDialog
from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from tests.models.desk import licence
from tests.ui.applications.test_pictures import screenshot
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig


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
