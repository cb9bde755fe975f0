"""Of a rule with several cases a paper quotes the one that applies, where that stands by itself."""

from ipdesk.documents.letters.after_award.consequences import fitting, still_to_tell
from tests.rows import every_row

RULE = "《云溪县专项资金管理办法》（云府规〔2021〕5号）第九条"
OVERPAID, FRAUD = "内容不实的，追回多领的资金", "骗取的，追回全部资金"
COUNTED = "有下列情形的，追回资金：（一）内容不实的；（二）骗取的"
# What the rule says, the part that applies, what is quoted of it, and what is still to be told behind that.
CASES = [
    ("two cases", f"{OVERPAID}；{FRAUD}", FRAUD, FRAUD, ""),
    ("one case", OVERPAID, "", OVERPAID, ""),
    ("counted under a head", COUNTED, "（二）骗取的", COUNTED, "（二）骗取的"),
    ("headed", "属于下列情形：骗取的；隐瞒的", "隐瞒的", "属于下列情形：骗取的；隐瞒的", "隐瞒的"),
]


@every_row(CASES, name=lambda row: row[0])
def test_what_is_quoted_and_what_is_told_besides(row: tuple[str, str, str, str, str]) -> None:
    _, words, applied, quoted, told = row
    assert fitting([(RULE, words)], applied) == ((RULE, quoted),)
    assert still_to_tell([(RULE, words)], applied) == told
