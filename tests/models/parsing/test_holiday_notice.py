"""Notices of holidays as they were published, against a library that has them from elsewhere."""

import datetime

import pytest

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.holiday_notice import read_holiday_notice
from ipdesk.models.periods.working_days import WorkingDays, announced_days

NOTICES = {
    2020: """国务院办公厅关于2020年部分节假日安排的通知
一、元旦：2020年1月1日放假，共1天。
二、春节：1月24日至30日放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。
三、清明节：4月4日至6日放假调休，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月26日（星期日）、5月9日（星期六）上班。
五、端午节：6月25日至27日放假调休，共3天。6月28日（星期日）上班。
六、国庆节、中秋节：10月1日至8日放假调休，共8天。9月27日（星期日）、10月10日（星期六）上班。""",
    2023: """国务院办公厅关于2023年部分节假日安排的通知
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。""",
    2024: """国务院办公厅关于2024年
部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2025: """国务院办公厅关于２０２５年部分节假日安排的通知
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
}  # fmt: skip


@pytest.mark.parametrize("year", NOTICES)
def test_a_published_notice_makes_the_calendar_of_its_year(year: int) -> None:
    notice = read_holiday_notice(NOTICES[year])
    assert notice.year == year
    written, known = WorkingDays(notice.days, [year]), WorkingDays()
    days = [datetime.date(year, 1, 1) + datetime.timedelta(number) for number in range(365)]
    later = (
        datetime.date(2020, 1, 31),
        datetime.date(2020, 2, 1),
    )  # the spring festival was made longer afterwards
    assert [day for day in days if written.is_working(day) is not known.is_working(day)] == [
        day for day in later if day.year == year
    ]


def test_days_of_the_year_before_and_names_are_kept() -> None:
    notice = read_holiday_notice(NOTICES[2023])
    assert (str(notice.days[0].date), notice.days[0].name) == ("2022-12-31", "元旦")
    assert {day.name for day in notice.days if not day.working} == {
        "元旦", "春节", "清明节", "劳动节", "端午节", "中秋节、国庆节",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没有找到年份"),
        ("一、元旦：1月1日放假1天。", "没有找到年份"),
        ("关于2026年部分节假日安排的通知", "没有找到“×月×日至×日放假”"),
        (NOTICES[2025].replace("２０２５", "2026"), "1月1日写的是星期三，2026年的这一天是星期四"),
        (NOTICES[2020].replace("1月24日至30日", "1月24日至29日"), "春节写的是共7天，按日期数是6天"),
        (NOTICES[2020].replace("1月24日至30日", "1月24日至4日"), "起止日期不对"),
        (NOTICES[2020].replace("4月4日至6日", "4月31日至6日"), "“4月31日”不是一个日期"),
        (NOTICES[2020].replace("4月4日至6日", "4日至6日"), "“4日”前面缺少月份"),
        (NOTICES[2023].replace("2023年部分", "0203年部分"), "标题里的年份是0203年"),
        (NOTICES[2024].replace("6月10日放假", "6月9日上班，6月10日放假"), "先写上班、后写放假"),
    ],
)
def test_what_does_not_agree_is_said(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_holiday_notice(text)
    assert sentence in str(caught.value)


def test_what_pasting_brings_along_changes_nothing() -> None:
    pasted = NOTICES[2025].replace("月", "月\u200b").replace("\n", "\r\n").replace("，", "，\xa0")
    assert read_holiday_notice(f"\ufeff{pasted}") == read_holiday_notice(NOTICES[2025])


def test_days_off_and_worked_in_one_sentence_are_both_read() -> None:
    together = NOTICES[2024].replace("共3天。4月7日", "共3天，4月7日")
    assert read_holiday_notice(together) == read_holiday_notice(NOTICES[2024])


def test_the_library_has_the_notices_in_the_same_form() -> None:
    notice = read_holiday_notice(NOTICES[2025])
    assert {day.date for day in notice.days} == {day.date for day in announced_days(2025)}
