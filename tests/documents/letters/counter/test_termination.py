"""The notice that closes an application which its applicant withdrew: it confirms that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.documents.letters import papers
from tests.documents.letters.counter.test_correction import said, title


def test_it_confirms_the_withdrawal_and_that_the_receipt_no_longer_holds() -> None:
    text = said(papers.TERMINATION)
    assert title(papers.TERMINATION) == "2022年度知识产权资助（奖励）申请终止办理通知书"
    assert "（申请编号：YX2022-0021）后，于2022年8月30日书面要求撤回该申请。" in text
    assert "自2022年8月30日起终止办理" in text and "2022年8月29日的受理回执同时失效。" in text
    until = "本次申报期限至2022年8月31日（含当日）止。你单位可以在申报期限届满以前重新提出申请，届满以后不能"
    assert "可以到我局领回" in text and until in text
    named = replace(papers.TERMINATION, call_notice="《申报通知》（云市监知〔2022〕3号）")
    assert f"依据《申报通知》（云市监知〔2022〕3号），{until}" in said(named)
    assert "行政复议" not in text and "公示名单" not in text, "it decides nothing"
    late = said(replace(papers.TERMINATION, date=date(2022, 9, 1)))
    assert "至2022年8月31日（含当日）止，已经届满，不能就本次申报重新提出申请。" in late


def test_of_a_listed_one_it_says_that_nothing_of_it_is_decided() -> None:
    text = said(papers.TERMINATION_AUTHORITY)
    assert title(papers.TERMINATION_AUTHORITY).endswith("终止办理告知函")
    assert "公示名单所列贵局的事项不再提交审定。" in text and "特此函告。" in text
    assert "受理回执" not in text and "后，书面要求撤回该申请。" in text
