"""Countries as clerks write them: one code for one country, and none that there is not."""

import pytest

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.facts import read_fact
from ipdesk.rules.pack.vocabulary import standard_vocabulary

REGION = standard_vocabulary().kinds["patent_grant"].facts["region"]
WRITINGS = {
    "US": ["US", "us", "ＵＳ", "美国", "USA", "U.S.", " US ", "US\n", "US 美国", "美国 US"],
    "GB": ["GB", "UK", "英国"],
    "EP": ["EP", "EPO", "欧洲", "欧洲专利局"],
    "CN": ["CN", "cn", "中国", "中国大陆", "内地"],
    "HK": ["HK", "香港", "中国香港"],
    "TW": ["TW", "台湾", "臺灣", "中国台湾"],
    "JP": ["JP", "日本", "日本国"],
    "KR": ["KR", "韩国", "Korea"],
    "AU": ["AU", "澳大利亚", "澳洲"],
    "ID": ["印度尼西亚"],
    "IN": ["印度"],
    "SE": ["SE"],
}


@pytest.mark.parametrize("code", WRITINGS)
def test_a_country_has_one_code(code: str) -> None:
    assert {read_fact(text, REGION) for text in WRITINGS[code]} == {code}


@pytest.mark.parametrize("text", ["JA", "XX", "KO", "U", "12", "US、JP", "美国、日本", "欧盟", "#N/A"])
def test_what_is_no_country_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="代码"):
        read_fact(text, REGION)
