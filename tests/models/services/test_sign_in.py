"""Who is let in: by a password, after wrong ones, by one for once, by a recovery code."""

from __future__ import annotations

import dataclasses
import datetime
import logging

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.core.errors import DeskError, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import AccessSettings, Person
from ipdesk.models.services.passwords import Passwords, password_fault, pause_after, recovery_codes
from ipdesk.models.services.sign_in import SignIn
from tests.actors import CLERK
from tests.models.desk import Desk
from tests.passwords import CHEAP, GOOD, OTHER

CHIEF = Person(1, "陈晓敏")


@pytest.fixture
def sign_in(desk: Desk) -> SignIn:
    """Return what lets people in; the chief has a good password."""
    made = SignIn(desk.store, CHEAP)
    made.change(CHIEF, "", GOOD)
    return made


@pytest.fixture
def colleague(desk: Desk) -> Person:
    """Return somebody who is a clerk and has no password yet."""
    added = desk.store.run(commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK).value
    return Person(added, "黄志强")


def wait(desk: Desk, seconds: float) -> None:
    desk.clock.moment += datetime.timedelta(seconds=seconds)


def refusal(sign_in: SignIn, person: Person, password: str = "falsch-falsch") -> str:
    with pytest.raises(DeskError) as refused:
        sign_in.let_in(person, password)
    return refused.value.message


def actions(desk: Desk, record: str) -> list[str]:
    return [entry.action for entry in desk.store.read(queries.audit_entries, record)][::-1]


# --- passwords ---


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("1234567", "至少8个字符"),
        ("", "至少8个字符"),
        ("aaaaaaaa", "同一个字符"),
        ("陈晓敏陈晓敏陈晓敏", "姓名"),
        ("chenxiaomin", "姓名"),
        ("Chen Xiao Min", "姓名"),
        ("cxmcxmcxm", "姓名"),
        ("x" * 199 + "yz", "最多200个字符"),
        ("chenxiaomin7", "姓名"),
        ("2024陈晓敏科长", "姓名"),
        ("12345678", "顺着或者倒着"),
        ("76543210", "顺着或者倒着"),
        ("7890123456", "顺着或者倒着"),
        ("abcdefgh", "顺着或者倒着"),
        ("123123123", "顺着或者倒着"),
        ("a1a1a1a1", "一两个字符的重复"),
        ("PassWord", "太常见"),
        ("password2024", "太常见"),
        ("1qaz-2wsx", "太常见"),
        ("5201314!", "太常见"),
        ("三月的雨三月的雨", ""),
        ("cxm的三月雨2024", ""),
        ("12345679ab", ""),
    ],
)
def test_what_is_a_password(password: str, fault: str) -> None:
    assert fault in password_fault(password, "陈晓敏")
    assert bool(fault) == bool(password_fault(password, "陈晓敏"))


def test_a_pasted_password_is_known_with_the_line_end_of_its_message() -> None:
    kept = CHEAP.hash("三月的雨 0318")
    assert all(CHEAP.fits(f"三月的雨 0318{end}", kept) for end in ("\n", "\r\n", "\u2028"))
    assert not CHEAP.fits("三月的雨 0318 ", kept)


def test_the_hash_is_one_of_argon2_with_the_parameters_of_the_library() -> None:
    from argon2 import PasswordHasher, extract_parameters

    usual, kept = PasswordHasher(), Passwords().hash(GOOD)
    found = extract_parameters(kept)
    assert (found.type.name, found.time_cost, found.memory_cost, found.parallelism) == (
        "ID", usual.time_cost, usual.memory_cost, usual.parallelism,
    )  # fmt: skip
    assert GOOD not in kept


def test_an_input_method_that_widens_letters_changes_no_password() -> None:
    kept = CHEAP.hash("Abcd-1234")
    assert CHEAP.fits("Ａｂｃｄ－１２３４", kept)
    assert not CHEAP.fits("abcd-1234", kept)
    assert not CHEAP.fits("Abcd-1234", "what a damaged file holds")


# --- signing in ---


def test_the_right_password_lets_in_and_a_wrong_one_does_not(desk: Desk, sign_in: SignIn) -> None:
    assert sign_in.let_in(CHIEF, GOOD)
    assert refusal(sign_in, CHIEF) == "密码不对，请再试。"
    assert actions(desk, "person 1") == ["add", "password", "sign_in", "wrong_password"]


