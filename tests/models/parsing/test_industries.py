"""Industries as clerks ask for them, and the towns of addresses."""

from ipdesk.models.parsing.values.industries import (
    check_industry,
    find_industries,
    industries,
    industry_path,
    section_of,
)
from ipdesk.models.parsing.values.towns import town_in
from tests.rows import every_row

READ = [
    ("358", "358"), ("C358", "358"), ("c3581", "358"), ("３５８", "358"), (" 358 ", "358"),
    ("医疗仪器设备及器械制造", "358"), ("358 医疗仪器设备及器械制造", "358"), ("C35 专用设备制造业", "35"),
    ("知识产权服务", "752"), ("软件和信息技术服务业", "65"), ("制造业", "C"), ("c", "C"), ("教育", "83"),
    ("", ""),
]  # fmt: skip
REFUSED = ["A358", "999", "软件", "358 软件开发", "358、752", "U", "35812"]
FOUND = {
    "zscq": "752", "ruanjian": "651", "软件": "651", "rj": "651", "ylyq": "358", "C3581": "358", "358": "358",
    "i": "I", "C35": "35",
}  # fmt: skip
TOWNS = [
    ("澄溪县白沙镇中山路1号", "白沙镇"), ("广东省示例市雄州街道八一街1号", "雄州街道"), ("白沙镇", "白沙镇"),
    ("澄溪县深渡水瑶族乡坪田村", "深渡水瑶族乡"), ("澄溪产业转移工业园创新三路12号", ""),
    ("澄溪县特色小镇路8号", ""),
]  # fmt: skip


def test_the_standard_is_whole() -> None:
    letters, twos, threes = (
        [c for c in industries() if c.isalpha()],
        [c for c in industries() if c.isdigit() and len(c) == 2],
        [c for c in industries() if len(c) == 3],
    )
    assert "".join(letters) == "ABCDEFGHIJKLMNOPQRST"
    assert twos == [f"{number:02}" for number in range(1, 98)]
    assert (len(letters), len(twos), len(threes)) == (20, 97, 473)
    assert all(code[:2] in twos for code in threes)
    assert (section_of("01"), section_of("434"), section_of("441"), section_of("970")) == ("A", "C", "D", "T")
    assert industry_path("752") == "科学研究和技术服务业 › 科技推广和应用服务业 › 知识产权服务"


@every_row(READ, str)
def test_an_industry_is_read(row: tuple[str, str]) -> None:
    read = check_industry(row[0])
    assert (read.value, read.problem) == (row[1], "")


@every_row(REFUSED, str)
def test_what_is_no_industry_is_refused(text: str) -> None:
    assert "行业" in check_industry(text).problem


@every_row(list(FOUND), str)
def test_an_industry_is_found(text: str) -> None:
    assert find_industries(text, 50)[0] == FOUND[text]


@every_row(TOWNS, str)
def test_the_town_of_an_address(row: tuple[str, str]) -> None:
    assert town_in(row[0]) == row[1]
