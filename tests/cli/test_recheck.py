"""``ipdesk recheck``: the same packs change nothing, a changed sum its lines, and nothing is written."""

from __future__ import annotations

import datetime
import hashlib
import importlib
import importlib.abc
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk import sample
from ipdesk.cli import main
from ipdesk.cli.recheck import run
from ipdesk.documents.letters.issue import notification
from ipdesk.models import commands, queries
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import ApplicationFilter, DecidedAmount, LoweredAmount, RawAchievement
from ipdesk.models.services.recheck import recheck_application
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.workflow import EVALUATED
from ipdesk.paths import resource
from ipdesk.rules.core.result import Status
from ipdesk.rules.library.policy_library import policy_from_bytes, standard_library
from tests.actors import CLERK
from tests.models.desk import OFFICE, Clock, Desk, cultivation, licence, works
from tests.rules.pack.small_pack import SMALL, small
from tests.stores import with_database

ID = "shaoguan-2021"
POLICY = standard_library().policy(ID)
Capture = pytest.CaptureFixture[str]


def silent(done: int, total: int) -> None:
    """Take the progress and say nothing."""


@pytest.fixture(scope="module")
def sample_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    sample.fill(folder, datetime.date(2026, 4, 8), notification)
    return folder


@pytest.fixture
def desk(data_dir: Path) -> Desk:
    clock = Clock()
    return Desk(Store.open(with_database(data_dir), clock), POLICY, clock)


EXAMPLE = """
examples:
  - why: 地理标志保护产品定额资助。
    applicant: {id: a1, kind: enterprise}
    achievements: [{id: "1", kind: gi_product, date: 2022-03-01, ref: 公告1号}]
    expect: [{achievement: "1", rule: 3-gi-product, status: awarded, amount: 200000}]
"""


