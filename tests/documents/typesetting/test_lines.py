"""Lines as they are set: nothing over anything else, dashes and words whole, titles parted by sense."""

from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.text.punctuation import close_pairs
from ipdesk.documents.typesetting.cells import PAD_X, Cell, RowLook, set_rows
from ipdesk.documents.typesetting.display import split_evenly
from ipdesk.documents.typesetting.geometry import BODY, TEXT_WIDTH, TITLE
from ipdesk.documents.typesetting.lines import SetLine, justified
from tests.rows import every_row

MOST_SQUEEZE = 0.04  # em that two characters may come nearer to each other
ROUNDING = 1e-6

words = st.text("知识产权资助奖励办法通知单位专利", min_size=1, max_size=14)
marks = st.sampled_from("。，、；：？！）（《》〈〉“”‘’〔〕·～—…％℃￥№∶／")
figures = st.sampled_from([
    "ZL201810601869.9、", "1,234,567.89元", "￥200.00", "2026年11月28日", "100件", "30%", "10%～30%",
    "1∶1", "，7", "，（", "GB/T 29490—2023", "粤作登字-2022-F-00012345", "Y2022440000123、", "——", "……",
    "（THE METHOD OF MAKING PLATES，", "http://www.example.gov.cn/zwgk/tzgg/post_1234567.html）", " ",
    "https://www.example.gov.cn、", "US11223344B2）", "函〔2021〕188号", "6217 2812 3456 7890", "㛃𫖯",
    "３．５％",
])  # fmt: skip
texts = st.lists(st.one_of(words, words, marks, figures, figures), min_size=1, max_size=50).map("".join)
roles = st.sampled_from([Role.FANGSONG, Role.KAITI, Role.HEITI])
SQUEEZED = [
    "其中专利ZL201810601869.9、ZL201910123457.4、ZL202010012345.1等",
    "https://www.example.gov.cn、https://www.example.gov.cn、",
    "与历年资助重复：Y2022440000123、Y2022440000124、Y2022440000125、Y2022440000126等",
    "（ADJUSTABLE CLAMPING DEVICE FOR PLATES AND METHOD THEREOF，US11223344B2）已由市级资助",
    "该项已由广东省知识产权与ZL202210123456.7、ZL202210123457.1、ZL202210123458.6、ZL202210123459.0四件专利同族",
    "该项已由广东省（http://www.gdippc.org.cn/zwgk/tzgg/content/post_1234567.html）",
]


def boxes(line: SetLine) -> Iterator[tuple[str, float, float]]:
    """Yield each character with the left and right edge of its box, in pt from the left of the block."""
    for piece in line.pieces:
        x = line.x + piece.x
        for character in piece.text:
            width = piece.face.measure(character) * line.size
            yield character, x, x + width
            x += width + piece.spacing


def check(lines: list[SetLine]) -> None:
    for line in lines:
        assert all(piece.spacing >= -MOST_SQUEEZE * BODY - ROUNDING for piece in line.pieces)
        found = list(boxes(line))
        assert found[0][1] >= -ROUNDING
        assert max(right for _, _, right in found) <= TEXT_WIDTH + ROUNDING, "".join(
            char for char, *_ in found
        )
        for (before, _, right), (after, left, _) in pairwise(found):
            least = -BODY * (MOST_SQUEEZE + close_pairs(before + after) * 0.5)
            assert left - right >= least - ROUNDING, before + after


@settings(max_examples=1000)
@example([(Role.FANGSONG, "粤作登字-2022-F-00012345。。～粤作登字-2022-F-00012345")], 2.0)
@given(st.lists(st.tuples(roles, texts), min_size=1, max_size=3), st.sampled_from([0.0, 2.0]))
def test_characters_stand_beside_each_other_and_within_the_block(
    spans: list[tuple[Role, str]], indent: float
) -> None:
    check(justified(fonts(), spans, BODY, TEXT_WIDTH, indent))


@every_row([*product(SQUEEZED, range(28))], repr)
def test_lines_of_figures_are_not_squeezed_onto_each_other(row: tuple[str, int]) -> None:
    text, before = row
    check(justified(fonts(), [(Role.FANGSONG, "理由" * 14 + "资" * before + text)], BODY, TEXT_WIDTH, 2))


