"""Letters: previewed, issued with a number, printed, and printed again as they went out."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.issue import issuing
from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice
from ipdesk.models.records import RawAchievement
from ipdesk.paths import resource
from ipdesk.ui import theme
from ipdesk.ui.desk.destinations import IssueLetters, Origin, ServeLetter
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.letter_selection import TEMPLATES
from ipdesk.ui.letters.lists import ISSUED, WAITING
from ipdesk.ui.letters.printing import a4_printer
from tests.actors import CLERK
from tests.documents.pdf_words import page_count, words
from tests.models.desk import OFFICE, licence, works
from tests.ui.rig import POLICY, Rig, counts_on

F9 = Qt.Key.Key_F9
CTRL = Qt.KeyboardModifier.ControlModifier
A4 = (pytest.approx(595.3, abs=1), pytest.approx(841.9, abs=1))


class PrinterTray:
    """A printer that prints into files, chosen without asking; ``out`` holds what was printed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.titles, self.absent, self.last_page = folder, list[str](), False, 0
        self.proposed = list[bool]()

    def __call__(self, parent: QWidget, title: str, pages: int, both_sides: bool) -> QPrinter | None:
        self.titles.append(title)
        self.proposed.append(both_sides)
        if self.absent:
            return None
        printer = a4_printer(title)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{len(self.titles)}.pdf"))
        printer.setResolution(100)
        if self.last_page:
            printer.setFromTo(1, self.last_page)
        return printer

    def out(self, number: int = 1) -> bytes:
        return (self.folder / f"{number}.pdf").read_bytes()


@pytest.fixture
def tray(tmp_path: Path) -> PrinterTray:
    return PrinterTray(tmp_path)


def confirmed(rig: Rig, name: str, *rows: RawAchievement, **changed: object) -> int:
    account = {"bank": "示例银行示例支行", "account": "6222020000001122332"}
    return rig.steps.confirmed(rig.steps.register(name, **{**account, **changed}), *(rows or (licence(),)))


def issued(rig: Rig, application: int, number: str | None = None) -> None:
    """Issue a letter behind the window."""
    source = ApplicationSource(OFFICE, rig.steps.detail(application), POLICY)
    rig.store.run(issuing(AWARD, source, rig.clock.today, number), CLERK)


def page_on(rig: Rig, tray: PrinterTray) -> LettersPage:
    page = rig.page(LettersPage)
    page.output._ask = tray
    page.lists.kinds.waiting.set_key("")  # a page that is made now chooses the kind by what waits now
    rig.show(letters=page)
    return page


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1093, 614)])
def test_no_number_of_a_letter_is_cut(rig: Rig, tray: PrinterTray, width: int, height: int) -> None:
    """Letters are told apart by the end of their numbers."""
    issued(rig, confirmed(rig, "甲精密电子有限公司"))
    other = confirmed(rig, "示例先进稀土功能材料与高端装备智能制造产业技术研究院有限公司", licence(ref="Y2"))
    issued(rig, other, "韶示市监知资〔2024〕1024号")
    page = page_on(rig, tray)
    rig.window.resize(width, height)
    rig.settle()
    table, model = page.lists.tables[ISSUED], page.lists.models[ISSUED]
    for row in range(2):
        for column in (1, 3, 4):
            needed = theme.text_width(str(model.index(row, column).data()), theme.density().base)
            assert table.columnWidth(column) >= needed + theme.grid(4)


def test_what_waits_is_previewed_as_a_draft_without_a_number(rig: Rig, tray: PrinterTray) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    assert page.lists.models[WAITING].items[0].cells == ("2024-0001", "甲精密电子有限公司", "8,000.00")
    assert page.lists.form.number.text() == "示知资〔2024〕1号"
    text = words(page.preview.pdf())
    assert "样" in text and "稿" in text, "the mark lies across the page, each character on a line of its own"
    assert "示知资" not in text
    assert page.preview.pages.page_count() == page_count(page.preview.pdf())
    assert rig.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕1号"


