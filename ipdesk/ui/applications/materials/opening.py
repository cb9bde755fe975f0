"""Opens the files of an application that stands in a list, or is being reviewed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.services.application_with_policy import explained
from ipdesk.ui.applications.materials.files_dialog import MaterialFilesDialog
from ipdesk.ui.applications.materials.places import standing
from ipdesk.ui.awards.material_view import materials_of
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Button


def show_files(desk: Desk, page: QWidget, application: int, fixed: bool = False) -> None:
    """Show the files of an application; those of a draft and of one in the archive only. Raises DeskError.

    What is missing of a draft is ticked at the counter, together with its files.
    """
    try:
        detail, policy = desk.store.read(explained, application, desk.policies)
        materials = materials_of(detail, policy)
    except DeskError:  # without its policy the files can still be looked at
        detail, materials, fixed = desk.read(queries.application_detail, application), (), True
    row = detail.application
    fixed = fixed or row.state.editable or detail.archive is not None
    MaterialFilesDialog(desk, row.id, row.number, materials, page, accepted=True, fixed=fixed).ask()


def files_button(desk: Desk, detail: ApplicationDetail, page: QWidget) -> Button:
    """Return the button of a form by which the files of its application are looked at."""
    count = len(standing(detail.files))
    word, none = _tr("材料文件 {count}…").format(count=count), _tr("没有附材料文件")
    button = Button(word, icon="paperclip", shortcut="Alt+F")
    button.enable(count > 0, none)
    button.clicked.connect(lambda: show_files(desk, page, detail.application.id, fixed=True))
    return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaterialFiles", text)
