"""What the foot says stands whole as long as the bar has room for it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.ui.letters.file_places import file_text, folder_text
from ipdesk.ui.widgets import ActionBar, Button

PATH = "已存成文件：/home/chenxiaomin/文档/知识产权资助/2026年度/第一批/下达文书/资助（奖励）通知书7份.pdf"


@pytest.mark.parametrize(("width", "whole"), [(1200, True), (760, True), (330, False)])
def test_a_path_is_told_to_its_end(qtbot: QtBot, width: int, whole: bool) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    bar.add(Button("打印", "primary", shortcut="F9"))
    bar.resize(width, bar.height())
    bar.show()
    bar.set_state(PATH)
    bar._state.grab()
    assert bar.state() == PATH
    assert (bar._state.toolTip() == "") is whole  # the tool tip tells what is cut


@pytest.mark.parametrize(
    ("refused", "said"),
    [("征求意见…", "征求意见：须由审核员办理。"), ("公示…", "须由审核员办理。"), ("", "")],
)
def test_a_refusal_says_of_which_button_it_is_where_the_primary_may_be_pressed(
    qtbot: QtBot, refused: str, said: str
) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    buttons = [Button("征求意见…"), Button("公示…", "primary")]
    for button in buttons:
        bar.add(button)
    for button in buttons:
        button.set_refusal("须由审核员办理。" if button.text() == refused else "")
    assert bar.refusal.text() == said


def test_icons_give_way_before_what_was_done_is_cut(qtbot: QtBot) -> None:
    bar, said = ActionBar(), "已公示 平市监知公示〔2026〕2号"
    qtbot.addWidget(bar)
    for word in ("登记异议…", "答复异议…", "结束公示…", "打印"):
        bar.add(Button(word, icon="printer", shortcut="Alt+O"))
    bar.set_state(said)
    least = bar.minimumSizeHint().width()
    bar.explain("公示期到2026年12月4日止，还没有满，结束公示要在2026年12月4日以后办理。")
    assert bar.minimumSizeHint().width() == least, "no refusal makes the window wider"
    bar.show()
    whole, refusals = [], []
    for more in range(0, 700, 20):
        bar.resize(least + more, bar.height())
        bar._state.grab()
        whole.append(bar._state.toolTip() == "")  # the tool tip tells what is cut
        refusals.append(bar.refusal.width() if bar.refusal.isVisible() else 0)
    assert whole == sorted(whole) and whole[-1], "what a narrow bar says whole a wider one does, too"
    assert refusals == sorted(refusals) and refusals[0] == 0, "where there is no room its button tells it"
    assert min(filter(None, refusals)) < refusals[-1], "on two lines where there is no room for one"
    assert bar.minimumSizeHint().width() == least, "and the window is as narrow as before"


def test_news_that_would_be_cut_go_before_a_refusal_that_the_button_tells_too(qtbot: QtBot) -> None:
    bar, close = ActionBar(), Button("结束公示…", shortcut="Alt+E")
    qtbot.addWidget(bar)
    for word in ("Excel", "登记异议…", "更正异议…", "答复异议…"):
        bar.add(Button(word, shortcut="Alt+O"))
    bar.add(close)
    close.set_refusal("公示期到2026年12月2日止，还没有满，结束公示要在2026年12月2日以后办理。")
    bar.resize(1190, bar.height())
    bar.show()
    assert bar.refusal.isVisible()
    bar.set_state("已受理 连山壮族瑶族自治县示例农业科技发展有限公司 的异议，请在 2026-12-08 以前答复")
    QApplication.processEvents()
    bar._state.grab()
    assert bar._state.toolTip() == "" and not bar.refusal.isVisible() and close.toolTip()
    bar.set_state("")
    assert bar.refusal.isVisible()


def test_a_place_that_has_a_name_is_told_by_it() -> None:
    home = Path.home()
    assert file_text(home / "第一批" / "通知书.pdf") == "通知书.pdf，在文件夹 个人文件夹/第一批"
    assert folder_text(Path("/srv/资助")) == "/srv/资助"