def test_a_template_of_the_office_with_an_unknown_placeholder_is_told_and_uses_up_no_number(
    rig: Rig, tray: PrinterTray
) -> None:
    """Laid into the folder by hand: the editor in the settings would not have saved it."""
    application = confirmed(rig, "甲精密电子有限公司")
    wording = resource("letters", AWARD.template).read_text(encoding="utf-8")
    assert rig.desk.data_dir is not None
    own = rig.desk.data_dir / TEMPLATES / AWARD.template
    own.parent.mkdir()
    own.write_text(wording.replace("{programme_year}", "{year}"), encoding="utf-8")
    page = page_on(rig, tray)
    page.lists.table().setFocus()
    rig.press(F9)
    told = "".join(one.text() for one in page.preview.findChildren(QLabel))
    line = wording[: wording.index("\ntitle:") + 1].count("\n") + 1
    assert f"award_notification.yaml 第 {line} 行：占位符“{{year}}”不认识" in told, (
        "before anybody presses a key"
    )
    assert (rig.state(application), rig.store.read(queries.letters), tray.titles) == ("confirmed", (), [])
    assert rig.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕1号"
    own.unlink()
    own.parent.rmdir()
    page.activated()  # the way back from where it was mended
    rig.settle()
    rig.answer()
    rig.press(F9)
    assert rig.state(application) == "notified"


