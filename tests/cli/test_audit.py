"""``ipdesk audit``: the chain is whole, or the first break is named; nothing is written."""

from __future__ import annotations

import hashlib
import io
import json
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.cli import main
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.services.audit_check import check_audit_log
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.models.desk import OFFICE, Clock, Desk
from tests.models.store.test_audit_chain import past_the_program
from tests.stores import with_database

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(data_dir: Path) -> Path:
    """Return a data folder with the two entries of a first start."""
    with closing(Store.open(with_database(data_dir), Clock())) as store:
        store.run(commands.SetUpOffice(office=OFFICE, person="陈晓敏"), NOBODY)
    return data_dir


def last_hash(folder: Path) -> str:
    with closing(Store.open_to_read(folder)) as store:
        return store.read(queries.last_audit_hash)


def audit(folder: Path, *options: str) -> int:
    return main(["audit", "--data-dir", str(folder), *options])


def test_a_whole_chain_is_told_with_its_last_hash(folder: Path, capsys: Capture) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert audit(folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        "操作记录完整：共 2 条，校验链没有断开。",
        f"最后一条是第 2 条，校验值 {last_hash(folder)}",
    ]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_terminal_without_chinese_ends_no_command(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where the console has the characters of one code page."""
    shown = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(shown, encoding="ascii", write_through=True))
    assert audit(folder) == 0
    assert rb"\u6821\u9a8c" in shown.getvalue()


def test_the_first_broken_entry_is_named(folder: Path, capsys: Capture) -> None:
    past_the_program(folder, "UPDATE audit_entry SET action = 'change'")
    assert audit(folder) == 1
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("操作记录被改动过：第 1 条（2024-06-20 ") and first.endswith(
        "的内容与它的校验值不符。"
    )


def test_an_end_that_was_cut_off_is_named(folder: Path, capsys: Capture) -> None:
    past_the_program(folder, "DELETE FROM audit_entry WHERE id = 2")
    assert audit(folder) == 1
    assert "操作记录缺少最后的部分：第 1 条" in capsys.readouterr().out


def test_json_for_scripts(folder: Path, capsys: Capture) -> None:
    whole = {
        "intact": True, "entries": 2, "last_entry": 2, "last_hash": last_hash(folder), "broken": None,
        "noted_before": 0,
    }  # fmt: skip
    assert audit(folder, "--json") == 0
    assert json.loads(capsys.readouterr().out) == whole
    past_the_program(folder, "UPDATE audit_entry SET action = 'change' WHERE id = 2")
    broken = whole | {"intact": False, "broken": {"entry": 2, "how": "changed"}}
    assert audit(folder, "--json") == 1
    assert json.loads(capsys.readouterr().out) == broken
    with closing(Store.open(folder)) as store:
        check_audit_log(store, NOBODY, whole=True)
    later = {"entries": 3, "last_entry": 3, "last_hash": last_hash(folder), "noted_before": 1}
    assert audit(folder, "--json") == 1
    assert json.loads(capsys.readouterr().out) == broken | later


def test_without_data_nothing_is_said_of_a_chain(data_dir: Path, capsys: Capture) -> None:
    assert audit(data_dir) == 2
    assert "还没有数据" in capsys.readouterr().err
    (data_dir / DATABASE_NAME).write_bytes(b"no database at all" * 100)
    assert audit(data_dir, "--json") == 2
    assert capsys.readouterr().out == ""


def test_entries_are_kept_so_that_another_program_can_check_them_and_name_nobody(
    folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    kept = tmp_path / "entries.jsonl"
    with closing(Store.open(folder, Clock())) as store:
        details = Desk(store, standard_library().policy("shaoguan-2021"), Clock()).details("示例甲有限公司")
        store.run(commands.RegisterApplicant(details=details), CLERK)
    assert audit(folder, "--entries", str(kept)) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"全部操作记录已存为 {kept}，没有姓名和内容。"
    text = kept.read_text(encoding="utf-8")
    assert "示例甲" not in text and "陈晓敏" not in text and details.identity not in text
    entries = [json.loads(line) for line in text.splitlines()]
    assert [one["action"] for one in entries] == ["set_up", "add", "register"]
    former = ""
    for one in entries:  # as the decision on the chain tells it
        said = [former, one["at"], one["person"], one["action"], one["record"], one["fields"]]
        written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        assert (one["previous"], one["hash"]) == (former, hashlib.sha256(written).hexdigest())
        former = one["hash"]
    assert former == last_hash(folder)
    assert audit(folder, "--entries", str(kept)) == 2
    assert "没有改动它，请换一个文件名" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == text
    assert audit(folder, "--entries", str(tmp_path / "nowhere" / "entries.jsonl")) == 2
    assert "无法写入" in capsys.readouterr().err


def test_of_a_broken_chain_the_entries_are_kept_as_they_stand(
    folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    past_the_program(folder, "UPDATE audit_entry SET action = 'change' WHERE id = 2")
    kept = tmp_path / "entries.jsonl"
    assert audit(folder, "--json", "--entries", str(kept)) == 1
    assert json.loads(capsys.readouterr().out)["broken"] == {"entry": 2, "how": "changed"}
    assert json.loads(kept.read_text(encoding="utf-8").splitlines()[1])["action"] == "change"