def changed_pack(folder: Path, old: str, new: str) -> Path:
    """Return the policy's pack with one thing changed, to take the place of the program's own.

    Its examples are those of the sums as they were; one of what did not change stands for them.
    """
    text = resource("policies", f"{ID}.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / f"{ID}.yaml"
    rules = text.replace(old, new).partition("\nexamples:")[0]
    path.write_text(rules + EXAMPLE, encoding="utf-8")
    return path


DEARER = ("    amount: 200\n", "    amount: 250\n")


@pytest.mark.parametrize(("year", "files"), [(2022, 11), (2023, 11), (2024, 12)])
def test_the_sample_rechecks_clean_year_by_year(
    sample_dir: Path, capsys: Capture, year: int, files: int
) -> None:
    assert run(year, data_dir=sample_dir) == 0
    told = capsys.readouterr()
    assert told.out == f"{year} 年度共核算 {files} 份申请件，没有变化。\n"
    assert told.err == f"已核算 {files}/{files} 份\n"


def test_every_application_with_lines_is_in_it(sample_dir: Path) -> None:
    store = Store.open_to_read(sample_dir)
    found = [item for year in (2022, 2023, 2024) for item in store.read(queries.recheck_ids, year)]
    states = {store.read(queries.application_detail, item).application.state for item in found}
    counts = store.read(queries.state_counts, ApplicationFilter())
    assert states == {state for state in EVALUATED if counts[state]}
    assert store.read(queries.recheck_ids, 2022, "qingyuan-2018") == ()
    store.close()


def test_one_sum_changed_changes_exactly_its_lines_and_says_why(
    sample_dir: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run(2022, None, sample_dir, [changed_pack(tmp_path, *DEARER)], silent) == 1
    assert capsys.readouterr().out.splitlines() == [
        "2023-0001 韶关市禾苗文化创意有限公司（韶关市知识产权若干措施，已下达）",
        "  粤作登字-2022-F-00021001 等 100 项，作品著作权登记："
        "可资助 200.00 元 → 可资助 250.00 元（增加 5,000.00 元）",
        "    按规定定额资助，得 250.00 元。",
        "    本项资助 250.00 元。",
        "  粤作登字-2022-F-00021101，作品著作权登记：不予重复或已达上限（按规定计算 200.00 元）"
        " → 不予重复或已达上限（按规定计算 250.00 元）（金额不变）",
        "    按规定定额资助，得 250.00 元。",
        "2023-0006 何𬭎（韶关市知识产权若干措施，已下达）",
        "  粤作登字-2022-F-00035201 等 50 项，作品著作权登记："
        "可资助 200.00 元 → 可资助 250.00 元（增加 2,500.00 元）",
        "    按规定定额资助，得 250.00 元。",
        "    本项资助 250.00 元。",
        "  粤作登字-2022-F-00035251，作品著作权登记：不予重复或已达上限（按规定计算 200.00 元）"
        " → 不予重复或已达上限（按规定计算 250.00 元）（金额不变）",
        "    按规定定额资助，得 250.00 元。",
        "2022 年度共核算 11 份申请件，2 份有变化，合计增加 7,500.00 元。",
    ]


def test_an_award_that_came_later_does_not_count_against_what_was_before(desk: Desk, data_dir: Path) -> None:
    """Sixty works accepted, sixty more confirmed since: of a hundred a year, the first still have theirs."""
    applicant = desk.register()
    first = desk.draft(applicant, works(count="60"))
    assert desk.accept(first).total == 60 * 20_000
    desk.confirmed(applicant, works("粤作登字-2022-F-00000500", count="60"))
    third = desk.draft(applicant, works("粤作登字-2022-F-00000900", count="60"))
    assert desk.accept(third).total == 40 * 20_000, "what was confirmed before counts"
    desk.store.close()
    assert run(2022, data_dir=data_dir, progress=silent) == 0


def test_decisions_and_lowered_amounts_stay_as_they_were_taken(desk: Desk, data_dir: Path) -> None:
    """A licence lowered leaves room under the year's ceiling for the last; a project has its sum decided."""
    days = {"2": "2022-03-01", "8": "2022-05-01", "9": "2022-07-01"}
    dear = [licence("400万", id=key, ref=f"Y202244000077{key}", date=day) for key, day in days.items()]
    draft = desk.draft(desk.register(), *dear, cultivation())
    rules = {line.achievement: line.rule for line in desk.accept(draft).lines}
    decided = (DecidedAmount("4", rules["4"], 3_000_000),)
    lowered = (LoweredAmount("2", rules["2"], 500_000, "合同金额有误"),)
    detail = desk.detail(draft.application)
    chosen = [item.achievement for item in detail.achievements]
    shown = desk.store.read(
        evaluate_stored, POLICY, detail.applicant, chosen, decided, lowered, draft.application
    )
    assert [line.amount for line in shown.lines] == [2_000_000, 2_000_000, 2_000_000, 3_000_000]
    desk.store.run(desk.confirming(draft.application, shown, decided, lowered), CLERK)
    desk.store.close()
    assert run(2022, data_dir=data_dir, progress=silent) == 0


def test_what_was_decided_while_a_blank_answer_counted_as_no_stays_so(desk: Desk, data_dir: Path) -> None:
    """Applications of that time say nothing of the answer; one still to be decided asks for it now."""
    marks = [
        RawAchievement(
            id=str(number), kind="trademark_registration", ref=f"5000000{number}", date="2022-03-01",
            facts={"mark_type": "collective", "geographical": "false"},
        )
        for number in (1, 2)
    ]  # fmt: skip
    desk.confirmed(desk.register(), marks[0])
    accepted = desk.draft(desk.register(), marks[1])
    assert desk.accept(accepted).total == 1_000_000
    desk.store.close()
    forget_answers(data_dir)
    assert run(2022, data_dir=data_dir, progress=silent) == 1
    store = Store.open_to_read(data_dir)
    changed = {
        item.application.id: [change.after.status for change in item.changes if change.after]
        for number in store.read(queries.recheck_ids, 2022)
        for item in [recheck_application(store, number, standard_library())]
    }
    store.close()
    assert changed.pop(accepted.application) == [Status.INCOMPLETE] * 2, "both rows stay possible"
    assert [*changed.values()] == [[]]


def forget_answers(data_dir: Path) -> None:
    """Leave blank what was answered with no, as an earlier version kept it."""
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as database:
        database.execute("""UPDATE achievement SET facts = replace(facts, '"geographical":false,', '')""")
        left = "SELECT count(*) FROM achievement WHERE facts LIKE '%geographical%'"
        assert database.execute(left).fetchone() == (0,)
        database.commit()


def test_a_rule_that_is_gone_is_told_and_its_awards_do_not_disturb(
    desk: Desk, data_dir: Path, tmp_path: Path, capsys: Capture
) -> None:
    applicant = desk.register()
    desk.confirmed(applicant, works())
    desk.confirmed(applicant, works("粤作登字-2022-F-00000002"))
    desk.store.close()
    renamed = tmp_path / f"{ID}.yaml"
    text = resource("policies", f"{ID}.yaml").read_text(encoding="utf-8")
    renamed.write_text(text.replace("4-work-registration", "4-works"), encoding="utf-8")
    assert run(2022, data_dir=data_dir, packs=[renamed], progress=silent) == 1
    told = capsys.readouterr().out
    assert told.count("可资助 200.00 元 → 没有此项（减少 200.00 元）") == 2
    assert told.count("没有此项 → 可资助 200.00 元（增加 200.00 元）") == 2
    assert "现行政策文件中，这项规定不再适用于本项。" in told
    assert "4-work-registration" not in told, "a rule that is gone still has its title"
    assert "申请件 2024-0001 在 2022 年度有 200.00 元资助所依据的条款已不在现行政策文件里" in told
    assert told.endswith("2 份有变化，合计金额不变。另有 1 份以前的资助所依据的条款已不在政策文件里。\n")


def test_the_offices_own_policies_are_rechecked_by_their_present_files(
    data_dir: Path, capsys: Capture
) -> None:
    clock = Clock()
    desk = Desk(
        Store.open(with_database(data_dir), clock), policy_from_bytes(SMALL.encode(), "small.yaml"), clock
    )
    desk.confirmed(desk.register(), works())
    desk.store.close()
    (data_dir / "policies").mkdir()
    (data_dir / "policies" / "small.yaml").write_text(small(amount=150, expected=150), encoding="utf-8")
    assert run(2022, data_dir=data_dir, progress=silent) == 1
    assert "可资助 100.00 元 → 可资助 150.00 元（增加 50.00 元）" in capsys.readouterr().out


def test_ctrl_c_stops_before_the_next_and_says_how_far_it_came(sample_dir: Path, capsys: Capture) -> None:
    def press(done: int, total: int) -> None:
        if done == 3:
            signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    assert run(2023, data_dir=sample_dir, progress=press) == 130
    told = capsys.readouterr()
    assert told.err == "\n已中断：共 11 份申请件，已核算 3 份，其余没有核算。\n"
    assert told.out == ""
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that is read slowly")
def test_ctrl_c_before_the_first_file_ends_without_a_trace(
    sample_dir: Path, tmp_path: Path, capsys: Capture
) -> None:
    """The pack is still being read when Ctrl+C is pressed."""
    slow = tmp_path / f"{ID}.yaml"
    os.mkfifo(slow)

    def press_and_write() -> None:
        with slow.open("wb") as pipe:  # opens once the pack begins to be read
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            pipe.write(POLICY.source)

    writer = threading.Thread(target=press_and_write)
    writer.start()
    assert run(2023, data_dir=sample_dir, packs=[slow], progress=silent) == 130
    writer.join()
    told = capsys.readouterr()
    assert told.err.endswith("\n已中断：共 11 份申请件，已核算 0 份，其余没有核算。\n")
    assert told.out == ""


def test_ctrl_c_while_the_program_still_loads_is_told(capsys: Capture) -> None:
    """Whatever is loaded first on the way is where somebody presses Ctrl+C."""

    class Pressed(importlib.abc.MetaPathFinder):
        def find_spec(self, fullname: str, path: object, target: object = None) -> None:
            if fullname == "ipdesk.cli.recheck":
                raise KeyboardInterrupt

    loaded, pressed = sys.modules.pop("ipdesk.cli.recheck"), Pressed()
    package = importlib.import_module("ipdesk.cli")
    delattr(package, "recheck")
    sys.meta_path.insert(0, pressed)
    try:
        assert main(["recheck", "--year", "2023"]) == 130
    finally:
        sys.meta_path.remove(pressed)
        sys.modules["ipdesk.cli.recheck"] = loaded
        package.recheck = loaded  # type: ignore[attr-defined]
    assert capsys.readouterr().err == "已中断。\n"


def test_nothing_is_written(sample_dir: Path, tmp_path: Path) -> None:
    def content() -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sample_dir.iterdir()}

    before = content()
    run(2022, None, sample_dir, [changed_pack(tmp_path, *DEARER)], silent)
    assert content() == before


def test_a_store_opened_to_read_cannot_be_written(desk: Desk, data_dir: Path) -> None:
    desk.store.close()
    store = Store.open_to_read(data_dir)
    with pytest.raises(Exception, match=r"readonly|只读|写入"):
        store.run(commands.ChangeOffice(office=OFFICE), CLERK)
    store.close()


def test_where_nothing_is_nothing_is_made(tmp_path: Path, capsys: Capture) -> None:
    missing = tmp_path / "没有"
    assert run(2022, data_dir=missing) == 2
    assert not missing.exists()
    assert "还没有数据" in capsys.readouterr().err


def test_a_policy_that_nobody_knows_is_told(sample_dir: Path, capsys: Capture) -> None:
    assert run(2022, "gone", sample_dir) == 2
    assert capsys.readouterr().err == "没有政策 gone 的文件；可用 --pack 另加。\n"


@pytest.mark.parametrize(
    "words",
    [
        lambda folder: ["--data-dir", folder, "recheck", "--year", "2023"],
        lambda folder: ["recheck", "--year", "2023", "--policy", ID, "--data-dir", folder],
    ],
)
def test_the_command_takes_its_folder_before_or_after(
    sample_dir: Path, capsys: Capture, words: Callable[[str], list[str]]
) -> None:
    assert main(words(str(sample_dir))) == 0
    assert "没有变化" in capsys.readouterr().out


def test_an_earlier_schema_is_left_alone(data_dir: Path, capsys: Capture) -> None:
    from ipdesk.models.store.database import open_engine, writing
    from ipdesk.models.store.migrate import upgrade

    engine = open_engine(data_dir / DATABASE_NAME, 1.0, "mode=rwc")
    with writing(engine).begin() as connection:
        upgrade(connection, "0003")
    engine.dispose()
    assert run(2022, data_dir=data_dir) == 2
    assert "较早版本" in capsys.readouterr().err
