"""Documents that a paper names again: once in full, then by their short names."""

from ipdesk.documents.text.short_names import named_once
from tests.rows import every_row

MEASURES, RULES = "《云溪县若干措施》（云府〔2021〕8号）", "《云溪县专项资金管理办法》（云府规〔2021〕5号）"
GIVEN = f"{MEASURES[:-1]}，以下简称《若干措施》）"
OTHER = "《甲管理办法》（甲府〔2021〕1号）"
CALL = "《关于申报2022年度资助的通知》（云市监〔2023〕8号）"
# What a paper says, paragraph by paragraph, and what is printed.
NAMED = [
    (f"根据{GIVEN}|受理。", f"根据{MEASURES}|受理。"),
    (
        f"根据{MEASURES}|按{MEASURES}第一条|《云溪县若干措施》第二条",
        f"根据{GIVEN}|按《若干措施》第一条|《若干措施》第二条",
    ),
    (f"{CALL}第四条、{CALL}第五条", f"{CALL[:-1]}，以下简称《申报通知》）第四条、《申报通知》第五条"),
    # Two of one name keep their titles.
    (f"{OTHER}、{RULES}、{RULES}", f"{OTHER}、{RULES}、{RULES}"),
    # Who typed the short name first has it introduced there.
    (f"按《若干措施》|根据{MEASURES}", f"按{GIVEN}|根据《若干措施》"),
    # What is quoted stays as it was said, and introduces nothing.
    (f"根据{MEASURES}|“按{MEASURES}办理”", f"根据{MEASURES}|“按{MEASURES}办理”"),
    (f"“按{MEASURES}办理”|根据{MEASURES}", f"“按{MEASURES}办理”|根据{MEASURES}"),
    (f"“按《若干措施》办理”|根据{MEASURES}", f"“按《若干措施》办理”|根据{MEASURES}"),
    (f"“按{MEASURES}办理”", f"“按{MEASURES}办理”"),
]


@every_row(NAMED, name=lambda row: row[0])
def test_a_short_name_is_given_where_and_only_where_it_is_used_again(row: tuple[str, str]) -> None:
    said, printed = row
    assert "|".join(named_once(said.split("|"))) == printed


def test_a_table_uses_the_short_name_that_its_sheet_gave() -> None:
    assert named_once([f"根据{MEASURES}"], "《若干措施》第一条") == [f"根据{GIVEN}"]
