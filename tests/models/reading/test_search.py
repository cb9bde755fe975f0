"""Finding an applicant by whatever a clerk types: in the search, over everything, in the list's filter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from ipdesk.models import queries
from ipdesk.models.records import ApplicationFilter, HitKind, Sort
from tests.models.begun import begun
from tests.models.desk import Desk, company_code
from tests.places import TESTS

_DATA = TESTS / "data" / "trials"


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_DATA / name).read_text(encoding="utf-8").split("\n") if line]


_TRIALS = _lines("search.jsonl")
_TYPED = _lines("search_typed.jsonl")
_OTHERS = ("南雄市样本农业有限公司", "广州样本食品厂")


@begun
def others(desk: Desk) -> None:
    """Have applicants who are not looked for."""
    for other in _OTHERS:
        desk.register(other)


def kind_of(name: str) -> dict[str, object]:
    if len(name) > 8 and not name.isascii():
        return {}
    return {"kind": "individual", "identity": "440203198001010074", "traits": ()}


@pytest.mark.parametrize("name", sorted({trial["stored"] for trial in _TRIALS}))
def test_a_name_is_found_everywhere_by_what_is_typed(desk: Desk, others: None, name: str) -> None:
    number = desk.register(name, **kind_of(name))
    application = desk.draft(number).application
    for typed in (trial["query"] for trial in _TRIALS if trial["stored"] == name):
        found = desk.store.read(queries.search_applicants, typed)
        assert [hit.id for hit in found] == [number], typed
        everything = desk.store.read(queries.find_anything, typed).shown
        assert [hit.kind for hit in everything] == [HitKind.APPLICANT, HitKind.APPLICATION], typed
        listed = desk.store.read(queries.application_ids, ApplicationFilter(text=typed))
        assert listed == (application,), typed


def registered(desk: Desk, trial: dict[str, Any], place: int) -> int:
    person = {"kind": "individual", "identity": f"G{place:08d}", "traits": ()}
    known = {
        **(person if trial.get("personal") else {}),
        "confirmed": {"name", "identity", "legal_representative"},
    }
    return desk.register(trial["stored"], **{**known, **trial.get("also", {})})


def missed(desk: Desk, trial: dict[str, Any], number: int) -> list[str]:
    found = {text: desk.store.read(queries.search_applicants, text, 999) for text in trial["queries"]}
    return [text for text, hits in found.items() if number not in {hit.id for hit in hits}]


def test_an_applicant_is_found_by_all_that_is_typed_or_pasted(desk: Desk) -> None:
    trials = {
        registered(desk, trial, place): trial for place, trial in enumerate(_TYPED) if "also" not in trial
    }
    lost = {trial["stored"]: missed(desk, trial, number) for number, trial in trials.items()}
    assert {name: texts for name, texts in lost.items() if texts} == {}


@pytest.mark.parametrize("trial", [trial for trial in _TYPED if "also" in trial], ids=str)
def test_an_applicant_is_found_by_numbers_and_people(desk: Desk, others: None, trial: dict[str, Any]) -> None:
    assert missed(desk, trial, registered(desk, trial, 0)) == []


def found(desk: Desk, texts: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return whom each text finds."""
    return {text: tuple(hit.id for hit in desk.store.read(queries.search_applicants, text)) for text in texts}


def test_what_is_typed_of_nobody_finds_nobody(desk: Desk) -> None:
    person = {"kind": "individual", "identity": "440203198001010074", "traits": ()}
    desk.register("曾示例", telephone="13800138000", **person)
    desk.register("南雄市样本农业有限公司")
    texts = ("zengx", "cengy", "张", "示例有限", "曾样本", "zengs，yangben", "（曾、样）", "138-0013-8001")
    assert found(desk, texts) == dict.fromkeys(texts, ())


def test_each_of_several_words_must_be_found(desk: Desk) -> None:
    desk.register("福建闽智知识产权代理事务所（普通合伙）")
    desk.register("福建闽智科技有限公司", legal_representative="林敏")
    desk.register("广东示例知识产权代理有限公司")

    hits = found(desk, ("闽智", "代理", "闽智 代理", "闽智 林敏", "林敏 代理"))
    assert [len(ids) for ids in hits.values()] == [2, 2, 1, 1, 0]


def test_marks_alone_find_nobody(desk: Desk) -> None:
    desk.register("示例（韶关）·科技有限公司")
    texts = ("％", "( )", "·", "%", "_", "?", "\\", "“”")
    assert found(desk, texts) == dict.fromkeys(texts, ())


def test_numbers_are_found_however_they_are_parted(desk: Desk) -> None:
    desk.register("南雄市样本农业有限公司")
    number = desk.register(
        "韶关市示例有限公司", identity=company_code(88), telephone="138 0013 8000，0751-8881234"
    )
    texts = ("138-0013-8000", "138 0013 8000", "8881234", "0751 8881234", "0751-888", "91440299ma0000088")
    assert found(desk, texts) == dict.fromkeys(texts, (number,))


def test_a_person_stands_in_the_list_where_the_surname_is_read(desk: Desk) -> None:
    """曾 is ceng in the dictionary and zeng as a surname: behind 杨, not before 陈."""
    person = {"kind": "individual", "traits": (), "confirmed": frozenset({"identity"})}
    for place, name in enumerate(("曾示例", "陈示例", "杨示例")):
        desk.draft(desk.register(name, identity=f"G1234567{place}", **person))
    ids = desk.store.read(queries.application_ids, ApplicationFilter(), Sort.APPLICANT, False)
    rows = desk.store.read(queries.application_rows, ids)
    assert [row.applicant_name for row in rows] == ["陈示例", "杨示例", "曾示例"]


@pytest.mark.parametrize(
    ("registered", "typed"),
    [
        ("示例（韶关）科技有限公司", "示例(韶关)科技有限公司"),
        ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
        ("ABC示例有限公司", "ａｂｃ 示例有限公司"),
    ],
)
def test_a_name_written_otherwise_is_the_same_name(desk: Desk, registered: str, typed: str) -> None:
    desk.register(registered, **kind_of(registered))
    [similar] = desk.store.read(queries.similar_applicants, typed, "")
    assert similar.likeness.value == "same_name"


def test_a_name_in_the_other_writing_is_similar_and_may_be_registered(desk: Desk) -> None:
    person = {"kind": "individual", "traits": (), "confirmed": frozenset({"identity"})}
    desk.register("陳示例", identity="H12345678", **person)
    [similar] = desk.store.read(queries.similar_applicants, "陈示例", "")
    assert similar.likeness.value == "similar_name"
    desk.register("陈示例", identity="H87654321", **person)
