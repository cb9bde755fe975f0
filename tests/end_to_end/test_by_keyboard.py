"""Applications of every kind from the search for their applicant to their receipt, without a mouse."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.demo.clerk import Clerk
from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice, RegisterApplicant
from ipdesk.models.records import ApplicationFilter
from ipdesk.models.workflow import State
from tests.actors import CLERK
from tests.end_to_end.conftest import Start
from tests.end_to_end.past import ELDER, OFFICE, YOUNGER, granted, opened
from tests.models.desk import company_code, licence

BANK = "粤北农村商业银行甲县支行"
Fields = tuple[tuple[str, str], ...]
MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
)


@dataclass(frozen=True, slots=True)
class Application:
    """What finds its applicant, the kind of its achievement, and what is typed into field after field."""

    asked: str
    kind: str
    fields: Fields
    new: Fields = ()
    total: str = ""
    """What the counter says that it comes to, by hand, in yuan."""


PERSON: Fields = (
    ("经办人", ""),
    ("联系电话", "15400000902"),
    ("地址", "甲县甲城镇文昌路9号"),
    ("收款户名", ""),
    ("开户银行", BANK),
    ("收款账号", "80020000090000102"),
)
FIRM: Fields = (("法定代表人", "程望舒"), *PERSON)
APPLICATIONS = (
    Application(
        "甲县新溪动漫有限公司",
        "作品著作权登记",
        (
            ("第一件的登记号", "粤作登字-2024-F-00061001"),
            ("件数", "3"),
            ("登记日期", "20240118"),
            ("登记机构", "1"),
        ),
        new=(
            ("统一社会信用代码", "91440299MA0X0X015N"),
            ("法定代表人", "程望舒"),
            ("经办人", "程望舒"),
            ("联系电话", "15400000901"),
            ("地址", "甲县甲城镇文昌路8号"),
            ("收款户名", ""),
            ("开户银行", BANK),
            ("收款账号", "80020000090000101"),
        ),
    ),
    Application(
        "前山",
        "专利转让许可",
        (
            ("备案号或登记号", "Y2024440000901"),
            ("登记备案日期", "20240618"),
            ("合同金额", "800000"),
            ("已在国家知识产权局登记备案", "y"),
            ("交易双方为关联主体", "n"),
            ("已转化运用", "y"),
        ),
    ),
    Application(
        "houxi",
        "知识产权保险",
        (
            ("保险单号", "PIP-2024-0098"),
            ("保费缴纳日期", "2024.5.6"),
            ("投保的知识产权类型", "1"),
            ("实际保费支出", "10000"),
        ),
    ),
    Application(
        "前山",
        "集体商标",
        (
            ("商标注册号", "62345678"),
            ("核准注册日期", "20240301"),
            ("商标类型", "2"),
            ("属于地理标志商标", "y"),
        ),
    ),
    Application(
        "91440299MA0X0A020Y",
        "知识产权示范优势企业",
        (("认定文号", "国知发运函字〔2024〕1号"), ("认定日期", "20240520"), ("称号", "1")),
    ),
    Application(  # a character that few fonts have
        "陈𬭎 44022219870312012X",
        "作品著作权登记",
        (
            ("第一件的登记号", "粤作登字-2024-A-00062001"),
            ("件数", "1"),
            ("登记日期", "20240218"),
            ("登记机构", "1"),
        ),
        new=PERSON,
        total="200.00",
    ),
    Application(  # a name of two parts, asked for with the dot of another keyboard
        "买买提•艾力 440222199111050345",
        "作品著作权登记",
        (
            ("第一件的登记号", "粤作登字-2024-B-00063001"),
            ("件数", "2"),
            ("登记日期", "20240318"),
            ("登记机构", "1"),
        ),
        new=PERSON,
        total="400.00",
    ),
    Application(
        "甲县高山茶叶农民专业合作社 93440299MA0X70013Y",
        "作品著作权登记",
        (
            ("第一件的登记号", "粤作登字-2024-F-00064001"),
            ("件数", "1"),
            ("登记日期", "20240418"),
            ("登记机构", "1"),
        ),
        new=FIRM,
        total="200.00",
    ),
    Application(
        "甲县第一中学 12440299MA0X700215",
        "作品著作权登记",
        (
            ("第一件的登记号", "粤作登字-2024-F-00065001"),
            ("件数", "1"),
            ("登记日期", "20240518"),
            ("登记机构", "1"),
        ),
        new=FIRM,
        total="200.00",
    ),
    Application(  # one more than the clause pays in a year
        "甲县知新知识产权代理有限公司 91440299MA0X7003XP",
        "作品著作权登记",
        (
            ("第一件的登记号", "粤作登字-2024-F-00066001"),
            ("件数", "101"),
            ("登记日期", "20240618"),
            ("登记机构", "1"),
        ),
        new=FIRM,
        total="20,000.00",
    ),
    Application(  # one fen is left of what a firm is paid in a year
        "甲县近限科技有限公司",
        "专利转让许可",
        (
            ("备案号或登记号", "Y2024440000977"),
            ("登记备案日期", "20240618"),
            ("合同金额", "800000"),
            ("已在国家知识产权局登记备案", "y"),
            ("交易双方为关联主体", "n"),
            ("已转化运用", "y"),
        ),
        total="0.01",
    ),
)
NEAR_CAP = replace(
    YOUNGER, name="甲县近限科技有限公司", identity=company_code(977), bank=BANK, account="80020000090000977"
)
MOST_KEYS = 24
"""Keys of an application beside what is typed: to find, to add, from field to field, to accept.

