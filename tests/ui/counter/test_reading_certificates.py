"""Certificates are read instead of typed: proposed with their passage, set by one key, never silently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models.records import RawAchievement
from ipdesk.ui.counter.certificates.dialog import CertificatesDialog
from ipdesk.ui.desk.preferences import CERTIFICATES, Preferences
from ipdesk.ui.desk.tasks import Lane
from tests.specimens.drawing import pdf_of, photo_of
from tests.specimens.papers import (
    BUSINESS,
    INVENTION,
    OFFICIAL_FEE,
    TRADEMARK,
    WORK,
    WRONG_DIGIT,
    Specimen,
)
from tests.ui.counter.conftest import Clerk

KEY = Qt.Key
OWNER = "韶关市澄光数字科技有限公司"
WORK_ROW = "粤作登字-2022-F-00018202"
ACCEPT = (KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)


def files(folder: Path, *specimens: Specimen) -> list[Path]:
    """Return a file for each paper, numbered."""
    paths = [folder / f"{number}.pdf" for number, _ in enumerate(specimens, start=1)]
    for path, specimen in zip(paths, specimens, strict=True):
        path.write_bytes(pdf_of(specimen))
    return paths


def mime(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(map(str, paths)))  # as file managers do
    return data


def read(clerk: Clerk, paths: list[Path], act: Callable[[CertificatesDialog], None]) -> None:
    """Read files, and act in the dialog once it shows what is in them."""
    reader = clerk.page.sources.reader
    clerk.in_dialog(lambda: reader.dialog, act, lambda: reader.take(paths))


def fill(dialog: CertificatesDialog) -> None:
    QTest.keyClick(dialog, *ACCEPT)


def fill_one(dialog: CertificatesDialog) -> None:
    assert len(dialog.papers) == 1
    fill(dialog)


def shown(dialog: CertificatesDialog) -> list[tuple[str, ...]]:
    """Return the papers in the list as they are shown."""
    model = dialog.list.model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [tuple(model.index(row, column).data() for column in columns) for row in rows]


def cells(dialog: CertificatesDialog) -> list[tuple[str, ...]]:
    return [row.cells for row in dialog.values.ticks.rows]


def by_kind(clerk: Clerk) -> dict[str, RawAchievement]:
    return {raw.kind: raw for raw in clerk.page.draft.rows}


def test_certificates_and_a_receipt_become_rows_by_one_key(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name=OWNER))

    def act(dialog: CertificatesDialog) -> None:
        assert [(one[0], one[1]) for one in shown(dialog)] == [
            ("专利证书", "第 1 项　专利授权（新增）"),
            ("官方规费票据", "第 1 项　专利授权"),
            ("商标注册证", "第 2 项　商标核准注册（新增）"),
        ]
        assert shown(dialog)[2][2] == "填 3 项，共 4 项，2 处要核对"
        fill(dialog)

    read(clerk, files(tmp_path, INVENTION, OFFICIAL_FEE, TRADEMARK), act)
    patent, mark = by_kind(clerk)["patent_grant"], by_kind(clerk)["trademark_registration"]
    assert (patent.ref, patent.date, patent.filing_date) == ("ZL201910123457.4", "2021-03-02", "2019-02-18")
    assert patent.name == "一种山区茶园用可折叠遮阳支架及其安装方法"
    assert patent.owners == f"{OWNER}；粤北应用技术研究院"
    assert dict(patent.facts) == {"patent_type": "invention", "region": "CN", "official_fees": "955.00"}
    assert patent.received == {"patent_certificate", "official_fee_receipts"}
    assert (mark.ref, mark.date, dict(mark.facts)) == ("58123456", "2022-03-07", {})  # its type was in doubt
    assert clerk.page.achievements.table.current_row() == 1  # of the mark something is to be settled
    clerk.page.achievements.table.setFocus()
    clerk.ctrl(KEY.Key_Z)
    assert clerk.page.draft.rows == []


def test_each_value_shows_its_passage_and_is_ticked_by_space(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name="莫䶮"))

    def act(dialog: CertificatesDialog) -> None:
        assert cells(dialog)[:2] == [
            ("登记号", WORK_ROW, ""),
            ("作品名称", "云门春茶礼盒插画（一）", ""),
        ]
        dialog.values.setFocus()
        QTest.keyClick(dialog.values, KEY.Key_Down)
        (mark,) = dialog.page.marks()
        assert 841.9 - 100 * 72 / 25.4 - 5 < mark.bottom < 841.9 - 100 * 72 / 25.4 + 1  # pt: at 100 mm
        QTest.keyClick(dialog.values, KEY.Key_Space)
        assert shown(dialog)[0][2] == "填 4 项，共 5 项"
        fill(dialog)

    read(clerk, files(tmp_path, WORK), act)
    (raw,) = clerk.page.draft.rows
    assert (raw.ref, raw.name, raw.owners) == (WORK_ROW, "", "莫䶮")


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_files_come_by_mouse_and_clipboard_over_any_field(clerk: Clerk, tmp_path: Path, way: str) -> None:
    clerk.seat(clerk.registered(name=OWNER))
    clerk.add("patent_grant")
    line = clerk.form().inputs["ref"].line
    assert line is not None
    data = mime(files(tmp_path, INVENTION))

    def bring() -> None:
        if way == "paste":
            QGuiApplication.clipboard().setMimeData(data)
            line.setFocus()
            clerk.ctrl(KEY.Key_V)
            return
        over = QPointF(5, 5)
        where = over.toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton
        entering = QDragEnterEvent(*where, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(line, entering)
        assert entering.isAccepted()
        where = over, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton
        QApplication.sendEvent(line, QDropEvent(*where, Qt.KeyboardModifier.NoModifier))

    clerk.in_dialog(lambda: clerk.page.sources.reader.dialog, fill_one, bring)
    QGuiApplication.clipboard().clear()
    assert [raw.ref for raw in clerk.page.draft.rows] == ["", "ZL201910123457.4"]


def test_what_contradicts_is_said_at_once_and_doubts_are_not_ticked(clerk: Clerk, tmp_path: Path) -> None:
    other = clerk.registered()
    works = RawAchievement(
        id="w", kind="work_registration", ref=WORK_ROW, date="2022-03-02", facts={"registrar": "guangdong"}
    )
    number = clerk.granted(other, works)
    clerk.seat(clerk.registered(name=OWNER, identity="91440299MA00091089"))

    def act(dialog: CertificatesDialog) -> None:
        assert "申请人不在证书的著作权人之中" in dialog.remarks.text()
        assert f"这一项已在 2022 年度的申请件 {number}（" in dialog.remarks.text()
        assert "得到资助 200.00 元" in dialog.remarks.text()
        QTest.keyClick(dialog.list, KEY.Key_Down)
        assert dialog.values.current_row() == 2  # on the doubt
        assert dialog.doubt.text() == "专利号的校验位不符，可能有一位录错，请对照证书核对。"
        QTest.keyClick(dialog, KEY.Key_Escape)

    read(clerk, files(tmp_path, WORK, WRONG_DIGIT), act)
    assert clerk.page.draft.rows == []  # Esc fills in nothing


def test_a_row_that_is_there_is_completed_and_never_overwritten(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name=OWNER))
    clerk.add("patent_grant", ref="2019 1 0123457.4", date="2021-03-12")

    def act(dialog: CertificatesDialog) -> None:
        assert shown(dialog)[0][1] == "第 1 项　专利授权"
        told = {row[0]: row[2] for row in cells(dialog)}
        assert told["授权公告日"] == "已填“2021-03-12”，与证书不一致"
        assert told["专利号"] == "已填，一致"
        fill(dialog)

    read(clerk, files(tmp_path, INVENTION), act)
    (raw,) = clerk.page.draft.rows
    assert (raw.date, raw.filing_date) == ("2021-03-12", "2019-02-18")

    def again(dialog: CertificatesDialog) -> None:
        assert shown(dialog)[0][2] == "填 0 项，共 7 项，1 处要核对"
        assert dialog.accept_button.text() == "只附文件"
        dialog.reject()

    read(clerk, files(tmp_path, INVENTION), again)


def test_a_receipt_without_its_patent_says_what_to_do_first(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name=OWNER))

    def act(dialog: CertificatesDialog) -> None:
        assert dialog.remarks.text().startswith("还没有填号码是 ZL201910123457.4 的专利授权")
        dialog.reject()

    read(clerk, files(tmp_path, OFFICIAL_FEE), act)


def test_a_licence_brings_a_new_firm_and_its_certificates_together(clerk: Clerk, tmp_path: Path) -> None:
    def act(dialog: CertificatesDialog) -> None:
        assert shown(dialog)[0] == ("营业执照（法人证书）", "申请人", "查找或登记")
        fill(dialog)

    read(clerk, files(tmp_path, BUSINESS, WORK), act)
    assert len(clerk.page.draft.rows) == 1
    clerk.press(KEY.Key_Return)  # nobody has that code: Enter registers
    form = clerk.page.applicant.form
    assert form.isVisible()
    assert form.inputs["name"].text() == "澄溪县清风印刷有限公司"
    assert form.inputs["identity"].text() == "91440299MA00091089"
    assert form.inputs["legal_representative"].text() == "植秀文"
    assert form.inputs["address"].text() == "澄溪县澄溪镇府前路20号二楼"
    clerk.ctrl(KEY.Key_Return)
    clerk.until(lambda: clerk.page.draft.applicant is not None)
    assert clerk.page.draft.applicant.name == "澄溪县清风印刷有限公司"
    assert len(clerk.page.draft.rows) == 1


def test_a_licence_whose_code_is_wrong_is_looked_for_by_its_name(clerk: Clerk, tmp_path: Path) -> None:
    misread = [
        (left, top, size, text.replace("91440299MA00091089", "91440299MA00091088"))
        for left, top, size, text in BUSINESS.pages[0]
    ]

    def act(dialog: CertificatesDialog) -> None:
        assert "校验" in dialog.doubt.text()
        fill(dialog)

    read(clerk, files(tmp_path, Specimen("", (tuple(misread),), {})), act)
    assert clerk.page.applicant.finder.box.text() == "澄溪县清风印刷有限公司"
    clerk.press(KEY.Key_Return)
    form = clerk.page.applicant.form
    assert form.inputs["identity"].text() == "91440299MA00091088"  # to be mended there, beside its sentence
    assert form.inputs["legal_representative"].text() == "植秀文"
    assert form.inputs["address"].text() == "澄溪县澄溪镇府前路20号二楼"


def test_what_comes_while_something_is_read_is_read_with_it(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name=OWNER))
    first, second = files(tmp_path, INVENTION, TRADEMARK)
    clerk.page.sources.reader.take([first])
    read(clerk, [first, second], lambda dialog: (check_both(dialog), fill(dialog))[1])  # type: ignore[func-returns-value]
    clerk.tasks.settle(Lane.LONG)
    QApplication.processEvents()
    assert clerk.page.sources.reader.dialog is None  # nothing is asked a second time
    assert [raw.kind for raw in clerk.page.draft.rows] == ["patent_grant", "trademark_registration"]


def check_both(dialog: CertificatesDialog) -> None:
    assert [row[0] for row in shown(dialog)] == ["专利证书", "商标注册证"]


def test_many_files_that_cannot_be_read_leave_room_for_the_others(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name=OWNER))
    for number in range(30):
        (tmp_path / f"坏{number:02}.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "空.pdf").write_bytes(b"")

    def act(dialog: CertificatesDialog) -> None:
        assert dialog.unread.text() == (
            "坏00.pdf、坏01.pdf、坏02.pdf 等 30 个文件：这个 PDF 打不开，文件可能没有传完或者已经损坏。"
            "请重新取得这个文件。\n空.pdf：这个文件是空的。"
        )
        dialog.reject()

    paths = files(tmp_path, INVENTION)
    read(clerk, [tmp_path / "空.pdf", *sorted(tmp_path.glob("坏*.pdf")), *paths], act)


def test_what_is_on_file_as_something_else_is_not_told(clerk: Clerk, tmp_path: Path) -> None:
    paid = RawAchievement(
        id="f", kind="patent_annual_fee", ref="ZL201910123457.4", date="2022-03-02", facts={"fee": "600"}
    )
    clerk.granted(clerk.registered(), paid)
    clerk.seat(clerk.registered(name=OWNER, identity="91440299MA00091089"))

    def act(dialog: CertificatesDialog) -> None:
        assert dialog.remarks.text() == ""
        dialog.reject()

    read(clerk, files(tmp_path, INVENTION), act)


def test_files_that_say_nothing_are_named_with_the_reason(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    clerk.page.sources.reader.take([tmp_path / "坏.pdf", tmp_path / "没有.pdf"])
    clerk.until(lambda: "坏.pdf" in clerk.page.message.sentence())
    assert "坏.pdf：这个 PDF 打不开" in clerk.page.message.sentence()
    assert "没有.pdf：文件打不开" in clerk.page.message.sentence()


def test_a_photograph_is_read_where_that_is_installed(clerk: Clerk, tmp_path: Path) -> None:
    pytest.importorskip("rapidocr_onnxruntime", reason="the extra `scan` is not installed")
    clerk.seat(clerk.registered(name=OWNER))
    photo = tmp_path / "微信图片.jpg"
    photo.write_bytes(photo_of(INVENTION))

    def act(dialog: CertificatesDialog) -> None:
        assert shown(dialog)[0][2] == "填 1 项，共 7 项，6 处要核对"  # the number alone has a check digit
        told = {row[0]: row[2] for row in cells(dialog)}
        assert told["授权公告日"] == "由图片识别，请对照原件"
        dialog.values.setFocus()
        QTest.keyClick(dialog.values, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        fill(dialog)

    read(clerk, [photo], act)
    (raw,) = clerk.page.draft.rows
    assert (raw.ref, raw.date) == ("ZL201910123457.4", "2021-03-02")


def test_reading_many_files_tells_how_far_it_is_and_stops(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name=OWNER))
    clerk.page.sources.reader.take(files(tmp_path, *[WORK] * 30))
    assert clerk.page.message.sentence() == "正在读第 1 个文件，共 30 个……"
    clerk.page.message.act(0)  # 停止
    clerk.tasks.settle(Lane.LONG)
    QApplication.processEvents()
    assert clerk.page.message.sentence() == ""
    assert clerk.page.sources.reader.dialog is None
    assert clerk.page.draft.rows == []


def test_what_is_read_for_one_file_is_not_offered_to_the_next(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered(name=OWNER))
    clerk.page.sources.reader.take(files(tmp_path, WORK))
    clerk.page.draft.clear()  # somebody else is at the counter by now
    clerk.tasks.settle(Lane.LONG)
    QApplication.processEvents()
    assert clerk.page.sources.reader.dialog is None
    assert clerk.page.message.sentence() == ""


def test_what_comes_into_the_watched_folder_is_offered(clerk: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / "扫描件"
    folder.mkdir()
    (folder / "旧.pdf").write_bytes(pdf_of(TRADEMARK))
    preferences = Preferences(tmp_path)
    preferences.set_text(CERTIFICATES, str(folder))
    clerk.page.sources.reader.use(preferences)
    clerk.seat(clerk.registered(name=OWNER))
    (folder / "说明.docx").write_bytes(b"-")
    (folder / "新.pdf").write_bytes(pdf_of(INVENTION))
    clerk.until(lambda: clerk.page.message.sentence() == "证书文件夹新来：新.pdf")
    clerk.in_dialog(lambda: clerk.page.sources.reader.dialog, fill_one, lambda: clerk.press(KEY.Key_F11))
    assert [raw.ref for raw in clerk.page.draft.rows] == ["ZL201910123457.4"]
    clerk.page.sources.reader.watched.watch(None)


def test_a_folder_that_went_away_and_came_back_is_watched_again(clerk: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / "扫描件"
    folder.mkdir()
    preferences = Preferences(tmp_path)
    preferences.set_text(CERTIFICATES, str(folder))
    reader = clerk.page.sources.reader
    reader.use(preferences)
    folder.rmdir()
    clerk.until(lambda: reader.watched.folder() is None)
    folder.mkdir()
    clerk.page.hide()
    clerk.page.show()
    assert reader.watched.folder() == folder
    reader.watched.watch(None)
