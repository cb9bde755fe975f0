"""Letters to test with; every office, name and number in them is invented."""

from dataclasses import replace
from datetime import date
from functools import partial

from ipdesk.documents.letters import compose as composing
from ipdesk.documents.letters.award.collection import ACCOUNT_ASKED
from ipdesk.documents.letters.award.data import AwardLetter, LetterItem
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.data import Issuer
from ipdesk.models.records.reversals import AskedToCollect

FILE = AWARD.template
render = partial(composing.render, AWARD)
render_batch = partial(composing.render_batch, AWARD)
compose = partial(composing.compose, AWARD)
template = partial(composing.template_of, AWARD)

ISSUER = Issuer(
    name="云溪县市场监督管理局",
    red_header="云溪县市场监督管理局（知识产权局）",
    contact_person="李敏",
    telephone="0751-5550123",
    address="云溪县云溪街道文昌路 8 号行政服务中心 203 室",
    remedies=(
        "对核减或者未予资助（奖励）的事项有异议的，可以自收到本通知书之日起60日内向云溪县人民政府申请行政复议，"
        "或者自收到本通知书之日起6个月内依法向有管辖权的人民法院提起行政诉讼。"
    ),
)

WORKS = LetterItem("作品著作权登记 100 件", "第四条", "awarded", 2000000, 2000000, "每件 200.00 元", "")
WORK_TOO_MANY = LetterItem(
    "作品著作权登记 1 件", "第四条", "excluded", 20000, 0, "每件 200.00 元",
    "同一单位每年资助的作品著作权登记最多 100 件，本年度已满 100 件。",
)  # fmt: skip
LICENCE = LetterItem(
    "专利转让许可（一种可调式板材夹持装置，ZL201710601862.3）", "第七条", "awarded", 800000, 800000,
    "合同金额的 1%", "",
)  # fmt: skip
INSURANCE = LetterItem(
    "知识产权保险", "第八条", "reduced", 6300000, 4175000, "保费的 30%",
    "同一单位每年最多资助 50,000.00 元，本年度此前已资助 8,250.00 元，尚余 41,750.00 元。",
)  # fmt: skip
TITLE = LetterItem(
    "国家知识产权优势企业", "第十一条", "awarded", 10000000, 10000000, "定额 100,000.00 元", ""
)
CERTIFICATION = LetterItem(
    "企业知识产权管理体系认证（GB/T 29490，首次通过）", "第十一条", "ineligible", 0, 0, "",
    "有效发明专利 0 件、实用新型授权 3 件、软件著作权 2 件，均未达到规定的数量。",
)  # fmt: skip
STANDARD = LetterItem(
    "专利转化标准 1 项",
    "第十条",
    "referred",
    0,
    0,
    "",
    "本项应当按照韶府〔2019〕19 号的规定办理",
)
PROJECT = LetterItem(
    "高价值专利培育项目", "第五条", "undecided", 0, 0, "", "金额须经专家评审核定，最高 500,000.00 元。"
)
REVIEWED = LetterItem(
    "知识产权软课题研究项目（CX-RKT-2023-002）", "第九条", "awarded", 15000000, 15000000, "", "",
    "审批时核定，最高 200,000.00 元",
)  # fmt: skip
ABROAD = LetterItem(
    "境外发明专利授权（美国，US11223344B2）",
    "第二条",
    "incomplete",
    0,
    0,
    "",
    "未提供官方规定费用的缴费凭证。",
)

ONE = AwardLetter(
    issuer=ISSUER,
    number="云市监知资〔2022〕12号",
    date=date(2022, 9, 5),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    accepted_on=date(2022, 3, 18),
    policy_title="韶关市促进知识产权创新发展和强化知识产权保护的若干措施",
    policy_number="韶府办发函〔2021〕188号",
    programme_year=2022,
    meeting="2022年8月30日局务会议",
    items=(LICENCE,),
    total=800000,
    account_name="云溪县恒信电子科技股份有限公司",
    bank_name="中国农业银行股份有限公司云溪县支行",
    account_number="44125501040012345",
    duties=(),
)


def with_items(letter: AwardLetter, *items: LetterItem) -> AwardLetter:
    return replace(letter, items=items, total=sum(item.granted for item in items))


TWO = with_items(ONE, WORKS, LICENCE)
CUT = with_items(ONE, WORKS, INSURANCE, WORK_TOO_MANY, CERTIFICATION)
EVERY_STATE = with_items(
    ONE, WORKS, INSURANCE, TITLE, WORK_TOO_MANY, CERTIFICATION, STANDARD, PROJECT, ABROAD
)
TWELVE = with_items(
    ONE,
    WORKS,
    INSURANCE,
    TITLE,
    *(
        LetterItem(
            f"国内发明专利授权（一种多轴联动夹具及其控制方法之{digit}，ZL20181060186{place}.{place}）",
            "第一条", "awarded", 123450 + place, 123450 + place, "官方规定费用的 50%", "",
        )
        for place, digit in enumerate("甲乙丙丁戊己庚辛壬")
    ),
)  # fmt: skip
PERSON = with_items(
    replace(
        ONE, addressee="陈𬭎喆", addressee_is_person=True, account_name="陈𬭎喆",
        bank_name="广东农村信用社云溪联社", account_number="6217281234567890128",
        number="云市监知资〔2022〕3号",
    ),
    replace(WORKS, title="作品著作权登记 8 件", computed=160000, granted=160000),
)  # fmt: skip
LONG_NAME = replace(
    TWO,
    addressee="云溪县大岭山南方红豆杉保护与综合利用产业技术研究院（云溪县大岭山生态农业科技发展专业合作社联合社）有限责任公司",
)
DUTIES = with_items(
    replace(
        ONE, addressee="云溪县产业转移工业园管理委员会",
        duties=(
            "你单位应当按不低于 1:1 的比例落实配套资金，不少于 200,000.00 元。",
            "你单位三年内不得迁出本县。",
        ),
    ),
    LetterItem("国家知识产权示范园区", "第十三条", "awarded", 20000000, 20000000, "定额 200,000.00 元", ""),
)  # fmt: skip
NO_ACCOUNT = replace(
    TWO, account_name="", bank_name="", account_number="", asked=AskedToCollect(ACCOUNT_ASKED, 15)
)
DRAFT = replace(CUT, number=None)

ALL = {
    "one": ONE, "two": TWO, "cut": CUT, "every_state": EVERY_STATE, "twelve": TWELVE, "person": PERSON,
    "long_name": LONG_NAME, "duties": DUTIES, "no_account": NO_ACCOUNT, "draft": DRAFT,
}  # fmt: skip
