"""Everything at the counter can be done without a mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models.records import RawAchievement
from ipdesk.ui.counter.particulars.dialog import PolicyDialog
from ipdesk.ui.desk.destinations import ContinueDraft, Destination, OpenApplication
from ipdesk.ui.desk.page import Page
from ipdesk.ui.widgets import Dialog
from tests.ui.counter.conftest import COMPANY, Clerk

KEY = Qt.Key
INSURANCE = {"ref": "P1", "date": "2022-05-06", "premium": "1000", "ip_type": "patent"}


def two_rows(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **INSURANCE)
    clerk.add("gi_product", ref="公告 300 号", date="2022-03-01")


def test_an_applicant_is_found_by_initials_and_taken_with_enter(clerk: Clerk) -> None:
    clerk.registered()
    clerk.registered(name="南雄市示例农业有限公司", identity="91440282MA00000018")
    clerk.press(KEY.Key_F2)
    clerk.type("nxs")
    clerk.answered()
    clerk.press(KEY.Key_Return)
    assert clerk.page.applicant.summary.name.whole() == "南雄市示例农业有限公司"


def test_arrows_choose_among_those_found_while_typing_goes_on(clerk: Clerk) -> None:
    clerk.registered()
    clerk.registered(name="韶关市示例精密仪器有限公司", identity="91440282MA00000018")
    clerk.press(KEY.Key_F2)
    clerk.type("sgs")
    clerk.answered()
    first = clerk.page.applicant.finder.model.hits[0].name
    clerk.press(KEY.Key_Down)
    clerk.press(KEY.Key_Return)
    chosen = clerk.page.applicant.summary.name.whole()
    assert chosen != first
    assert {chosen, first} == {COMPANY, "韶关市示例精密仪器有限公司"}


def test_a_name_that_nobody_bears_is_registered_with_enter(clerk: Clerk) -> None:
    clerk.press(KEY.Key_F2)
    clerk.type("全新有限公司")
    clerk.press(KEY.Key_Return)
    clerk.answered()
    assert clerk.page.applicant.form.isVisible()
    assert clerk.page.applicant.form.inputs["name"].text() == "全新有限公司"


def test_choosing_an_applicant_leads_on_to_the_kind_and_the_kind_to_its_form(clerk: Clerk) -> None:
    clerk.registered()
    clerk.press(KEY.Key_F2)
    clerk.answered()
    clerk.press(KEY.Key_Return)
    assert clerk.page.achievements.chooser.isVisible()
    clerk.type("知识产权保险")
    clerk.press(KEY.Key_Return)
    assert clerk.form().kind == "ip_insurance"
    assert clerk.form().inputs["ref"].widget.hasFocus()


def test_arrows_walk_on_the_board_of_kinds(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.press(KEY.Key_F3)
    board = clerk.page.achievements.chooser.board
    assert board.kind() == ""
    clerk.press(KEY.Key_Right)
    first = board.kind()
    clerk.press(KEY.Key_Right)
    beside = board.kind()
    clerk.press(KEY.Key_Down)
    below = board.kind()
    assert len({first, beside, below}) == 3
    clerk.press(KEY.Key_Up)
    clerk.press(KEY.Key_Left)
    assert board.kind() == first


def test_enter_adds_nothing_before_a_kind_was_asked_for(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.press(KEY.Key_F3)
    clerk.press(KEY.Key_Return)
    assert clerk.page.draft.rows == []
    assert clerk.page.achievements.chooser.isVisible()


CALLED = [
    ("贯标", "management_certification"),
    ("gb", "management_certification"),
    ("软著", "work_registration"),
    ("rz", "work_registration"),
    ("PCT", "patent_grant"),
    ("灭零", "patent_application"),
    ("湾高赛", "ip_competition"),
    ("托管", "ip_trusteeship"),
]
WITH_ANSWERS = [
    ("驰名", "trademark_recognition", {"recognition": "well_known"}),
    ("中国专利金奖", "patent_award", {"award": "china_gold"}),
    ("集体商标", "trademark_registration", {"mark_type": "collective"}),
    ("国家知识产权优势企业", "enterprise_title", {"title": "national_advantage"}),
    ("首次获高价值", "patent_grant", {"first_high_value": "true"}),
    ("发明授权", "patent_grant", {"patent_type": "invention"}),
    ("ISO 56005", "management_certification", {"standard": "ISO 56005"}),
    ("行业标准", "standard_conversion", {"level": "industry"}),
    ("马德里", "trademark_registration", {}),
    ("马德里商标", "trademark_registration", {}),
    ("商标注册", "trademark_registration", {}),
    ("软著登记", "work_registration", {}),
    ("国外专利", "patent_grant", {}),
    ("知识产权贯标", "management_certification", {}),
    ("专利质押", "pledge_loan", {}),
]


def added(clerk: Clerk, typed: str) -> RawAchievement:
    """Ask for a kind and take the first; return the row that comes of it, which is taken away again."""
    clerk.press(KEY.Key_F3)
    clerk.fill(typed)
    [raw] = clerk.page.draft.rows
    clerk.ctrl(KEY.Key_Delete)
    assert clerk.page.draft.rows == []
    return raw


def test_a_kind_is_found_by_what_people_call_it(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    assert [(typed, added(clerk, typed).kind) for typed, _ in CALLED] == CALLED


def test_a_kind_asked_for_by_an_answer_or_a_name_that_says_one_has_it(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for typed, kind, answers in WITH_ANSWERS:
        raw = added(clerk, typed)
        assert (raw.kind, raw.facts) == (kind, answers), typed


def offered(clerk: Clerk, typed: str) -> list[str]:
    """Return the words on the board once something is typed."""
    clerk.press(KEY.Key_F3)
    clerk.type(typed)
    return [choice.name for choice, _ in clerk.page.achievements.chooser.board._spots]


def test_a_kind_found_by_its_own_name_does_not_bring_all_its_answers(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    assert offered(clerk, "许可") == ["专利转让许可", "专利转让许可（出让方或许可方在本地：是）"]


def test_an_answer_says_which_question_it_answers(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    assert "专利转让许可（出让方或许可方类型：高等院校）" in offered(clerk, "高等院校")


def test_what_is_none_of_the_others_is_no_kind(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    assert not [name for name in offered(clerk, "其他") if "：其他" in name]


def test_the_other_kinds_have_a_key(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.press(KEY.Key_F3)
    chooser = clerk.page.achievements.chooser
    assert "patent_in_force" in chooser.board.kinds() and "litigation_win" not in chooser.board.kinds()
    clerk.alt(KEY.Key_G)
    assert "litigation_win" in chooser.board.kinds()
    assert chooser.box.hasFocus()


def test_what_is_of_no_kind_is_no_dead_end(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    chooser = clerk.page.achievements.chooser
    assert offered(clerk, "植物新品种权") == []
    said = chooser.dead_end.text()
    assert "没有叫“植物新品种权”的种类" in said and "不予资助" in said and "更多种类" in said
    clerk.press(KEY.Key_Return)
    assert clerk.page.draft.rows == []
    clerk.alt(KEY.Key_G)  # what is to be noted for the file is noted as the nearest of these
    assert "litigation_win" in chooser.board.kinds() and chooser.dead_end.isHidden()


def test_kinds_named_alike_are_offered_where_none_is_called_so(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    assert offered(clerk, "著作登记")[0] == "作品著作权登记"
    assert "名称相近" in clerk.page.achievements.chooser.dead_end.text()
    clerk.press(KEY.Key_Return)
    assert clerk.page.draft.rows == [], "a kind that is only near is not taken unless it was walked to"
    clerk.press(KEY.Key_Down)
    clerk.press(KEY.Key_Return)
    assert [raw.kind for raw in clerk.page.draft.rows] == ["work_registration"]


def test_all_kinds_of_the_policy_are_in_sight_at_once(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for number in ("P1", "P2", "P3"):
        clerk.add("ip_insurance", ref=number)
    clerk.press(KEY.Key_F3)
    more, seen = clerk.page.achievements.chooser.more, clerk.page._scroll.viewport()
    assert seen.rect().contains(more.geometry().translated(more.parentWidget().mapTo(seen, QPoint(0, 0))))


def test_walking_over_the_kinds_scrolls_a_low_window(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.window.resize(1093, 614)
    clerk.press(KEY.Key_F3)
    board, seen = clerk.page.achievements.chooser.board, clerk.page._scroll.viewport()
    for _ in range(12):
        clerk.press(KEY.Key_Down)
    spot = board._spots[board._current][1].toRect()
    assert spot.bottom() > board.height() * 0.8
    assert seen.rect().contains(spot.translated(board.mapTo(seen, QPoint(0, 0))))


def test_numbers_too_long_for_their_column_show_their_end(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001234567890123456789014567", date="2022-03-12")
    table = clerk.page.achievements.table
    painted: list[str] = []
    draw = QPainter.drawText

    def spy(painter: QPainter, *args: object) -> object:
        painted.append(str(args[-1]))
        return draw(painter, *args)

    monkeypatch.setattr(QPainter, "drawText", spy)
    table.viewport().repaint()
    [number] = [text for text in painted if text.startswith("粤作")]
    assert "…" in number and number.endswith("4567")


def test_kinds_without_a_clause_are_found_too_and_said_to_have_none(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.press(KEY.Key_F3)
    clerk.fill("wqss")  # 维权胜诉
    clerk.write(ref="（2022）粤73知民初123号", date="2022-05-06")
    assert clerk.awards() == []
    [remark] = clerk.page.awards.notices.remarks()
    assert "第 1 项" in remark.text and "没有适用" in remark.text


def test_enter_goes_through_the_fields_in_their_order(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction")
    visited = []
    for _ in clerk.form().inputs:
        visited += [name for name, made in clerk.form().inputs.items() if made.widget.hasFocus()]
        clerk.press(KEY.Key_Return)
    assert visited == list(clerk.form().inputs)


def test_ctrl_arrows_move_between_achievements_and_stay_in_the_form(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.form().inputs["date"].widget.setFocus()
    clerk.ctrl(KEY.Key_Up)
    assert clerk.form().kind == "ip_insurance"
    assert clerk.form().inputs["date"].widget.hasFocus()
    clerk.ctrl(KEY.Key_Down)
    assert clerk.form().kind == "gi_product"


def test_delete_takes_a_row_away_and_undo_puts_it_back_where_it_was(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.ctrl(KEY.Key_Up)
    before = [raw.id for raw in clerk.page.draft.rows]
    clerk.page.achievements.table.setFocus()
    clerk.press(KEY.Key_Delete)
    assert len(clerk.page.draft.rows) == 1
    assert "已删除第 1 项" in clerk.page.achievements.undo.sentence.text()
    assert clerk.awards() == [("地理标志保护产品", "awarded", 20_000_000)]
    clerk.press(KEY.Key_Z, KEY_SHIFT_CTRL)
    assert [raw.id for raw in clerk.page.draft.rows] == before
    assert clerk.page.achievements.undo.isHidden()
    assert clerk.form().inputs["ref"].read() == "P1"


def test_ctrl_z_in_the_table_puts_a_deleted_row_back(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.page.achievements.table.setFocus()
    clerk.press(KEY.Key_Delete)
    clerk.ctrl(KEY.Key_Z)
    assert len(clerk.page.draft.rows) == 2


def test_ctrl_z_in_a_field_undoes_first_typing_then_one_deletion_after_the_other(clerk: Clerk) -> None:
    two_rows(clerk)
    rows = [raw.id for raw in clerk.page.draft.rows]
    clerk.page.achievements.chooser.box.insert("地理标志")  # what was looked for before is over
    clerk.page.achievements.table.setFocus()
    clerk.press(KEY.Key_Delete)
    clerk.form().inputs["ref"].widget.setFocus()
    clerk.type("9")
    clerk.ctrl(KEY.Key_Z)
    assert len(clerk.page.draft.rows) == 1
    clerk.page.achievements.table.setFocus()
    clerk.press(KEY.Key_Delete)
    clerk.press(KEY.Key_F9)
    assert clerk.page.achievements.chooser.box.hasFocus()
    for left in (1, 2):
        clerk.ctrl(KEY.Key_Z)
        assert len(clerk.page.draft.rows) == left
        clerk.form().inputs["ref"].widget.setFocus()
    assert [raw.id for raw in clerk.page.draft.rows] == rows


def test_a_draft_opens_with_the_focus_in_the_first_field_of_a_row(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.ctrl(KEY.Key_S)
    clerk.until(lambda: clerk.page.draft.file.id is not None)
    application = clerk.page.draft.file.id
    assert application is not None
    clerk.ctrl(KEY.Key_N)
    clerk.answered()
    clerk.desk.open(ContinueDraft(application))
    clerk.answered()
    assert clerk.form().inputs["ref"].widget.hasFocus()
    clerk.press(KEY.Key_Space)
    assert len(clerk.page.draft.rows) == 2


def test_tab_never_stops_at_the_button_that_deletes(clerk: Clerk) -> None:
    two_rows(clerk)
    achievements = clerk.page.achievements
    for _ in range(40):
        clerk.press(KEY.Key_Tab)
        assert clerk.focused() not in (achievements.remove_button, achievements.add_button)


def test_enter_behind_a_doubtful_number_leads_to_the_next_field(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.add("ip_insurance", date="2022-05-06")
    form = clerk.form()
    form.inputs["ref"].widget.setFocus()
    clerk.fill("P1")
    assert form.fields["ref"].can_confirm()
    assert form.inputs["date"].widget.hasFocus()
    clerk.press(KEY.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert not form.fields["ref"].can_confirm()
    assert form.inputs["date"].widget.hasFocus()


KEY_SHIFT_CTRL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_escape_leaves_the_choice_of_a_kind_for_the_form(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.ctrl(KEY.Key_Return)
    assert clerk.page.achievements.chooser.isVisible()
    clerk.press(KEY.Key_Escape)
    assert not clerk.page.achievements.chooser.isVisible()
    assert clerk.form().isVisible()


def test_a_trace_opens_by_keyboard(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.press(KEY.Key_F4)
    clerk.press(KEY.Key_Return)
    opened = clerk.page.awards.list.opened()
    assert opened == clerk.page.awards.list.groups()[0].view.key


def test_a_line_that_another_file_bars_opens_that_file_with_enter(clerk: Clerk) -> None:
    other = clerk.registered(name="先到有限公司", identity="91440282MA00000018")
    number = clerk.granted(
        other, RawAchievement(id="a", kind="gi_product", ref="公告300号", date="2022-03-01")
    )
    asked: list[Destination] = []
    clerk.desk.destinationWanted.connect(asked.append)
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    clerk.until(lambda: clerk.awards() == [("地理标志保护产品", "excluded", 0)])
    [group] = clerk.page.awards.list.groups()
    assert any(number in warning for warning in group.view.warnings)
    clerk.press(KEY.Key_F4)
    clerk.press(KEY.Key_Return)
    assert asked == [OpenApplication(1)]


def give_up() -> None:
    """Answer the question whether what was typed may be forgotten."""
    question = QApplication.activeModalWidget()
    assert isinstance(question, Dialog) and question.accept_button.text() == "放弃"
    question.accept_button.click()


def in_policy_sheet(clerk: Clerk, *keys: int | str) -> None:
    """Press F7 and these keys in the sheet that opens."""

    def act() -> None:
        sheet = QApplication.activeModalWidget()
        if not isinstance(sheet, PolicyDialog):
            return
        look.stop()
        for key in keys:
            typed = sheet.focusWidget()
            assert typed is not None
            if key == KEY.Key_Escape:
                QTimer.singleShot(0, give_up)
            QTest.keyClicks(typed, key) if isinstance(key, str) else QTest.keyClick(typed, Qt.Key(key))
        if sheet.isVisible():
            sheet.done(0)

    look = QTimer()
    look.timeout.connect(act)
    look.start(1)
    clerk.press(KEY.Key_F7)
    look.stop()
    clerk.window.activateWindow()  # offscreen nobody gives the window back
    clerk.answered()


def test_the_year_is_changed_by_enter_and_the_clerk_is_back_in_the_same_field(clerk: Clerk) -> None:
    two_rows(clerk)
    clerk.page.achievements.select_id(clerk.page.draft.rows[0].id)
    clerk.form().inputs["premium"].widget.setFocus()
    in_policy_sheet(clerk, "2021", KEY.Key_Return, KEY.Key_Return)
    assert clerk.page.draft.year == 2021
    assert clerk.form().inputs["premium"].widget.hasFocus()
    in_policy_sheet(clerk, "2022", KEY.Key_Escape)
    assert clerk.page.draft.year == 2021
    assert clerk.form().inputs["premium"].widget.hasFocus()


def test_enter_after_the_last_field_goes_to_what_is_lacking_and_then_to_another(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P2", date="2022-05-06")
    clerk.add("ip_insurance", **INSURANCE)
    clerk.form().go_to("year")
    clerk.press(KEY.Key_Return)
    assert clerk.form().inputs["ref"].read() == "P2"
    clerk.write(premium="1000", ip_type="patent")
    clerk.form().go_to("year")
    clerk.press(KEY.Key_Return)
    assert clerk.page.achievements.chooser.isVisible()
    assert clerk.page.achievements.chooser.isAncestorOf(clerk.focused())


def test_what_a_name_says_is_not_offered_twice(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    offers = offered(clerk, "发明授权")
    assert offers == ["专利授权（发明授权）"]


@pytest.mark.usefixtures("own_window")
def test_ctrl_n_on_another_page_begins_the_next_application_at_the_counter(clerk: Clerk) -> None:
    clerk.window.add_page("letters", "文书", "mail", Page(), "work")
    clerk.seat(clerk.registered())
    clerk.window.go_to("letters")
    clerk.ctrl(KEY.Key_N)
    clerk.answered()
    assert clerk.window.current() == "counter"
    assert clerk.page.draft.applicant is None
    assert clerk.focused() is clerk.page.applicant.finder.box
    clerk.seat(clerk.registered(name="乙公司", identity="91440282MA00000018"))
    clerk.ctrl(KEY.Key_N)
    clerk.answered()
    assert clerk.page.draft.applicant is None
