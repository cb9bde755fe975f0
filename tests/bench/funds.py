"""How long the figures of a large fund take, and the checking of a large batch of payments."""

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from openpyxl import Workbook

from ipdesk.documents.spreadsheets.bank_file import bank_files
from ipdesk.funds.payments.bank_template import BankTemplate
from ipdesk.funds.payments.payment_row import BankBatch, PayeeKind, Payer, PaymentRow, Value
from ipdesk.funds.payments.templates import bank_templates
from ipdesk.models import queries
from ipdesk.models.records import LineDetails, PaymentLine
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.payments.load import batch_file
from tests.bench.report import Figure
from tests.bench.timing import best
from tests.models.desk import Clock, Desk
from tests.models.handlers.funds import paying
from tests.models.handlers.funds.small_fund import SmallFund, small_fund

TASKS, PAYMENTS, BATCH = 2_000, 200_000, 10_000
TWICE, THRICE = 2.0, 3.0
ROUNDS = 3
_SUM = 10_000  # fen of each payment
_PAYER = Payer("示例县市场监督管理局", "44050162000100000000", "中国建设银行示例支行")


def run() -> list[Figure]:
    """Measure the overview of a fund, and a batch checked and exported."""
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        with closing(Store.open(folder, clock)) as store:
            desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
            fund = small_fund(desk, BATCH * _SUM)
        grants = _fill(folder, fund)
        with closing(Store.open(folder, clock)) as store:
            desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
            batch = paying.prepare(desk, fund.fund, *(_line(grant) for grant in grants))
            return [_overview(store, folder, fund.fund), _exported(desk, batch)]


def _name(number: int) -> str:
    return f"示例第{number}有限公司"


def _line(grant: int) -> LineDetails:
    account = {
        "account": f"4405016200{grant:010}",
        "bank": "中国建设银行示例支行",
        "bank_number": "105581000013",
    }
    return LineDetails(grant=grant, fen=_SUM, account_name=_name(grant), **account)


def _exported(desk: Desk, batch: int) -> Figure:
    template = bank_templates().usable[0]
    checked = best(lambda: _check_and_export(desk, batch, template), ROUNDS)
    rows = [row for sheet in _sheets(desk, batch, template) for row in sheet]
    bare = best(lambda: _write_cells(rows), ROUNDS)
    name = f"a batch of {BATCH:,} payments checked and exported, of what openpyxl takes to write the cells"
    return Figure(name, checked / bare, THRICE, False, f"{checked:.2f} s; openpyxl {bare:.2f} s")


def _check_and_export(desk: Desk, batch: int, template: BankTemplate) -> None:
    shown = desk.store.read(batch_file, batch, desk.clock.today)  # as the page does before it exports
    assert shown.findings == ()
    bank_files(template, _for_bank(desk, shown.lines))


def _for_bank(desk: Desk, lines: Sequence[PaymentLine]) -> BankBatch:
    rows = tuple(
        PaymentRow(
            str(one.id), one.account_name, one.account, one.bank_kind, one.bank, one.bank_number, one.net,
            one.purpose, PayeeKind.UNIT,
        )
        for one in lines
    )  # fmt: skip
    return BankBatch("2024-001", desk.clock.today, _PAYER, rows)


def _sheets(desk: Desk, batch: int, template: BankTemplate) -> list[list[list[Value]]]:
    """Return the cells that are written, sheet by sheet."""
    written = _for_bank(desk, desk.store.read(queries.batch_lines, batch))
    return [template.sheet(part, written) for part in template.parts(written)]


def _write_cells(rows: list[list[Value]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    with tempfile.TemporaryFile() as file:
        book.save(file)


def _overview(store: Store, folder: Path, fund: int) -> Figure:
    shown = best(lambda: store.read(queries.fund_figures, fund), ROUNDS)
    bare = best(lambda: _bare_sums(folder, fund), ROUNDS)
    name = f"the overview of {TASKS:,} tasks and {PAYMENTS:,} payments, of the bare sums that it shows"
    return Figure(name, shown / bare, TWICE, False, f"{shown:.2f} s; bare {bare:.2f} s")


_BARE = """
SELECT account.task_id, account.place, sum(movement.fen) FROM fund_movement AS movement
JOIN fund_account AS account ON account.id = movement.{side} WHERE account.fund_id = ?
GROUP BY account.task_id, account.place
"""


def _bare_sums(folder: Path, fund: int) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as raw:
        for side in ("source_id", "target_id"):
            raw.execute(_BARE.format(side=side), (fund,)).fetchall()


def _fill(folder: Path, fund: SmallFund) -> list[int]:
    """Write tasks, grants and paid payments past the program, which takes minutes; return unpaid grants."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as raw:
        filling = _Filling(raw, fund.fund)
        for _ in range(TASKS):
            filling.task()
        grants = filling.unpaid(fund.tasks[0])
        filling.write()
        raw.commit()
    return grants


class _Filling:
    def __init__(self, raw: sqlite3.Connection, fund: int) -> None:
        self.raw, self.fund = raw, fund
        tables = ("fund_task", "fund_grant", "fund_payment", "fund_account", "fund_posting")
        self.last = {one: raw.execute(f"SELECT max(id) FROM {one}").fetchone()[0] or 0 for one in tables}
        self.number = raw.execute("SELECT max(number) FROM fund_posting").fetchone()[0]
        without_id = ("fund_movement", "grant_party")
        self.rows: dict[str, list[tuple[object, ...]]] = {one: [] for one in (*tables, *without_id)}

    def next(self, table: str, *values: object) -> int:
        self.last[table] += 1
        self.rows[table].append((self.last[table], *values))
        return self.last[table]

    def account(self, place: str, *owners: int | None) -> int:
        key = " ".join((place, *("" if one is None else str(one) for one in owners)))
        return self.next("fund_account", self.fund, key, place, *owners)

    def post(self, kind: str, source: int, target: int) -> None:
        self.number += 1
        day, at = "2024-06-20", "2024-06-20T01:00:00.000000+00:00"
        posting = self.next("fund_posting", self.fund, self.number, kind, day, "on", "文", None, 1, at)
        self.rows["fund_movement"].append((posting, 1, _SUM, source, target))

    def task(self) -> None:
        number = self.last["fund_task"] + 1
        task = self.next(
            "fund_task", self.fund, number, "股", number, f"任务{number}", "competitive", "", "", 0, ""
        )
        budget = self.account("task", task, None, None)
        for _ in range(PAYMENTS // TASKS):
            grant = self.next("fund_grant", task, None, None, "", None, "", 0, "")
            payment = self.next("fund_payment", grant, "treasury", None, "")
            held = self.account("grant", task, grant, None)
            sent, paid = (self.account(place, task, grant, payment) for place in ("transit", "paid"))
            for kind, source, target in (("GRANT", budget, held), ("SEND", held, sent), ("PAY", sent, paid)):
                self.post(kind, source, target)

    def unpaid(self, task: int) -> list[int]:
        asked = "SELECT id FROM fund_account WHERE place = 'task' AND task_id = ?"
        [budget] = self.raw.execute(asked, (task,)).fetchone()
        grants = [self.next("fund_grant", task, None, None, "", None, "", 0, "") for _ in range(BATCH)]
        for grant in grants:
            self.rows["grant_party"].append((grant, 1, _name(grant)))
            self.post("GRANT", budget, self.account("grant", task, grant, None))
        return grants

    def write(self) -> None:
        for table, rows in self.rows.items():
            marks = ", ".join("?" * len(rows[0]))
            self.raw.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
