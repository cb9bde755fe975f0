"""Pinyin of names: usual readings first, others after, and never too many."""

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.names.pinyin import initials, spellings


def test_the_usual_reading_comes_first_and_others_follow() -> None:
    assert initials("重庆银行")[0] == "cqyh"
    assert "zqyh" in initials("重庆银行")
    assert {"dxx", "sxx"} <= set(initials("单雄信"))
    assert spellings("韶关欧亚特")[0] == "shaoguanouyate"


def test_a_person_is_read_by_the_surname_first() -> None:
    assert spellings("曾示例", personal=True)[0] == "zengshili"
    assert spellings("乐正示例", personal=True)[0] == "yuezhengshili"
    assert spellings("万俟示例", personal=True)[0] == "moqishili"


def test_what_is_not_chinese_stays_small_and_without_marks() -> None:
    assert initials("ABC12科技")[0] == "abc12kj"
    assert spellings("José·García")[0] == "joségarcía"


def test_every_place_of_a_repeated_character_is_read_in_each_way() -> None:
    assert set(initials("曾曾示")) == {"ccs", "czs", "zcs", "zzs"}


def test_a_name_of_many_heteronyms_keeps_the_likeliest_readings() -> None:
    name = "厦门重庆行车乐园长都朝藏参校"
    assert len(spellings(name)) == len(initials(name)) == 64
    assert {initials(name)[0][:4], "xmzq"} <= {found[:4] for found in initials(name)}


@given(st.text(max_size=40))
def test_any_name_has_a_reading(name: str) -> None:
    for found in (spellings(name), initials(name)):
        assert 1 <= len(found) <= 64
        assert len(set(found)) == len(found)
