"""Who applies for what, one for each outcome: invented people and firms, with valid check digits."""

from __future__ import annotations

import datetime
from dataclasses import replace

from stdnum.iso7064 import mod_11_2

from ipdesk.demo.story import DemoAchievement
from tests.end_to_end.outcomes.office import Form
from tests.models.desk import company_code

OWN_CALL, UPPER_CALL = "2024年度第一批", "2024年度市级项目"


def person_number(born: datetime.date, order: int) -> str:
    """Return an invented identity number with a right check digit."""
    body = f"440200{born:%Y%m%d}{order:03d}"
    return body + mod_11_2.calc_check_digit(body)


def firm(name: str, order: int, *achievements: DemoAchievement) -> Form:
    """Return what a small firm hands in."""
    particulars = {
        "统一社会信用代码": company_code(9100 + order),
        "法定代表人": "程望舒",
        "经办人": "叶知秋",
        "联系电话": f"154000009{order:02d}",
        "地址": f"澄溪县澄溪镇文昌路{order}号",
        "开户银行": "粤北农村商业银行澄溪支行",
        "收款账号": f"800200000900{order:05d}",
    }
    return Form(name, particulars, achievements, traits=("中小微企业",))


def without(form: Form, *labels: str) -> Form:
    """Return a form on which some particulars were left empty."""
    kept = {label: text for label, text in form.particulars.items() if label not in labels}
    return replace(form, particulars=kept)


def elsewhere(form: Form, address: str) -> Form:
    """Return the form of an applicant who lives at another address."""
    return replace(form, particulars={**form.particulars, "地址": address})


def works(order: int, count: int, *, here: bool = True) -> DemoAchievement:
    """Return works registered one after the other, by the register of the province (``here``) or another."""
    begin, registrar = ("粤", "广东省作品登记机构") if here else ("国", "中国版权保护中心")
    return DemoAchievement(
        "作品著作权登记",
        {
            "第一件的登记号": f"{begin}作登字-2023-F-000{order}001",
            "件数": str(count),
            "登记日期": "20231018",
        },
        {"登记机构": registrar},
    )


RIGHTS = {
    1: ("一种竹编纹样的数控编织方法", "ZL201910213450.1"),
    2: ("一种青石浮雕的打磨装置", "ZL201810765429.8"),
    7: ("一种宣纸的防潮处理方法", "ZL202010119083.1"),
    9: ("一种山泉水的过滤装置", "ZL201910640572.9"),
    12: ("一种电机转子的平衡方法", "ZL201811237761.3"),
    13: ("一种酶制剂的干燥方法", "ZL202010305518.1"),
}
"""What is licensed, by the order of the forms: the patent and its number."""
LICENSOR = "粤北应用技术研究院"


def contract(order: int) -> dict[str, str]:
    """Return what the contract of a licence says, by the fields of the form."""
    name, number = RIGHTS[order]
    patent = {"专利名称": name, "专利号": number, "许可方或让与人": LICENSOR}
    return patent | {"合同名称": "专利实施许可合同", "签订日期": "20230520"}


def licence(order: int, amount: str) -> DemoAchievement:
    """Return a licence that pays one hundredth of its amount (yuan)."""
    return DemoAchievement(
        "专利转让许可",
        {"备案号或登记号": f"Y20234400009{order:02d}", "登记备案日期": "2023.6.18", "合同金额": amount},
        yes=("已在国家知识产权局登记备案", "已转化运用"),
        certified=contract(order),
    )


GRANTED = firm("韶关市澄光数字科技有限公司", 1, licence(1, "800000"))
REDUCED = firm("澄溪县青石文化创意有限公司", 2, works(62, 101), licence(2, "1000000"))
REFUSED = firm("澄溪县远山传媒有限公司", 3, works(63, 6, here=False))
CORRECTED = firm("澄溪县云门茶业有限公司", 4, works(64, 12))
WITHDRAWN = firm("澄溪县翠屏家具有限公司", 5, works(65, 5))
LAPSED = firm("澄溪县石鼓陶艺有限公司", 6, works(66, 7))
UPHELD = firm("澄溪县墨池书画有限公司", 7, works(67, 20), licence(7, "600000"))
DISMISSED = firm("澄溪县清风印刷有限公司", 8, works(68, 30))
CHANGED = firm("澄溪县白泉饮品有限公司", 9, works(69, 40), licence(9, "500000"))
BY_NOTICE = firm("澄溪县远帆贸易有限公司", 10, works(70, 9))
CHILD = Form(
    "唐小禾",
    {
        "公民身份号码": person_number(datetime.date(2012, 5, 10), 1),
        "监护人姓名": "唐立春",
        "与申请人的关系": "父亲",
        "监护人公民身份号码": person_number(datetime.date(1986, 4, 12), 1),
        "监护人电话": "15400000911",
        "地址": "澄溪县澄溪镇学府路3号",
        "收款户名": "唐立春",
        "开户银行": "粤北农村商业银行澄溪支行",
        "收款账号": "6299990000000652",
    },
    (works(71, 3),),
    kind="个人",
)
CLAWED_BACK = firm("澄溪县长岭机电有限公司", 12, licence(12, "2000000"))
FORWARDED = firm("澄溪县南屏生物科技有限公司", 13, licence(13, "900000"))
UNTAKEN = without(firm("澄溪县北斗电子有限公司", 14, works(74, 8)), "收款账号")
NOT_ACCEPTED = elsewhere(firm("韶关市东湖物业有限公司", 15, works(75, 2)), "韶关市浈江区东湖路15号")
KNOWN = (
    REDUCED, REFUSED, CORRECTED, WITHDRAWN, LAPSED, UPHELD, DISMISSED, CHANGED, BY_NOTICE, CLAWED_BACK,
    UNTAKEN, NOT_ACCEPTED,
)  # fmt: skip
"""Who has been here before, and hands in on the first day."""
NEW = (GRANTED, CHILD)
"""Who comes for the first time."""
