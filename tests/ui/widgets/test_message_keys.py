"""What can be done about a message has its key written beside it, and the key does it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ipdesk.ui.desk.page import Page
from ipdesk.ui.widgets import Button, MessageLine
from tests.ui.rig import Rig

KEY = Qt.Key


class TalkingPage(Page):
    """A page with two lines, and a button of its own that Esc presses."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.lines = MessageLine(), MessageLine()
        self.back = Button("返回列表", shortcut="Esc")
        self.back.clicked.connect(lambda: self.done.append("返回列表"))
        box = QVBoxLayout(self)
        for widget in (*self.lines, self.back):
            box.addWidget(widget)

    def says(self, line: int, *words: str) -> None:
        self.lines[line].say("……", *((word, lambda word=word: self.done.append(word)) for word in words))


@pytest.fixture
def page(rig: Rig) -> TalkingPage:
    made = TalkingPage()
    rig.show(talking=made)
    return made


def test_every_button_of_a_message_has_its_key_written_in_it(page: TalkingPage) -> None:
    page.says(0, "接着填", "不要了")
    shown = [button for button in page.lines[0].findChildren(Button) if button.isVisible()]
    assert {button.text(): button.accessibleDescription() for button in shown} == {
        "接着填": "F11",
        "不要了": "F12",
        "知道了": "Esc",
    }


@pytest.mark.parametrize(
    ("key", "done"), [(KEY.Key_F11, ["接着填"]), (KEY.Key_F12, ["不要了"]), (KEY.Key_Escape, [])]
)
def test_the_key_does_it_and_the_message_goes(
    rig: Rig, page: TalkingPage, key: Qt.Key, done: list[str]
) -> None:
    page.says(0, "接着填", "不要了")
    rig.press(key)
    assert page.done == done
    assert not page.lines[0].isVisible()


def test_a_key_without_a_button_does_nothing(rig: Rig, page: TalkingPage) -> None:
    page.says(0, "再保存")
    rig.press(KEY.Key_F12)
    assert page.done == []
    assert page.lines[0].isVisible()


def test_escape_answers_the_latest_message_first_and_the_page_last(rig: Rig, page: TalkingPage) -> None:
    page.says(1)
    page.says(0)
    page.lines[0].hide()
    page.says(0)
    for left in ((False, True), (False, False)):
        rig.press(KEY.Key_Escape)
        assert tuple(line.isVisible() for line in page.lines) == left
        assert page.done == []
    rig.press(KEY.Key_Escape)
    assert page.done == ["返回列表"]


def test_of_two_messages_the_latest_is_acted_on(rig: Rig, page: TalkingPage) -> None:
    page.says(1, "先说的")
    page.says(0, "后说的")
    rig.press(KEY.Key_F11)
    rig.press(KEY.Key_F11)
    assert page.done == ["后说的", "先说的"]