Two of them where the code speaks of another kind of applicant.
"""


class Keyboard(Clerk):
    """Has keys alone. Counts them, and looks after each whether the next one would go anywhere."""

    pressed = 0

    def press(self, keys: str) -> None:
        self.pressed += 1
        super().press(keys)
        self._look(keys)

    def type(self, text: str) -> None:
        super().type(text)
        self._look(text)

    def settle(self) -> None:
        """Let the workers answer, and what follows from that; to look again and again costs more."""
        for _ in range(3):
            QApplication.processEvents()
            self._tasks.settle()
        super().settle()

    def click(self, widget: QWidget) -> NoReturn:
        raise AssertionError("there is no mouse")

    def _look(self, after: str) -> None:
        """Fail where no widget would take the next key, or one that nobody can type into or press."""
        focus = QApplication.focusWidget()
        assert focus is not None, f"the focus is lost after {after}"
        lies_in_front = focus.window() is self.window() and focus.isVisible() and focus.isEnabled()
        assert lies_in_front and focus.focusPolicy() is not Qt.FocusPolicy.NoFocus, (after, focus)

    def fill(self, label: str, text: str) -> None:
        """Type into the field to which the keys have led, which has to be this one, and go on."""
        self.stand_at(label)
        if text:
            self.type(text)
        self.press("Return")

    def stand_at(self, label: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None and focus.accessibleName().startswith(label), (label, focus)


class NoMouse(QObject):
    """Notes whatever a mouse does."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOUSE:
            self.seen.append(event.type())
        return False


@contextmanager
def without_mouse() -> Iterator[NoMouse]:
    app, looking = QApplication.instance(), NoMouse()
    assert app is not None
    app.installEventFilter(looking)
    yield looking
    app.removeEventFilter(looking)


def enter(keys: Keyboard, application: Application) -> None:
    """Find or register the applicant, and fill the form of the achievement from field to field."""
    keys.press("Ctrl+1")
    keys.press("Ctrl+N")
    keys.stand_at("选申请人")
    keys.type(application.asked)
    keys.press("Return")
    for label, text in application.new:
        keys.fill(label, text)
    if application.new:
        keys.press("Ctrl+Return")
    if keys.sees("选错的按 Alt+U 改"):  # the code speaks of another kind than an enterprise
        keys.press("Alt+U")
        keys.press("Ctrl+Return")
    keys.stand_at("输入名称")
    keys.type(application.kind)
    keys.press("Return")
    for label, text in application.fields:
        keys.fill(label, text)
    keys.stand_at("申报年度")


def accept(keys: Keyboard) -> None:
    """Tick all materials, and accept."""

    def tick_all() -> None:
        keys.press("Ctrl+A")
        keys.press("Return")

    in_a_dialog(keys, "F8", tick_all)
    in_a_dialog(keys, "F9", lambda: keys.press("Return"))
    keys.wait_to_see("已受理，编号")


def issue_receipts(keys: Keyboard) -> None:
    """Go where the message offers the last receipt, and issue all; they are printed later."""

    def not_now() -> None:
        if not isinstance(keys.window(), QPrintDialog):
            in_a_dialog(keys, "Return", not_now)
            return
        QTest.keyClick(keys.window(), Qt.Key.Key_Escape)

    keys.press("F11")
    keys.wait_to_see("成文日期")
    keys.stand_at("待下达")
    keys.press("Ctrl+A")
    in_a_dialog(keys, "F9", not_now)
    keys.wait_to_see("没有打印")


def in_a_dialog(keys: Keyboard, opening: str, answer: Callable[[], None]) -> None:
    keys.answering(answer)
    keys.press(opening)


def near_the_cap(data_dir: Path) -> None:
    """Have 49,999.99 yuan of 50,000 decided for a firm: five contracts of 999,999 yuan, and one of 4."""
    amounts = (*["999999"] * 5, "4")
    rows = (
        licence(amount, id=str(at), ref=f"Y2024440001{at:03d}", date="2024-03-01")
        for at, amount in enumerate(amounts, start=1)
    )
    granted(data_dir, 30, NEAR_CAP, *rows)


def test_applications_go_from_the_counter_to_their_receipt_by_keys_alone(
    start: Start, data_dir: Path
) -> None:
    near_the_cap(data_dir)
    store = opened(data_dir, 0)
    for number, known in enumerate((ELDER, YOUNGER)):
        details = replace(known, bank=BANK, account=f"800200000900002{number}1")
        store.run(RegisterApplicant(details=details), CLERK)
    reached = replace(OFFICE, contact="陈晓敏", telephone="0751-8880000", address="甲县建设路1号")
    store.run(ChangeOffice(office=reached), CLERK)
    store.close()
    counts = []
    with start() as (program, _), without_mouse() as mouse:
        assert program.desk is not None
        keys = Keyboard(program.tasks)
        for application in APPLICATIONS:
            before = keys.pressed
            enter(keys, application)
            keys.wait_to_see(application.total)
            accept(keys)
            counts.append(keys.pressed - before)
        issue_receipts(keys)
        keys.leave()
        letters = program.desk.read(queries.letters)
        ids = program.desk.read(queries.application_ids, ApplicationFilter(state=State.ACCEPTED))
    assert [one.kind for one in letters] == ["acceptance_receipt"] * len(APPLICATIONS) and len(ids) == len(
        APPLICATIONS
    )
    assert mouse.seen == []
    assert max(counts) <= MOST_KEYS, counts
