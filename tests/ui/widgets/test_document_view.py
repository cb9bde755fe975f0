"""A text to read at length: laid out once, however long it is."""

from pytestqt.qtbot import QtBot

from ipdesk.ui.widgets.document_view import DocumentView


def test_a_long_text_is_laid_out_as_often_as_a_short_one(qtbot: QtBot) -> None:
    view = DocumentView("政策内容")
    qtbot.addWidget(view)
    laid_out: list[int] = []
    view.document().contentsChange.connect(lambda place, removed, added: laid_out.append(added))

    def times(lines: int) -> int:
        laid_out.clear()

        def write(text: DocumentView) -> None:
            for number in range(lines):
                text.line(f"第{number}条")

        view.show_text(write)
        return len(laid_out)

    assert times(1) == times(50) > 0
    assert "第49条" in view.toPlainText()