def test_nobody_sets_a_first_password_where_it_is_asked_for(
    desk: Desk, sign_in: SignIn, colleague: Person
) -> None:
    sign_in.require_passwords(CLERK)
    for given in (("", ""), ("", OTHER), (OTHER, OTHER)):
        with pytest.raises(NotPermitted, match="请管理员在“设置 → 人员 → 密码…”里给您一个一次性密码"):
            sign_in.let_in(colleague, *given)
    with pytest.raises(NotPermitted, match="第一个密码不能自己设"):
        sign_in.change(colleague, "", OTHER)
    assert actions(desk, "person 2") == ["add"]
    once, _ = sign_in.reset(colleague, CLERK)
    with pytest.raises(InvalidInput, match="姓名或它的拼音"):
        sign_in.let_in(colleague, once, "huangzhiqiang")
    assert sign_in.let_in(colleague, once, OTHER) and sign_in.let_in(colleague, OTHER)
    assert [one.has_password for one in desk.store.read(queries.staff)] == [True, True]


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (3, 0), (4, 5), (5, 10), (6, 20), (9, 160), (10, 300), (11, 300), (10_000, 300)],
)
def test_the_pause_grows_and_never_shuts_anybody_out_for_good(failures: int, seconds: int) -> None:
    assert pause_after(failures) == datetime.timedelta(seconds=seconds)


def test_after_wrong_ones_the_right_one_waits_too(desk: Desk, sign_in: SignIn) -> None:
    for _ in range(3):
        refusal(sign_in, CHIEF)
    assert refusal(sign_in, CHIEF) == "密码不对。连续输错 4 次，请过 5 秒再试。"
    assert refusal(sign_in, CHIEF, GOOD) == "连续输错 4 次密码，请过 5 秒再试。"
    wait(desk, 4.5)
    assert refusal(sign_in, CHIEF, GOOD) == "连续输错 4 次密码，请过 1 秒再试。"
    wait(desk, 0.5)
    assert refusal(sign_in, CHIEF) == "密码不对。连续输错 5 次，请过 10 秒再试。"
    wait(desk, 10)
    assert sign_in.let_in(CHIEF, GOOD)
    assert refusal(sign_in, CHIEF) == "密码不对，请再试。", "counted anew"
    assert actions(desk, "person 1").count("wrong_password") == 6, "not those that were not looked at"


def test_a_clock_that_is_set_back_makes_nobody_wait_longer(desk: Desk, sign_in: SignIn) -> None:
    for _ in range(4):
        refusal(sign_in, CHIEF)
    wait(desk, -86400)
    assert refusal(sign_in, CHIEF, GOOD) == "连续输错 4 次密码，请过 5 秒再试。"
    wait(desk, 86405)
    assert sign_in.let_in(CHIEF, GOOD)


def test_who_is_out_of_service_signs_in_no_more(desk: Desk, sign_in: SignIn, colleague: Person) -> None:
    sign_in.change(colleague, "", OTHER)
    desk.store.run(commands.SetInService(person=colleague.id, in_service=False), CLERK)
    with pytest.raises(NotPermitted, match="已停用"):
        sign_in.let_in(colleague, OTHER)


def test_a_password_is_changed_by_who_knows_it(sign_in: SignIn) -> None:
    with pytest.raises(InvalidInput, match="密码不对"):
        sign_in.change(CHIEF, OTHER, OTHER)
    with pytest.raises(InvalidInput, match="不能与原来的相同"):
        sign_in.change(CHIEF, GOOD, GOOD)
    sign_in.change(CHIEF, GOOD, OTHER)
    assert sign_in.let_in(CHIEF, OTHER)


# --- when a password is forgotten ---


def test_a_password_for_once_is_changed_at_once(desk: Desk, sign_in: SignIn, colleague: Person) -> None:
    sign_in.change(colleague, "", OTHER)
    for _ in range(4):
        refusal(sign_in, colleague)
    once, _ = sign_in.reset(colleague, CLERK)
    assert refusal(sign_in, colleague, OTHER) == "密码不对，请再试。", "the former one is gone, nobody waits"
    assert not sign_in.let_in(colleague, once)
    with pytest.raises(InvalidInput, match="不能与原来的相同"):
        sign_in.let_in(colleague, once, once)
    assert sign_in.let_in(colleague, once, GOOD)
    assert sign_in.let_in(colleague, GOOD)
    assert "reset_password" in actions(desk, "person 2")


def test_only_an_administrator_resets(sign_in: SignIn, colleague: Person) -> None:
    with pytest.raises(NotPermitted, match="须由管理员办理"):
        sign_in.reset(CHIEF, Actor(colleague.id))
    assert sign_in.let_in(CHIEF, GOOD)


def test_each_recovery_code_works_once(desk: Desk, sign_in: SignIn) -> None:
    codes, _ = sign_in.require_passwords(CLERK)
    assert len(set(codes)) == 8 == desk.store.read(queries.open_recovery_codes)
    sign_in.let_in_by_code(CHIEF, f" {codes[3].lower()} ", OTHER)
    assert sign_in.let_in(CHIEF, OTHER)
    assert desk.store.read(queries.open_recovery_codes) == 7
    with pytest.raises(InvalidInput, match="已经用过"):
        sign_in.let_in_by_code(CHIEF, codes[3], GOOD)
    sign_in.let_in_by_code(CHIEF, codes[0].replace("-", ""), GOOD)
    assert sign_in.let_in(CHIEF, GOOD)