@pytest.mark.parametrize("solid", ["——", "……", "GB/T", "1,005.30", "３．５"])
@pytest.mark.parametrize("role", [Role.FANGSONG, Role.KAITI, Role.HEITI])
def test_dashes_ellipses_and_figures_are_not_spread(solid: str, role: Role) -> None:
    text = f"受让方资资{solid}本县规模以上企业尚未实施的全部ZL201810601869.9、ZL201810601869.9"
    line = justified(fonts(), [(role, text)], BODY, TEXT_WIDTH, 2)[0]
    assert any(piece.spacing > 0.05 * BODY for piece in line.pieces), "a line that is spread"
    found = list(boxes(line))
    start = "".join(character for character, *_ in found).index(solid)
    for (_, _, right), (_, left, _) in pairwise(found[start : start + len(solid)]):
        assert left == pytest.approx(right, abs=0.001)


NUMBERED = "（国知发运函字〔2023〕996号，以下简称通知）办理ZL201810601869.9、ZL201810601869.9"


def test_the_year_and_number_of_a_document_are_not_spread() -> None:
    line = justified(fonts(), [(Role.FANGSONG, NUMBERED)], BODY, TEXT_WIDTH, 2)[0]
    found = list(boxes(line))
    text = "".join(character for character, *_ in found)
    gaps = [left - right for (_, _, right), (_, left, _) in pairwise(found)]
    start = text.index("〔2023〕996号")
    assert gaps[start - 1] > 0.03 * BODY, "a line that is spread"
    assert gaps[start : start + 9] == pytest.approx([0.0] * 9, abs=0.001)


@pytest.mark.parametrize("before", range(1, 27))
def test_no_gap_is_wider_than_a_third_of_a_character(before: int) -> None:
    text = "资" * before + "ZL201810601869.9"
    for line in justified(fonts(), [(Role.FANGSONG, text)], BODY, TEXT_WIDTH, 2):
        assert max(piece.spacing for piece in line.pieces) <= BODY / 3 + ROUNDING
    narrow = justified(fonts(), [(Role.FANGSONG, text)], BODY, TEXT_WIDTH, whole_terms=True)
    spread = [max(piece.spacing for piece in line.pieces) / BODY for line in narrow]
    assert max(spread) <= 0.1 + ROUNDING, "in a cell it keeps a ragged edge"


def test_a_line_of_latin_is_spread_between_its_words() -> None:
    text = "ADJUSTABLE CLAMPING DEVICE FOR PLATES AND THE METHOD OF MAKING THEM THEREOF ALL"
    line = justified(fonts(), [(Role.FANGSONG, text)], BODY, TEXT_WIDTH)[0]
    assert max(right for _, _, right in boxes(line)) == pytest.approx(TEXT_WIDTH, abs=0.01)


@pytest.mark.parametrize(
    "lines",
    [
        ["2022年度知识产权拟资助（奖励）名单公示"],
        ["2021—2022年度知识产权", "拟资助（奖励）名单公示"],
        ["云溪县市场监督管理局", "2022年度知识产权拟资助（奖励）名单公示"],
        ["清源高新技术产业开发区管理委员会", "市场监督管理局（知识产权局）"],
    ],
)
def test_a_title_is_parted_by_sense_and_no_bracket_from_its_word(lines: list[str]) -> None:
    widths = fonts(system=False).widths(Role.XIAOBIAOSONG)
    assert split_evenly("".join(lines), widths, TEXT_WIDTH / TITLE) == lines


def test_a_dot_in_a_code_is_no_wider_than_its_figures() -> None:
    widths = fonts(system=False).widths(Role.FANGSONG)
    code, names = "J012-WS·2024", "买·买"
    assert widths[code] - widths["J012-WS"] - widths["2024"] < 0.5 < widths[names] - 2 * widths["买"]


def test_no_line_of_a_wide_cell_stops_at_half_before_a_bracket() -> None:
    """As where a notice is cited by its title and its number."""
    text = (
        "《关于组织申报2024年度第二批知识产权资助（奖励）的通知》（澄市监〔2025〕31号）第五条规定："
        + "材" * 40
    )
    faces = fonts(system=False)
    [row] = set_rows(faces, [[Cell(text)]], [330 + 2 * PAD_X], 10, RowLook())
    assert min(line.width for line in row.cells[0].lines[:-1]) > 0.95 * 330
