"""Texts as they are typed and pasted into fields: any at all, and such as nearly mean something."""

from hypothesis import strategies as st

_FIGURES = st.lists(st.sampled_from([*"0123456789", "12", "000", "80"]), min_size=1, max_size=8).map("".join)
_MARKS = st.sampled_from(
    [",", "，", ".", "。", "．", " ", "　", "-", "–", "—", "−", "/", "、", ":", "年", "月", "日", "号", ""]
)
_UNITS = st.sampled_from(["", *"元万wW千百亿块整件年%％ ", "万元", "千万", "块钱"])
_HEADS = st.sampled_from(["", "¥", "￥", "人民币", "RMB ", "-", "−", "+", " ", "约"])
_ODD = st.sampled_from([*"²½①⒈٣〇零一二十三〡e_Ol", "\u200b", "\ufeff", "\u3164", "\n", "\t", "\x00"])


def typed_sums() -> st.SearchStrategy[str]:
    """Figures with marks between them, something before and something behind."""
    body = st.lists(st.one_of(_FIGURES, _FIGURES, _MARKS), min_size=1, max_size=7).map("".join)
    return st.tuples(_HEADS, body, _UNITS, _UNITS).map("".join)


def typed_texts() -> st.SearchStrategy[str]:
    """Whatever may stand in a field."""
    pieces = st.one_of(_FIGURES, _FIGURES, _MARKS, _UNITS, _HEADS, _ODD)
    mixed = st.lists(pieces, max_size=9).map("".join)
    days = st.dates().flatmap(
        lambda day: st.tuples(_MARKS, _MARKS, _MARKS).map(
            lambda marks: f"{day.year}{marks[0]}{day.month:02d}{marks[1]}{day.day}{marks[2]}"
        )
    )
    return st.one_of(st.text(max_size=20), typed_sums(), mixed, days)