def test_wrong_codes_make_wait_like_wrong_passwords(desk: Desk, sign_in: SignIn) -> None:
    codes, _ = sign_in.require_passwords(CLERK)
    for _ in range(4):
        with pytest.raises(InvalidInput, match="恢复码不对"):
            sign_in.let_in_by_code(CHIEF, recovery_codes()[0], OTHER)
    with pytest.raises(NotPermitted, match="请过 5 秒"):
        sign_in.let_in_by_code(CHIEF, codes[0], OTHER)
    wait(desk, 5)
    sign_in.let_in_by_code(CHIEF, codes[0], OTHER)


def test_a_code_is_for_administrators_in_service(desk: Desk, sign_in: SignIn, colleague: Person) -> None:
    codes, _ = sign_in.require_passwords(CLERK)
    with pytest.raises(NotPermitted, match="只能给管理员重设"):
        sign_in.let_in_by_code(colleague, codes[0], OTHER)
    assert desk.store.read(queries.open_recovery_codes) == 8


def test_new_codes_replace_the_former(desk: Desk, sign_in: SignIn) -> None:
    codes, _ = sign_in.require_passwords(CLERK)
    new, _ = sign_in.renew_codes(CLERK)
    assert not set(codes) & set(new)
    with pytest.raises(InvalidInput, match="恢复码不对"):
        sign_in.let_in_by_code(CHIEF, codes[0], OTHER)
    sign_in.let_in_by_code(CHIEF, new[0], OTHER)


# --- the switch ---


def test_who_turns_passwords_on_has_one(desk: Desk) -> None:
    sign_in = SignIn(desk.store, CHEAP)
    assert desk.store.read(queries.access_settings) == AccessSettings()
    with pytest.raises(InvalidInput, match="请先给自己设一个密码"):
        sign_in.require_passwords(CLERK)
    sign_in.change(CHIEF, "", GOOD)
    sign_in.require_passwords(CLERK)
    assert desk.store.read(queries.access_settings) == AccessSettings(asks_password=True)


def test_the_switch_is_turned_off_and_not_on_with_the_other_settings(desk: Desk, sign_in: SignIn) -> None:
    on = AccessSettings(asks_password=True, lock_minutes=30)
    with pytest.raises(InvalidInput, match="恢复码"):
        desk.store.run(commands.ChangeAccess(settings=on), CLERK)
    sign_in.require_passwords(CLERK)
    desk.store.run(commands.ChangeAccess(settings=on), CLERK)
    off = dataclasses.replace(on, asks_password=False)
    desk.store.run(commands.ChangeAccess(settings=off), CLERK)
    assert desk.store.read(queries.access_settings) == off
    entries = desk.store.read(queries.audit_entries, "office 1")[:2]
    assert [entry.fields for entry in entries] == [("asks_password",), ("lock_minutes",)]


@pytest.mark.parametrize("minutes", [-1, 241])
def test_the_minutes_are_a_number_that_an_office_can_mean(desk: Desk, minutes: int) -> None:
    with pytest.raises(InvalidInput, match="0至240分钟"):
        desk.store.run(commands.ChangeAccess(settings=AccessSettings(lock_minutes=minutes)), CLERK)


# --- what is told to nobody ---


def test_no_password_code_or_hash_is_in_the_log_or_shown_by_what_carries_it(
    desk: Desk, sign_in: SignIn, colleague: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        codes, _ = sign_in.require_passwords(CLERK)
        once, _ = sign_in.reset(colleague, CLERK)
        sign_in.let_in(colleague, once, OTHER)
        sign_in.let_in_by_code(CHIEF, codes[0], OTHER)
        refusal(sign_in, CHIEF, GOOD)
    kept = [desk.store.read(queries.password, person).hash or "" for person in (1, 2)]
    carrying = commands.RecoverPassword(person=1, code_hash=kept[0], password_hash=kept[1])
    told = repr(desk.store.read(queries.audit_entries)) + caplog.text + repr(carrying)
    told += repr(desk.store.read(queries.password, 1)) + repr(commands.RequirePasswords(code_hashes=codes))
    for secret in (GOOD, OTHER, once, *codes, *kept):
        assert secret not in told


def test_the_database_holds_nothing_that_lets_anybody_in(desk: Desk, sign_in: SignIn) -> None:
    codes, _ = sign_in.require_passwords(CLERK)
    desk.store.run(commands.RecordSignIn(person=1, succeeded=True), NOBODY)
    folder = desk.store._held.folder  # type: ignore[union-attr]
    held = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    for secret in (GOOD, *codes, *(code.replace("-", "") for code in codes)):
        assert secret.encode() not in held
