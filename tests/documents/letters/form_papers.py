"""Forms and tables of the counter and the office to test with; names and numbers are invented."""

from dataclasses import replace
from datetime import date

from ipdesk.documents.letters.applicant_fields import ApplicantFields
from ipdesk.documents.letters.award.approval_data import ApprovalForm, ApprovalLine
from ipdesk.documents.letters.counter.missing_list import MissingList
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.form_data import (
    ApplicationForm,
    DeclaredAchievement,
    ListedMaterial,
    MaterialList,
    RequestedLine,
)
from tests.documents.letters import letters

APPLICATION = {
    "issuer": letters.ISSUER,
    "number": "",
    "date": date(2022, 3, 18),
    "addressee": "云溪县恒信电子科技股份有限公司",
    "addressee_is_person": False,
    "application_number": "YX2022-0021",
    "policy_title": letters.ONE.policy_title,
    "policy_number": letters.ONE.policy_number,
    "programme_year": 2022,
}
FIRM = ApplicantFields(
    kind="企业",
    identity="91440299MA00000015",
    legal_representative="陈𬭎喆",
    contact="李敏",
    telephone="13800138000",
    address="云溪县工业大道 3 号",
    account_name="云溪县恒信电子科技股份有限公司",
    bank="中国农业银行股份有限公司云溪县支行",
    account="44125501040012345",
    minor=False,
)
CHILD = replace(
    FIRM,
    kind="个人",
    identity="440204201503124515",
    legal_representative="",
    contact="",
    telephone="",
    account_name="张建国",
    account="",
    bank="",
    minor=True,
    guardian="张建国",
    guardian_relation="父亲",
    guardian_identity="440204198506121016",
    guardian_telephone="13900139000",
)
DECLARED = DeclaredAchievement(
    "作品著作权登记（粤作登字-2022-F-00000001等30件）", 30, "件", date(2022, 1, 5), date(2022, 3, 1)
)
APPLICATION_FORM = ApplicationForm(
    **APPLICATION,
    applicant=FIRM,
    achievements=(DECLARED, replace(DECLARED, name="发明专利授权（ZL201710601862.3）", count=1)),
    lines=(
        RequestedLine("作品著作权登记30件", "第四条", 600_000),
        RequestedLine("高价值专利培育项目", "第五条", None),
    ),
)
CHILDS_FORM = replace(
    APPLICATION_FORM,
    number=None,
    addressee="张喆",
    addressee_is_person=True,
    guardian=CHILD.guardian,
    applicant=CHILD,
    lines=APPLICATION_FORM.lines[:1],
)
MANY_LINES = replace(
    APPLICATION_FORM,
    lines=tuple(
        RequestedLine(f"国内发明专利授权（ZL20181060{number:04}.1）", "第一条", 123_450 + number)
        for number in range(60)
    ),
)
MATERIAL_LIST = MaterialList(
    **APPLICATION,
    materials=(
        ListedMaterial("作品登记证书复印件", "第1行作品著作权登记", 30, received=False),
        ListedMaterial("承诺书（签字盖章）", "", 1, received=True),
    ),
)
MISSING_LIST = MissingList(
    **APPLICATION,
    materials=(
        ListedMaterial("作品登记证书复印件", "第1行作品著作权登记", 30, received=False),
        ListedMaterial("承诺书（签字盖章）", "", 1, received=False),
    ),
    call_ends_on=date(2022, 4, 30),
)
LINE = ApprovalLine(
    "作品著作权登记120件", "第四条", "每件200.00元", 2_400_000, 2_000_000, None, "年度上限100件，核减20件"
)
APPROVAL_FORM = ApprovalForm(
    **APPLICATION,
    applicant=FIRM,
    accepted_on=date(2022, 3, 18),
    accepted_by="陈晓敏",
    lines=(LINE, replace(LINE, title="高价值专利培育项目", open=True, computed=0, proposed=0, reason="")),
    limits=("作品著作权登记：上限100件，此前已用0件，本次申报120件，核减20件",),
    minutes_number="",
    minutes_date=None,
)
DECIDED_FORM = replace(
    APPROVAL_FORM,
    lines=(replace(LINE, granted=2_000_000),) * 30,
    minutes_number="局务会纪要〔2022〕3号",
    minutes_date=date(2022, 8, 30),
)
FORMS: dict[str, LetterData] = {
    "application_form": APPLICATION_FORM,
    "childs_form": CHILDS_FORM,
    "many_lines": MANY_LINES,
    "material_list": MATERIAL_LIST,
    "missing_list": MISSING_LIST,
    "approval_form": APPROVAL_FORM,
    "decided_form": DECIDED_FORM,
}
