"""Days and years as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.dates import lacks_year, read_day, read_event_day, read_year
from tests.typed_texts import typed_texts

TODAY = datetime.date(2024, 6, 20)
DAYS = st.dates(datetime.date(1949, 10, 1), datetime.date(2099, 12, 31))
CHINESE = "〇一二三四五六七八九"


def in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{CHINESE[tens]}十"
    return head + (CHINESE[ones] if ones or not tens else "")


@given(DAYS)
def test_every_usual_form_means_the_same_day(day: datetime.date) -> None:
    words = "".join(CHINESE[int(digit)] for digit in str(day.year))
    forms = (
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d}",
        *(f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "-–—−/.。．、，,\\ "),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day:%m}月{day:%d}号",
        f"{day.year}.{day.month}.{day.day}日",
        f" {day.year} - {day.month} - {day.day} ",
        f"{day.year}/{day.month}/{day.day} 0:00",
        f"{day:%Y-%m-%d}T23:59:59",
        f"{day.year}-{day.month}-{day.day}（{'一二三四五六日'[day.weekday()]}）",
        f"{day.year}-{day.month}-{day.day} 上午 12:00:00",
        f"{words}年{in_words(day.month)}月{in_words(day.day)}日",
    )
    assert {form: read_day(form) for form in forms} == dict.fromkeys(forms, day)


@given(st.one_of(st.text(max_size=20), typed_texts()))
def test_any_text_is_a_day_of_its_own_digits_or_refused_with_a_sentence(text: str) -> None:
    try:
        day = read_day(text)
    except Unreadable as refused:
        assert str(refused).endswith("。")
    else:
        assert 1949 <= day.year <= 2099


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2022-02-30", "没有2022年2月30日这一天"),
        ("2022-13-01", "没有2022年13月1日"),
        ("22.3.1", "四位"),
        ("220301", "四位"),
        ("44621", "序号"),
        ("44621.0", "序号"),
        ("1/3/2022", "年、月、日的顺序"),
        ("2022-3", "写到日"),
        ("2022年3月", "写到日"),
        ("0022-03-01", "1949"),
        ("2202-03-01", "2099"),
        ("9999-12-31", "2099"),
        ("202 20301", "无法识别"),
        ("昨天", "无法识别"),
        ("2024年2月29日（星期五）", "2024-02-29 是星期四，不是星期五"),
        ("2024-6-20(三)", "是星期四"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_day(text)


def test_a_moment_elsewhere_is_of_the_day_in_china() -> None:
    said = {
        "2024-02-28T16:00:00.000Z": "2024-02-29",
        "2024-02-29T15:59:59Z": "2024-02-29",
        "2024-02-29T00:00:00+08:00": "2024-02-29",
        "2024-12-31T16:00:00+0000": "2025-01-01",
        "2024-02-29T10:29:00-05:30": "2024-02-29",
        "2024-02-29T10:30:00-05:30": "2024-03-01",
    }
    assert {text: read_day(text).isoformat() for text in said} == said


def test_an_event_is_not_in_the_future() -> None:
    assert read_event_day("2024-06-20", TODAY) == TODAY
    for text, word in (("2024-06-21", "晚于今天"), ("1984-01-01", "早于1985年")):
        with pytest.raises(Unreadable, match=word):
            read_event_day(text, TODAY)


def test_programme_years() -> None:
    assert {read_year(text, TODAY) for text in ("2022", "2022年度", " ２０２２ 年", "二〇二二")} == {2022}
    assert read_year("2025", TODAY) == 2025
    for text in ("2026", "22", "20222", "2,022", "٢٠٢٢", "²022"):
        with pytest.raises(Unreadable):
            read_year(text, TODAY)


LATELY = st.dates(datetime.date(2001, 1, 1), datetime.date(2090, 12, 31))


@given(LATELY, st.integers(-180, 180))
def test_month_and_day_alone_are_the_nearest_such_day(today: datetime.date, away: int) -> None:
    day = today + datetime.timedelta(days=away)
    forms = (
        *(f"{day.month}{mark}{day.day}" for mark in "-/.、 "),
        f"{day.month}月{day.day}日",
        f"{day:%m}月{day:%d}号",
        f"{day:%m%d}",
        f"{in_words(day.month)}月{in_words(day.day)}日",
    )
    for form in forms:
        assert lacks_year(form)
        assert read_day(form, today) == day, form
        with pytest.raises(Unreadable):
            read_day(form)


@given(LATELY, st.integers(0, 364))
def test_of_an_event_it_is_the_last_such_day(today: datetime.date, ago: int) -> None:
    day = today - datetime.timedelta(days=ago)
    assert read_event_day(f"{day.month}月{day.day}日", today, year_may_lack=True) == day
    with pytest.raises(Unreadable):
        read_event_day(f"{day.month}-{day.day}", today)


@given(st.one_of(st.text(max_size=20), typed_texts()), LATELY)
def test_what_has_a_year_keeps_it(text: str, today: datetime.date) -> None:
    try:
        day = read_day(text)
    except Unreadable:
        return
    assert not lacks_year(text) and read_day(text, today) == day


@pytest.mark.parametrize(
    ("text", "word"),
    [("2-30", "没有2月30日"), ("13-1", "没有13月1日"), ("2-29", "没有2月29日这一天，或者要写上年份"),
     ("29日", "连同月份"), ("11月", "写到日"), ("2022", "写到日")],
)  # fmt: skip
def test_a_part_of_a_day_that_cannot_be_meant_is_refused(text: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_day(text, datetime.date(2026, 11, 28))
