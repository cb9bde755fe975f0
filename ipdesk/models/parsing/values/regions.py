"""Countries and regions that grant patents, by their codes and by what people call them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.pack.vocabulary import standard_form

# ISO 3166, and the offices of several countries (WIPO standard ST.3): Europe, Eurasia, Africa, the Gulf.
_LISTED = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW EP EM EA OA AP GC XK
"""
_CODES = frozenset(_LISTED.split())
_TWICE = re.compile(r"^([A-Z]{2})\1$")  # US 美国
_HOME = frozenset({"中国", "中国大陆", "中国内地", "大陆", "内地", "国内", "CHINA", "CHN", "PRC"})


def read_region(text: str, names: Mapping[str, str], what: str) -> str:
    """Read a country or region: its code, its name among ``names`` or another usual one (英国, UK, USA).

    Raises Unreadable, also for two letters that are no code: JA would be counted beside JP.
    """
    value = compact(text)
    by_name = next((code for code, name in names.items() if value in (code, compact(name))), "")
    letters = standard_form("cn_patent").bare(value).replace(".", "")
    code = by_name or ("CN" if value in _HOME else _TWICE.sub(r"\1", letters))
    if code in _CODES or code in names:
        return code
    if re.fullmatch("[A-Z]{2}", code):
        raise Unreadable(f"{what}没有“{code}”这个代码，请核对，如 CN、US、JP；欧洲专利填 EP。")
    raise Unreadable(f"{what}请填两位字母代码，如 CN、US；欧洲专利填 EP。")
