"""The sentences on remedies that an office begins with; from then on they are the office's own.

There is one for each kind of act, as not every act may be taken to court at once. Where an application is
ended without being decided, because it was not accepted or counts as withdrawn, an appeal comes first
(行政复议法 (2023) art. 23(3) with 11(11); whether an express refusal counts is argued, so the sentence that
is right either way is proposed), and a suit within 15 days after it (行政诉讼法 art. 45). Against a decision
either road is open.

Further sources: 行政复议法 art. 20 and 24, 行政诉讼法 art. 46. An appeal against a department goes to the
government of its own level. Against what an administrative committee of a development zone decides, practice
is not uniform; the government that set the zone up, the city's, is what is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, StrEnum

from ipdesk.rules.core.plain_text import blank, compact

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


_ANY_COURT = "有管辖权的人民法院"


class Act(Enum):
    """What a paper does; its value is the sentence on remedies against it, by what it calls itself."""

    ENDED = (
        "不服{paper}的，应当自收到{paper}之日起60日内先向{government}申请行政复议；对行政复议决定不服，或者行政复议"
        "机关逾期不作决定的，可以自收到行政复议决定书之日起或者行政复议期限届满之日起15日内，依法向有管辖权的人民法院"
        "提起行政诉讼。"
    )
    """An application is ended without being decided."""
    DECIDED = (
        "不服{act}的，可以自收到{paper}之日起60日内向{government}申请行政复议，"
        "或者自收到{paper}之日起6个月内依法向有管辖权的人民法院提起行政诉讼。"
    )
    """An application, or an award, is decided against the applicant."""
    ORDERED = DECIDED.removesuffix("。") + "；复议和诉讼期间不停止{act}的执行，法律另有规定的除外。"
    """A decision that is to be carried out."""


class OwnRemedies(StrEnum):
    """Papers whose remedies are not those of the award notification; the values are those of the database."""

    NOT_ACCEPTED = "not_accepted"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    REFUSAL = "refusal"
    CLAWBACK = "clawback"
    FORFEITURE = "forfeiture"

    @property
    def paper(self) -> str:
        """Return what the paper is called."""
        return _PAPERS[self][0]

    @property
    def act(self) -> Act:
        """Return what the paper does."""
        return _PAPERS[self][1]

    @property
    def setting(self) -> str:
        """Return what the office's sentence is called among its settings."""
        return f"remedies_{self.value}"

    def usual(self, body: str) -> str:
        """Return the usual sentence that names who hears an appeal (示例县人民政府); "" without a body."""
        act, paper = _CALLED[self.paper[-3:]]
        return "" if blank(body) else self.act.value.format(government=body.strip(), act=act, paper=paper)

    def as_decided(self, body: str) -> str:
        """Return the sentence of a decision for this paper, which names who hears an appeal."""
        act, paper = _CALLED[self.paper[-3:]]
        return Act.DECIDED.value.format(government=body.strip(), act=act, paper=paper)


_CALLED = {"通知书": ("本通知书", "本通知书"), "决定书": ("本决定", "本决定书")}
_PAPERS = {
    OwnRemedies.NOT_ACCEPTED: ("不予受理通知书", Act.ENDED),
    OwnRemedies.DEEMED_WITHDRAWN: ("视为撤回通知书", Act.ENDED),
    OwnRemedies.REFUSAL: ("不予资助决定书", Act.DECIDED),
    OwnRemedies.CLAWBACK: ("追回决定书", Act.ORDERED),
    OwnRemedies.FORFEITURE: ("逾期未领通知书", Act.DECIDED),
}
_OTHER_ROAD = (
    "与{other}的救济途径不一致（只有一种写明先申请行政复议）："
    "这两种文书都没有对申请作出审定，请法制机构核对后写成一致。"
)
_FIRST = re.compile(r"(?:应当?先|须先|先行?)[^。；]*?(?:申请|提出|提起)行政复议")


def road_doubt(paper: OwnRemedies, sentences: Mapping[str, str]) -> str:
    """Return that a paper names another road than one that does the same; "" where it does not.

    ``sentences`` are an office's, by the values of ``OwnRemedies``; empty ones are not asked.
    """
    first = {one: bool(_FIRST.search(text)) for one in OwnRemedies if (text := sentences.get(one, ""))}
    alike = (one for one in first if one.act is Act.ENDED and paper.act is Act.ENDED and paper in first)
    other = next((one for one in alike if first[one] != first[paper]), None)
    return _OTHER_ROAD.format(other=other.paper) if other is not None else ""


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


def naming_court(text: str, court: str) -> str:
    """Return a sentence on remedies with the ``court`` that an office names; as it is where it names none.

    Which one hears suits is nobody's to derive: administrative cases of several districts go to one court
    (行政诉讼法 art. 18). Where an appeal comes first no court is named: the government that hears it may be
    the defendant, and then a higher court is asked (art. 15, 26).
    """
    return text if blank(court) or _FIRST.search(text) else text.replace(_ANY_COURT, court.strip())


def appeals_first(text: str) -> bool:
    """Say whether a sentence on remedies lets nobody sue before an appeal."""
    return bool(_FIRST.search(text))


