"""Names as people paste them: how they are stored, what is refused or doubted, and what is one name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.names.check import check_name
from ipdesk.models.parsing.names.likeness import alike, core
from ipdesk.models.parsing.names.names import compared_name, contact_name, stored_name
from ipdesk.models.parsing.text.lines import CheckedNumber, check_address, stored_line
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.facts import read_fact
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from tests.places import TESTS
from tests.rows import every_row

_DATA = TESTS / "data" / "trials"
_FILES = ("names.jsonl", "names_pasted.jsonl")
_TRIALS = [
    json.loads(line)
    for name in _FILES
    for line in (_DATA / name).read_text(encoding="utf-8").split("\n")
    if line
]


@every_row(_TRIALS, lambda trial: repr(trial["input"]))
def test_a_name_is_stored_doubted_or_refused(trial: dict[str, object]) -> None:
    checked = check_name(str(trial["input"]), personal="personal" in trial)
    verdict = "right" if not checked.problem else "doubt" if checked.confirmable else "refused"
    assert (verdict, checked.value) == (trial["verdict"], trial.get("stored", checked.value))
    assert checked.suggestion == trial.get("offer", "")


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("徐?示", "“?”"),
        ("高[王允]示", "“[王允]”"),
        ("王〓示", "“〓”"),
        ("陈\ue863示", "“䶮”"),
        ("陈\ue000示", "第2个字"),
    ],
)
def test_the_sentence_names_the_character(name: str, named: str) -> None:
    assert named in check_name(name, personal=True).problem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例（韶关）科技有限公司", "示例(韶关)科技有限公司"),
        ("ＡＢＣ示例有限公司", "abc示例有限公司"),
        ("示例　有限公司", "示例有限公司"),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉 买买提"),
        ("⼴东示例", "广东示例"),
        ("示例“星光”有限公司", "示例星光有限公司"),
        ("陈\ue863示", "陈䶮示"),
        ("José", "Jose\u0301"),
    ],
)
def test_writings_of_one_name_are_compared_as_one(one: str, other: str) -> None:
    assert compared_name(one) == compared_name(other)


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("示例路1号\n", "示例路1号"),
        ("韶关市武江区\n示例路1号", "韶关市武江区示例路1号"),
        ('"韶关市\n示例路 １２ 号"\t', "韶关市示例路 12 号"),
        ("通讯地址：示例路1号。\n", "示例路1号"),
        ("'“住所: 示例路1号”", "示例路1号"),
    ],
)
def test_lines_of_an_address_become_one(pasted: str, stored: str) -> None:
    assert check_address(pasted) == CheckedNumber(stored)


@given(st.text() | st.text(st.sampled_from('韶关AB 1\t\n"“·•.（)[]?\u200b\ue863⼴ｱ́'), max_size=20))
def test_any_text_is_stored_in_one_stable_form(text: str) -> None:
    name, line = stored_name(text), stored_line(text)
    assert stored_name(name) == name and stored_line(line) == line
    assert not set("\n\t\u200b") & set(name + line)
    assert compared_name(name) == compared_name(compared_name(name))
    for personal in (True, False):
        checked = check_name(text, personal=personal)
        assert checked.value == name
        assert not checked.suggestion or checked.suggestion != name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例电子", "样本食品"),
        ("云岭茶业", "云岭竹业"),
        ("南山机械", "北山电器"),
        ("示例精密电子", "样本农业科技"),
        ("何示例", "何示丽"),
    ],
)
def test_different_names_are_not_alike(one: str, other: str) -> None:
    assert not alike(core(f"{one}有限公司"), core(f"{other}有限公司"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("示例精密电子", "示例精蜜电子"), ("示例电子", "示例电子科技"), ("韶关示例电子科技", "示例电子科技")],
)
def test_names_with_a_slip_are_alike(one: str, other: str) -> None:
    assert alike(one, other)


def test_a_text_fact_is_cleaned_like_every_other_line() -> None:
    word = FactWord(name="名称", type=FactType.TEXT)
    assert read_fact('"示例\n作品\u200b"\n', word) == "示例作品"
    with pytest.raises(Unreadable, match="䶮"):
        read_fact("示例\ue863", word)
    with pytest.raises(Unreadable, match="200"):
        read_fact("示" * 201, word)


def test_whom_to_ask_is_named_without_blanks_that_space_a_name_out() -> None:
    named = {
        "王 小 明": "王小明",
        "王　明 ": "王明",
        "王小明 李四": "王小明 李四",
        "Li Ming": "Li Ming",
        "": "",
    }
    assert {text: contact_name(text) for text in named} == named