def test_issuing_draws_the_number_keeps_the_paper_and_prints_it(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    page.lists.table().setFocus()
    asked = rig.answer()
    rig.press(F9)
    assert "甲精密电子有限公司" in asked() and "8,000.00" in asked()
    assert rig.state(application) == "notified"
    (letter,) = rig.store.read(queries.letters)
    kept = rig.store.read(queries.letter, letter.id)
    assert letter.number == "示知资〔2024〕1号"
    assert kept.data["addressee"] == "甲精密电子有限公司"
    assert tray.out() == kept.pdf
    assert "示知资〔2024〕1号" in words(kept.pdf) and "稿" not in words(kept.pdf)
    assert page.lists.place() == ISSUED
    assert page.foot.state() == f"已存成文件：1.pdf，在文件夹 {tray.folder}"
    assert page.message.sentence().startswith("示知资〔2024〕1号 须送达：可以现在印送达回证")
    for _, lead_on in page.message._message.ways:
        lead_on()
    proof = IssueLetters((application,), "service_record")
    assert rig.asked[-2:] == [proof, ServeLetter(application, letter.id)]
    page.show_destination(proof, Origin())
    rig.settle()
    rig.answer()
    rig.press(F9)
    assert page.message.sentence() == "送达回证签收、收回以后，登记送达的日期、地点和签收人。"
    page.message.act(0)
    assert rig.asked[-1] == ServeLetter(application, 0), "whichever waits"


def test_a_reprint_is_the_same_paper_byte_for_byte(rig: Rig, tray: PrinterTray) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    rig.answer()
    rig.press(F9)
    rig.store.run(ChangeOffice(office=_moved_office()), CLERK)
    rig.clock.moment = rig.clock.moment.replace(year=2027)
    page.lists.choose(ISSUED)
    rig.settle()
    rig.press(F9)
    assert tray.out(2) == tray.out(1)
    assert page.preview.pdf() == tray.out(1)


def _moved_office() -> object:
    from dataclasses import replace

    return replace(OFFICE, name="改名后的示例局", address="新址")


def test_without_a_printer_the_letter_is_issued_all_the_same(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    tray.absent = True
    rig.answer()
    rig.press(F9)
    assert rig.state(application) == "notified"
    assert "没有打印" in page.foot.state() and "已印发" in page.foot.state()
    page.refresh()
    rig.settle()
    assert "没有打印" in page.foot.state(), "nobody took another paper in hand"
    page.lists.tab_buttons[WAITING].click()
    assert page.foot.state() == "", "that was another paper"


def test_who_says_no_issues_nothing(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    page_on(rig, tray)
    rig.answer(yes=False)
    rig.press(F9)
    assert rig.state(application) == "confirmed"
    assert tray.titles == []


def _each_is_led_to(rig: Rig, page: LettersPage, letters: list[tuple[int, int]]) -> None:
    """Look at the line that says what has to be served: whole at 1366, and leading to all of them."""
    shown = page.message
    assert shown.sentence().startswith("3 份须送达：") and "逐份登记" in shown.sentence()
    buttons = (*shown.buttons, shown.close_button)
    assert max(one.geometry().right() for one in buttons) <= shown.width()
    assert all(one.width() >= one.sizeHint().width() for one in buttons), "nothing is clipped"
    shown._message.ways[1][1]()
    assert rig.asked[-1] == ServeLetter(*letters[0], tuple(letters[1:]))


def test_several_go_out_as_one_paper_for_the_printer(rig: Rig, tray: PrinterTray) -> None:
    for name in ("甲精密电子有限公司", "乙机械有限公司", "丙生物科技有限公司"):
        number = len(rig.store.read(queries.application_ids, _everything())) + 1
        confirmed(rig, name, licence(ref=f"Y20224400009{number}0"))
    page = page_on(rig, tray)
    page.lists.table().setFocus()
    rig.press(Qt.Key.Key_A, modifier=CTRL)
    assert page.foot.state() == "已选 3 份　合计 24,000.00 元"
    assert page.foot.primary.text() == "下达并打印 3 份"
    page.foot.both_sides.setChecked(True)
    rig.answer()
    rig.press(F9)
    sent = rig.store.read(queries.letters)
    assert [letter.number for letter in sent] == [f"示知资〔2024〕{n}号" for n in (3, 2, 1)]
    _each_is_led_to(rig, page, [(letter.application, letter.id) for letter in reversed(sent)])
    single = [page_count(rig.store.read(queries.letter, letter.id).pdf) for letter in sent]
    assert page_count(tray.out()) == sum(count + count % 2 for count in single)
    assert tray.titles == ["资助（奖励）通知书 3 份"]
    assert tray.proposed == [True]


def test_paper_made_for_both_sides_is_printed_so_whatever_the_switch_says_by_then(
    rig: Rig, tray: PrinterTray
) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    page.foot.both_sides.setChecked(True)
    page._pdfs.ended.connect(lambda: page.foot.both_sides.setChecked(False))
    rig.answer()
    rig.press(F9)
    assert tray.proposed == [True]


def _everything() -> object:
    from ipdesk.models.records import ApplicationFilter

    return ApplicationFilter()


def test_a_character_no_font_has_stops_the_printing_and_is_shown(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "示例ᥐ精密电子有限公司")
    page = page_on(rig, tray)
    said = page.preview.words.sentence.text()
    assert "ᥐ" in said and "精密电子" in said
    assert not page.foot.primary.isEnabled()
    assert page.foot.refusal.text() == "这份不能印，原因见预览"
    assert rig.state(application) == "confirmed"


def test_the_template_of_the_office_goes_before_the_bundled_one(
    rig: Rig, tray: PrinterTray, data_dir: Path
) -> None:
    """In the preview and on the paper; a mistake in it is told where the letter would stand."""
    confirmed(rig, "甲精密电子有限公司")
    own = data_dir / "letters" / "award_notification.yaml"
    own.parent.mkdir()
    text = resource("letters", own.name).read_text(encoding="utf-8")
    own.write_text(text.replace("text: 特此通知。", "text: 特此通知，请查收。"), encoding="utf-8")
    page = page_on(rig, tray)
    assert "请查收" in words(page.preview.pdf())
    page.lists.table().setFocus()
    rig.answer()
    rig.press(F9)
    assert "请查收" in words(tray.out())
    own.write_text(text.replace("{addressee}", "{adressee}"), encoding="utf-8")
    rig.desk.open(IssueLetters((confirmed(rig, "乙机械有限公司", works()),)))
    rig.settle()
    said = page.preview.words.sentence.text()
    assert own.name in said and "{adressee}" in said
    assert not page.foot.primary.isEnabled()


def test_one_that_cannot_be_printed_stops_none_of_the_others(rig: Rig, tray: PrinterTray) -> None:
    bad = confirmed(rig, "示例ᥐ精密电子有限公司")
    good = confirmed(rig, "乙机械有限公司", works())
    page = page_on(rig, tray)
    page.lists.table().setFocus()
    rig.press(Qt.Key.Key_A, modifier=CTRL)
    rig.answer()
    rig.press(F9)
    assert (rig.state(bad), rig.state(good)) == ("confirmed", "notified")
    assert "U+1950" in page.message.sentence()
    (letter,) = rig.store.read(queries.letters)
    assert letter.number == "示知资〔2024〕1号", "the refused one must not use a number up"


def test_a_number_can_be_typed_from_the_bureaus_register(rig: Rig, tray: PrinterTray) -> None:
    from dataclasses import replace

    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    assert page.lists.form.number.text() == "示知资〔2024〕1号"
    rig.desk.notify(rig.store.run(ChangeOffice(office=replace(OFFICE, own_series=False)), CLERK).changes)
    rig.settle()
    assert page.lists.form.number.text() == "", "what the series would have drawn was not typed"
    page.lists.table().setFocus()
    rig.press(F9)
    assert "填写发文字号" in page.lists.form.number_field.error()
    rig.type(page.lists.form.number, "示知资[2024]第012号")
    rig.answer()
    rig.press(F9)
    (letter,) = rig.store.read(queries.letters)
    assert letter.number == "示知资〔2024〕12号"


def test_a_number_used_before_is_refused_and_nothing_lost(rig: Rig, tray: PrinterTray) -> None:
    from dataclasses import replace

    other = confirmed(rig, "乙机械有限公司", works())
    issued(rig, other, "示知资〔2024〕12号")
    application = confirmed(rig, "甲精密电子有限公司")
    rig.store.run(ChangeOffice(office=replace(OFFICE, own_series=False)), CLERK)
    page = page_on(rig, tray)
    rig.type(page.lists.form.number, "示知资〔2024〕12号")
    rig.answer()
    rig.press(F9)
    assert rig.state(application) == "confirmed"
    assert "已经用过了" in page.message.sentence()
    assert page.lists.form.number.text() == "示知资〔2024〕12号"


def test_the_date_decides_the_year_of_the_number(rig: Rig, tray: PrinterTray) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    rig.type(page.lists.form.day, "20250106")
    rig.settle()
    assert page.lists.form.number.text() == "示知资〔2025〕1号"
    assert "2025年1月6日" in words(page.preview.pdf())


def test_issued_letters_are_found_by_name_and_number(rig: Rig, tray: PrinterTray) -> None:
    for name, row in (("甲精密电子有限公司", licence()), ("乙机械有限公司", works())):
        issued(rig, confirmed(rig, name, row))
    page = page_on(rig, tray)
    page.lists.choose(ISSUED)
    page.lists.search.setText("yjx")
    rig.settle()
    assert [item.name for item in page.lists.models[ISSUED].items] == ["乙机械有限公司"]
    page.lists.search.setText("〕1号")
    rig.settle()
    assert [item.name for item in page.lists.models[ISSUED].items] == ["甲精密电子有限公司"]


def test_applications_handed_over_are_ticked(rig: Rig, tray: PrinterTray) -> None:
    first = confirmed(rig, "甲精密电子有限公司")
    second = confirmed(rig, "乙机械有限公司", works())
    page = page_on(rig, tray)
    rig.desk.open(IssueLetters((first, second)))
    rig.settle()
    assert {item.id for item in page.lists.model().checked()} == {first, second}
    rig.desk.open(IssueLetters((second,)))
    rig.settle()
    current = page.lists.current()
    assert current is not None and current.id == second


def test_copies_are_saved_under_names_every_system_takes(rig: Rig, tray: PrinterTray, tmp_path: Path) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    page.output.save([(tmp_path / "样稿.pdf", page.preview.pdf())])
    rig.settle()
    assert (tmp_path / "样稿.pdf").read_bytes() == page.preview.pdf()
    assert "已存 1 份" in page.foot.state()
    page.output.save([(tmp_path / "没有的文件夹" / "样稿.pdf", b"")])
    rig.settle()
    assert "没有导出" in page.foot.state()


def test_the_count_in_the_navigation_is_what_waits(rig: Rig, tray: PrinterTray) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page_on(rig, tray)
    counted = counts_on(rig)
    assert counted("letters") == 1
    rig.answer()
    rig.press(F9)
    assert counted("letters") == 0


def test_stopping_leaves_what_went_out_and_begins_no_further(rig: Rig, tray: PrinterTray) -> None:
    first = confirmed(rig, "甲精密电子有限公司")
    second = confirmed(rig, "乙机械有限公司", works())
    page = page_on(rig, tray)
    page.lists.table().setFocus()
    rig.press(Qt.Key.Key_A, modifier=CTRL)
    rig.answer()
    page.issue()
    page.foot.stopped.emit()
    rig.settle()
    states = {rig.state(first), rig.state(second)}
    assert "confirmed" in states
    assert "没有办理" in page.message.sentence()
    assert page.foot.primary.isVisible() and not page.foot.stop.isVisible()
    assert len(rig.store.read(queries.letters)) == [rig.state(first), rig.state(second)].count("notified")


def three_issued(rig: Rig) -> list[bytes]:
    """Issue three letters; return their PDFs as they were stored, newest first as the list has them."""
    for number, name in enumerate(("甲精密电子有限公司", "乙机械有限公司", "丙生物科技有限公司")):
        issued(rig, confirmed(rig, name, licence(ref=f"Y20224400009{number}0")))
    return [rig.store.read(queries.letter, letter.id).pdf for letter in rig.store.read(queries.letters)]


def all_issued(rig: Rig, page: LettersPage) -> None:
    page.lists.choose(ISSUED)
    rig.settle()
    page.lists.table().setFocus()
    rig.press(Qt.Key.Key_A, modifier=CTRL)


def test_several_are_printed_again_as_one_small_paper(rig: Rig, tray: PrinterTray) -> None:
    stored = three_issued(rig)
    page = page_on(rig, tray)
    all_issued(rig, page)
    rig.press(F9)
    assert words(tray.out()) == "".join(words(pdf) for pdf in stored)
    assert len(tray.out()) < 0.7 * sum(map(len, stored))
    assert not page.message.isVisible()
    assert page.foot.state().startswith("已存成文件")


@pytest.mark.usefixtures("own_window")
def test_what_looks_otherwise_today_is_printed_as_it_went_out_and_told(rig: Rig, tray: PrinterTray) -> None:
    stored = three_issued(rig)
    folder = rig.desk.data_dir / "letters"
    folder.mkdir()
    wording = resource("letters", "award_notification.yaml").read_text(encoding="utf-8")
    (folder / "award_notification.yaml").write_text(wording.replace("特此通知。", "专此函达。"), "utf-8")
    page = page_on(rig, tray)
    all_issued(rig, page)
    rig.press(F9)
    assert words(tray.out()) == "".join(words(pdf) for pdf in stored)
    assert page.message.sentence().startswith("其中 3 份")


def test_putting_letters_together_can_be_stopped(rig: Rig, tray: PrinterTray) -> None:
    three_issued(rig)
    page = page_on(rig, tray)
    all_issued(rig, page)
    page.reprint()
    assert page.foot.stop.isVisible() and not page.foot.primary.isVisible()
    page.foot.stopped.emit()
    rig.settle()
    assert tray.titles == []
    assert "已停止" in page.foot.state()
    assert page.foot.primary.isVisible()


def test_painting_shows_its_pages_and_gives_the_buttons_back(rig: Rig, tray: PrinterTray) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    tray.last_page = 1  # a range is painted: the PDF as a whole would only be copied
    told: list[tuple[int, int]] = []
    page.output.progressed.connect(lambda done, total: told.append((done, total)))
    rig.answer()
    rig.press(F9)
    assert told == [(0, 1)]
    assert page_count(tray.out()) == 1
    assert page.foot.primary.isVisible()
    assert page.foot.state().startswith("已存成文件")


def test_printing_that_is_stopped_says_so(rig: Rig, tray: PrinterTray) -> None:
    confirmed(rig, "甲精密电子有限公司")
    page, gate = page_on(rig, tray), threading.Event()
    tray.last_page = 1
    rig.tasks.start(Lane.LONG, lambda _: gate.wait())
    assert page.output.print(page.preview.pdf(), "通知书")
    page.foot.stopped.emit()
    gate.set()
    rig.settle()
    assert page.foot.state() == "已停止打印，可以再按 F9 重印"
    assert page.foot.primary.isVisible()