def heard_by(text: str, office: str, body: str) -> str:
    """Return an office's sentence on remedies with another ``body`` that hears appeals: of a principal."""
    named = body_named(text, office)
    return text.replace(named, body.strip()) if named else text


def naming_principal(text: str, office: str, principal: str) -> str:
    """Return a sentence on remedies that says against whom they go where an ``office`` was entrusted.

    That is who entrusted it (行政复议法 (2023) art. 19(3), 行政诉讼法 art. 26(5)). Where an appeal comes
    first nobody is named for the suit: who is sued then depends on how the appeal ends.
    """
    if blank(text) or principal in text:
        return text
    suit = "" if _FIRST.search(text) else f"，直接提起行政诉讼的，以{principal}为被告"
    told = f"上述事项由{office}受{principal}委托办理，申请行政复议的，以{principal}为被申请人{suit}"
    return f"{text.strip().removesuffix('。')}。{told}"


def is_department(name: str) -> bool:
    """Say whether an office is a department of a government, by its name: none of a development zone is."""
    office = name.strip()
    return bool(_PLACE.match(office)) and not re.search(f"{_ZONES}|管理?委(?:员会)?|新区", office)


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


# --- what such a sentence must hold ---

_NOT_ITSELF = (
    "行政复议机关不能是本单位自己：不服本单位的决定，向本级人民政府申请行政复议"
    "（行政复议法第二十四条），请填其全称，如 {example}。"
)
_NO_GOVERNMENT = (
    "“{body}”不是行政复议机关：不服县级以上政府部门的决定，向本级人民政府申请行政复议"
    "（行政复议法第二十四条），请填其全称，如 {example}。"
)
_LACKING = (
    "权利告知没有写明{lacking}，{papers}不能印发。"
    "须写明向哪个机关（全称，如 {example}）、在多少日内申请行政复议。"
)
_EXAMPLE = "示例县人民政府"
_BRACKETED = re.compile(r"（[^）]*）|\([^)]*\)")
_GOVERNMENT = re.compile(r"([一-鿿]{1,12}(?:省|市|县|区|旗|州|盟|地区))(?:人民政府|行政公署)")
_ASKED = re.compile(r"向([^，。；、：]{2,40}?)(?:依法)?(?:申请|提出|提起)(?:行政)?复议")
_UNNAMED = re.compile(r"本(?!溪)|该|所在|当地|上级|上一级|同级|有关|有权|其|我|各")
_BEFORE_A_NAME = re.compile(r"[向由为是即到至]")
_AUTHORITY = re.compile(r"(?:人民政府|行政公署|委员会|部|局|厅)$")
_NO_REVIEW = re.compile(r"(?:局|厅|处|科|所|院|中心|政府办公室)$")
_COUNT = "[0-9０-９一二三四五六七八九十百两]"
_DAYS = r"\s*个?(?:工作)?(?:日|天|月)"
_PERIOD = re.compile(rf"{_COUNT}{_DAYS}(?:以|之)?内|期限[为是：:]?\s*{_COUNT}+{_DAYS}")


def body_fault(body: str, office: str) -> str:
    """Return why a body cannot hear appeals against an office, as a sentence; "" where it may.

    The departments of a province or the state are not asked about: a body of the state may review itself.
    """
    named, example = _bare(body), reviewing_body(office) or _EXAMPLE
    if named and named == _bare(office):
        return _NOT_ITSELF.format(example=example)
    if _NO_REVIEW.search(named) and not named.startswith(("国家", "国务院")):
        return _NO_GOVERNMENT.format(body=body.strip(), example=example)
    return ""


CUTTING_LETTERS = "有核减或者未予资助事项的通知书"


def remedies_fault(text: str, office: str, papers: str = CUTTING_LETTERS) -> str:
    """Return why a sentence on remedies is not fit for ``papers``; "" where it is.

    It names the body that hears an appeal and the period, or the period would be a year (行政复议法 art. 20).
    """
    bodies = _bodies(text)
    lacking = [] if bodies else ["行政复议机关"]
    lacking += [] if _PERIOD.search(text) else ["申请行政复议的期限"]
    if lacking:
        example = reviewing_body(office) or _EXAMPLE
        return _LACKING.format(lacking="和".join(lacking), papers=papers, example=example)
    return next(iter(filter(None, (body_fault(body, office) for body in bodies))), "")


def body_named(text: str, office: str) -> str:
    """Return who hears appeals by the office's own sentence, else by its name; "" where neither tells."""
    return next(iter(_bodies(text)), "") or reviewing_body(office)


def _bodies(text: str) -> list[str]:
    """Return the bodies that a sentence names; 上级机关 and the like are none."""
    asked = [body for body in _ASKED.findall(_BRACKETED.sub("", text)) if _AUTHORITY.search(body)]
    governments = [found[0] for found in _GOVERNMENT.finditer(text)] if "复议" in text else []
    found = (_BEFORE_A_NAME.split(body)[-1] for body in (*asked, *governments))
    return [body for body in found if not _UNNAMED.match(body)]


def _bare(name: str) -> str:
    """Return a name without what stands in brackets behind it."""
    return _BRACKETED.sub("", compact(name))
