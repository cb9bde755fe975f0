"""``ipdesk import`` of a list of applicants: who is new, known, changed, and whom a person has to look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ipdesk.cli import main
from ipdesk.models import queries
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from tests.models.desk import Clock, Desk, company_code
from tests.specimens.lists import book, person_code
from tests.stores import with_database

HEADS = ("单位名称", "统一社会信用代码", "类型", "法定代表人", "联系人", "联系电话", "开户银行", "银行账号")
BANK = "中国农业银行澄溪支行"
TEA = "澄溪县云门茶业有限公司"
Read = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clock = Clock()
    with closing(Store.open(with_database(tmp_path / "data"), clock)) as store:
        desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
        desk.register(TEA, identity=company_code(1), contact="李会计", telephone="13826300000")
        desk.register("黄晓明", kind="individual", identity=person_code("440224198811230030"))
    return tmp_path / "data"


@pytest.fixture
def read(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Read:
    def import_(*rows: tuple[object, ...], options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        file = tmp_path / "名册.xlsx"
        file.write_bytes(book(["申请人名册"], HEADS, *rows))
        main(["--data-dir", str(folder), "import", str(file), *options])
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return import_


def firm(number: int, name: str, **changed: str) -> tuple[object, ...]:
    names = ("kind", "legal", "contact", "telephone", "bank", "account")
    return (name, company_code(number), *{**dict.fromkeys(names, ""), **changed}.values())


@pytest.mark.parametrize(
    ("cells", "verdict", "reason"),
    [
        (firm(9, "澄溪县新来食品有限公司"), "new", "代码以91开头，按“企业”登记"),
        (firm(9, "澄溪县新来食品有限公司", kind="企业"), "new", ""),
        (("王小雅", "440224199507080021", *[""] * 6), "refused", "号码"),
        (firm(1, TEA, contact="李会计"), "known", "已登记"),
        (firm(1, "澄溪县云门茶叶公司"), "ask", f"登记的是“{TEA}”"),
        (firm(8, TEA), "ask", "已登记了同名的"),
        (firm(1, TEA, contact="王会计"), "changed", "“联系人”和登记的不同"),
        (firm(1, TEA, legal="陈一一"), "known", "登记里还没有“法定代表人”"),
        (firm(9, "澄溪县新来食品有限公司", telephone="138"), "ask", ""),
        (("", company_code(9), *[""] * 6), "refused", "请填写申请人名称"),
        ((TEA, company_code(1)[:-1] + "0", *[""] * 6), "refused", ""),
    ],
)  # fmt: skip
def test_each_row_has_a_verdict_and_a_reason(
    read: Read, cells: tuple[object, ...], verdict: str, reason: str
) -> None:
    [line] = read(cells)
    assert (line["verdict"], reason in "；".join(line["reasons"])) == (verdict, True), line["reasons"]


def test_what_is_new_is_registered_and_what_changed_on_request_only(read: Read, folder: Path) -> None:
    rows = (
        firm(
            9,
            "澄溪县新来食品有限公司",
            kind="企业",
            bank=BANK,
            account="44050162000100000001",
        ),
        firm(1, TEA, contact="王会计"),
        firm(9, "澄溪县新来食品有限公司"),
    )
    assert [line["verdict"] for line in read(*rows, options=("--write",))] == ["new", "changed", "known"]
    assert [line["verdict"] for line in read(*rows, options=("--write",))] == ["known", "changed", "known"]
    assert contact_of(folder) == "李会计"
    read(*rows, options=("--write", "--changed"))
    assert contact_of(folder) == "王会计"
    assert [line["verdict"] for line in read(*rows)] == ["known", "known", "known"]


def contact_of(folder: Path) -> str:
    with closing(Store.open_to_read(folder)) as store:
        [hit] = store.read(queries.search_applicants, TEA)
        return store.read(queries.applicant, hit.id).contact


def test_another_account_is_for_a_person_with_its_proof(read: Read) -> None:
    account = firm(1, TEA, bank=BANK, account="44050162000100000001")
    assert read(account, options=("--write", "--changed"))[0]["verdict"] == "known"
    other = firm(1, TEA, bank=BANK, account="44050162000100000002")
    [line] = read(other, options=("--write", "--changed"))
    assert (line["verdict"], line["reasons"][0]) == (
        "ask", "收款账户和登记的不同：改账户要在申请人资料里凭证明改",
    )  # fmt: skip
    assert "4405" not in json.dumps(line), "no account stands in a line"
