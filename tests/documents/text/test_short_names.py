"""Documents that a paper names again: once in full, then by their short names."""

import pytest

from ipdesk.documents.text.short_names import named_once

FULL = "《韶关市促进知识产权创新发展和强化知识产权保护的若干措施》（韶府办发函〔2021〕188号）"
INTRODUCED = f"{FULL[:-1]}，以下简称《若干措施》）"
NOTICE = "《关于申报2023年度知识产权资助的通知》（澄市监知〔2024〕1号）"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ([f"根据{FULL}和{NOTICE}受理。"], [f"根据{FULL}和{NOTICE}受理。"]),
        ([f"根据{FULL}。", f"依据{FULL}第三条。"], [f"根据{INTRODUCED}。", "依据《若干措施》第三条。"]),
        # Who typed the short name first has it introduced there.
        (["不属于《若干措施》所说。", f"依据{FULL}。"], [f"不属于{INTRODUCED}所说。", "依据《若干措施》。"]),
        # What is quoted stays as it was said, and introduces nothing.
        ([f"提出：“{FULL}没有规定。”", f"依据{FULL}。"], [f"提出：“{FULL}没有规定。”", f"依据{FULL}。"]),
        (["提出：“《若干措施》没有。”", f"依据{FULL}。"], ["提出：“《若干措施》没有。”", f"依据{FULL}。"]),
        ([f"提出：“{FULL}没有规定。”"], [f"提出：“{FULL}没有规定。”"]),
    ],
)  # fmt: skip
def test_a_document_is_named_in_full_where_it_is_named_first(said: list[str], named: list[str]) -> None:
    assert named_once(said) == named


def test_rows_of_a_table_ask_for_a_short_name_and_two_of_one_name_keep_their_titles() -> None:
    assert named_once([f"根据{FULL}。"], "《若干措施》第（七）项") == [f"根据{INTRODUCED}。"]
    other = "《澄溪县促进知识产权发展的若干措施》（澄府〔2022〕3号）"
    assert named_once([f"{FULL}；{other}。", f"{FULL}。"]) == [f"{FULL}；{other}。", f"{FULL}。"]
