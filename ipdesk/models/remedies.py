"""The sentence on remedies that an office begins with; from then on it is the office's own.

Sources: 行政复议法 (2023) art. 20 and 24, 行政诉讼法 art. 46. An appeal against a department goes to the
government of its own level. Against what an administrative committee of a development zone decides, practice
is not uniform; the government that set the zone up, the city's, is what is proposed.
"""

from __future__ import annotations

import re

_DEPARTMENT = (
    "市场监督|市监|知识产权|科学技术|科技|工业和信息化|工信|商务|发展和改革|发展改革|发改|财政|农业农村|"
    "文化|版权|教育|人力资源|行政审批|政务服务|司法"
)
_PLACE = re.compile(
    rf"(?P<place>.*?[一-鿿](?:[省市县区旗]|自治州|自治县|自治区))(?=(?:{_DEPARTMENT}).*[局厅委会])"
)
_ZONES = "高新|经济技术开发|经济开发|经开|工业园|产业园|产业转移|保税|自由贸易|旅游度假"
_ZONE_OF_A_PLACE = re.compile(rf"(?P<place>[一-鿿]{{2,6}}?[市县区])[一-鿿]{{0,4}}?(?:{_ZONES})")
# Without 市 only a name of two characters is sure to be the city's: 东莞松山湖 is not.
_ZONE_OF_A_CITY = re.compile(rf"(?P<city>[一-鿿]{{2}})(?:国家级?|省级)?(?:{_ZONES})")
_SENTENCE = (
    "对核减或者未予资助（奖励）的事项有异议的，可以自收到本通知书之日起60日内向{government}申请行政复议，"
    "或者自收到本通知书之日起6个月内依法向有管辖权的人民法院提起行政诉讼。"
)


def usual_remedies(office: str) -> str:
    """Return the usual sentence for an office by its name (示例县市场监督管理局).

    Return "" where the name does not tell who hears an appeal: a sentence without the body that hears it
    leaves the period open for a year (行政复议法 art. 20), so the office has to name it.
    """
    body = reviewing_body(office)
    return remedies_naming(body) if body else ""


def remedies_naming(body: str) -> str:
    """Return the usual sentence that names who hears an appeal (示例县人民政府)."""
    return _SENTENCE.format(government=body.strip())


def reviewing_body(name: str) -> str:
    """Return who hears an appeal against an office, by its name; "" where the name does not tell."""
    office = name.strip()
    if zone := _ZONE_OF_A_PLACE.match(office):
        return f"{zone['place']}人民政府"
    if zone := _ZONE_OF_A_CITY.match(office):
        return f"{zone['city']}市人民政府"
    if re.search(f"{_ZONES}|管理?委(?:员会)?|新区", office):
        return ""
    found = _PLACE.match(office)
    return f"{found['place']}人民政府" if found else ""
