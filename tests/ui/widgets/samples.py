"""Invented content for the gallery and the tests of the widgets."""

from ipdesk.ui.awards.award_views import AwardLineView, BarView, TraceStepView

NAV = (
    ("counter", "受理", "file-plus", "work"),
    ("list", "申请件", "list", "work"),
    ("letters", "文书", "mail", "payout"),
    ("odds", "申请人", "user", "records"),
    ("settings", "设置", "settings", "foot"),
)

FACTS = (
    ("统一社会信用代码", "91440200MA0000000X"),
    ("类型", "企业"),
    ("收款账户", "示例银行 **** **** 0198"),
    ("经办人", "林工 138****0000"),
)

STATES = ("draft", *["accepted"] * 6, "confirmed", "refused", *["notified"] * 4, "draft")

NAMES = (
    "韶关市示例精密电子有限公司",
    "示例县云岭农民专业合作社",
    "示例新材料（韶关）股份有限公司",
    "示例大学韶关研究院",
    "韶关市示例生物科技有限公司",
    "何示例",
    "示例县第一中学",
    "示例轴承制造有限公司",
    "韶关示例食品有限公司",
    "示例县茶叶协会",
    "广东示例环保装备有限公司",
    "示例专利代理事务所（普通合伙）",
    "韶关市示例机械有限公司",
    "示例县产业园管理委员会",
)

_COPYRIGHTS = AwardLineView(
    key="1", title="作品著作权登记 100 件", status="awarded", article="第四条", formula="每件 200.00 元",
    computed=2_000_000, amount=2_000_000,
    bars=(BarView("年度上限 100 件", 0, 100, 100, 1, False),), warnings=(),
    trace=(TraceStepView("100 件 × 200.00", "20,000.00"),),
)  # fmt: skip

_ONE_TOO_MANY = AwardLineView(
    key="2", title="作品著作权登记 第 101 件", status="excluded", article="第四条",
    formula="超出每年 100 件上限，不再计算", computed=20_000, amount=0, bars=(), warnings=(), trace=(),
)  # fmt: skip

_LICENCE = AwardLineView(
    key="3", title="专利转让许可", status="awarded", article="第七条", formula="合同金额的 1%",
    computed=800_000, amount=800_000,
    bars=(BarView("年度上限", 2_000_000, 800_000, 5_000_000, 0, True),), warnings=(),
    trace=(TraceStepView("合同金额 800,000.00 × 1%", "8,000.00"),),
)  # fmt: skip

_INSURANCE = AwardLineView(
    key="4", title="知识产权保险", status="reduced", article="第八条", formula="保费的 30%",
    computed=5_400_000, amount=5_000_000,
    bars=(BarView("年度上限", 0, 5_000_000, 5_000_000, 400_000, True),),
    warnings=("超出年度上限，少发 4,000.00 元；明年的保费可以再申请。",),
    trace=(
        TraceStepView("实际保费 180,000.00 × 30%", "54,000.00"),
        TraceStepView("本年度上限 50,000.00，已用 0.00", "可用 50,000.00"),
        TraceStepView("54,000.00 大于 50,000.00，按上限核减", "−4,000.00"),
        TraceStepView("本次资助", "50,000.00"),
    ),
)  # fmt: skip

_CULTIVATION = AwardLineView(
    key="5", title="高价值专利培育项目", status="undecided", article="第五条",
    formula="审批时择优核定，上限 500,000.00 元", computed=0, amount=0, bars=(), warnings=(), trace=(),
)  # fmt: skip

AWARDS = (_COPYRIGHTS, _ONE_TOO_MANY, _LICENCE, _INSURANCE, _CULTIVATION)
