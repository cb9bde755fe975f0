"""The schema goes up and down, step by step, with what is in it, and is what the tables say."""

from __future__ import annotations

import datetime
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import IntegrityError

from ipdesk.models import queries
from ipdesk.models.core.errors import DiskFull, StoreError
from ipdesk.models.core.roles import Role
from ipdesk.models.migrations import HEAD, REVISIONS, SCRIPTS, TRIGGERS
from ipdesk.models.migrations.newest import NEWEST, make_newest, written_schema
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.store.database import open_engine, writing
from ipdesk.models.store.migrate import downgrade, stored_revision, upgrade
from ipdesk.models.tables import Base
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests import faults
from tests.models.desk import Desk, licence, works

NOW = "2024-06-20T01:00:00.000000+00:00"

# A draft with an unusual number confirmed and an application form received, as 0002 kept both.
TICKED = '[{"id":"1","kind":"gi_product","confirmed":["material:application_form","ref"]}]'

# A decision being typed.
TYPED = '{"lines":[],"minutes_number":"3","minutes_date":""}'

# What an office could have had at each revision, in the words of that revision.
CONTENT = {
    "0001": [
        "INSERT INTO office VALUES (1, '示例局', '示例局', '示知资', '', '', '', '', 1)",
        "INSERT INTO person (id, name) VALUES (1, '陈晓敏')",
        "INSERT INTO applicant VALUES (1, 'enterprise', '示例甲', 'A1', 0, '', '', '', '', '', '', '', '',"
        " 'shilijia', 'slj', '示例甲', 1)",
        "INSERT INTO achievement VALUES (1, 1, 'gi_product', '2022-01-01', 'R1', '{}', NULL, 1)",
        "INSERT INTO application VALUES (1, '2024-0001', 1, 'p', 2022, 'draft', 1, 100, 100, 0, NULL, NULL,"
        f" '', NULL, '{NOW}')",
        "INSERT INTO application_achievement VALUES (1, 0, 1, '1', '1', 2022)",
        f"INSERT INTO draft VALUES (1, '[]', '{NOW}', 1)",
        "INSERT INTO draft_ref VALUES (1, 'ZL201010123456.9')",
        f"INSERT INTO decision_draft VALUES (1, '{TYPED}', '{NOW}')",
        f"INSERT INTO application_step VALUES (1, 1, 'draft', '{NOW}', 1, '')",
        f"INSERT INTO audit_entry VALUES (1, '{NOW}', 1, 'open', 'application 1', '')",
    ],
    "0002": [
        f"INSERT INTO policy_pack VALUES ('abc', 'p', x'00', '{NOW}')",
        "INSERT INTO award_line VALUES (1, 1, 1, 0, '1', 'p/1', '一', 'awarded', 100, 100, 100, '', '{}',"
        " 'p', 'abc', 1, 'gi_product', 2022, 'R1', '{}')",
        f"INSERT INTO letter VALUES (1, 1, '示知资〔2024〕1号', '2024-06-20', 100, '{NOW}', 1)",
        "INSERT INTO letter_content VALUES (1, '{\"paper_title\": \"资助通知书\"}', x'25')",
    ],
    "0003": ["INSERT INTO received_material VALUES (1, '1', 'application_form')"],
    "0004": ["UPDATE office SET guards = 0"],
    "0005": [f"INSERT INTO notice_answer VALUES (1, 1, 'guard_x', '[]', '已核实', 1, '{NOW}')"],
    "0006": ["UPDATE applicant SET unusual_code = 0"],
    "0007": [],
    "0008": [
        "UPDATE achievement SET item = 'R1', search_text = 'R1'",
        "INSERT INTO ref_form VALUES ('gi_product', '1 {}')",
    ],
    "0009": [],
    "0010": ["UPDATE decision_draft SET revision = 3"],
    "0011": [],
    "0012": [],
    "0013": [
        "UPDATE application_step SET step = 'ACCEPT' WHERE state = 'accepted'",
        "INSERT INTO correction VALUES (1, 1, 1, '[]', '2024-06-20', 1, 5, NULL, NULL, NULL)",
    ],
    "0014": [
        "INSERT INTO calendar_year VALUES (1, 2027, '国办发明电〔2026〕9号')",
        "INSERT INTO calendar_day VALUES ('2027-01-01', 0, '元旦')",
    ],
    "0015": ["DELETE FROM person_role WHERE role = 'cashier'"],
    "0016": ["INSERT INTO own_remedies VALUES ('refusal', '不服本决定的，……')"],
    "0017": [
        "INSERT INTO call VALUES (1, 'shaoguan-2021', 2024, '2024年度第一批', '示知资〔2024〕3号',"
        f" '{NOW}', '2024-07-01T00:00:00.000000+00:00', '2023-01-01', '2023-12-31', 100, 'own', NULL, 1)",
        "UPDATE application SET call = 1, outside_reason = '台风停工'",
    ],
    "0018": [
        "INSERT INTO password VALUES (1, '$argon2id$', 0, 0, NULL)",
        "INSERT INTO recovery_code VALUES ('abc', NULL)",
    ],
    "0019": [f"INSERT INTO recusal VALUES (1, 1, 1, '配偶', '{NOW}', 1, NULL, NULL, '')"],
    "0020": ["UPDATE office SET procedure = 'reviewed'"],
    "0021": [
        "UPDATE achievement SET name = '一种示例装置', owners = '[\"示例甲\"]', filing_date = '2021-03-04'",
        "UPDATE draft SET search_text = '\n一种示例装置\n'",
    ],
    "0022": [],
    "0023": [
        "INSERT INTO application_check VALUES (1, 1, 'existing', '主体存续', '公示系统', '2024-06-20',"
        f" 'fine', '', '', 1, '{NOW}')"
    ],
    "0028": ["INSERT INTO letter_application VALUES (1, 0, 1)"],
    "0030": [
        f"INSERT INTO applicant_bar VALUES (1, 1, '侵权被判', '条例第四十九条', '2024-01-01', '2026-12-31',"
        f" '{NOW}', 1, NULL, NULL, '')",
        f"INSERT INTO passed_bar VALUES (1, 1, '限制前已申报', 1, '{NOW}')",
    ],
    "0041": [
        f"INSERT INTO batch VALUES (1, 'WITHDRAW', '{NOW}', 1, NULL, NULL)",
    ],
    "0042": [
        "UPDATE office SET minutes_from = 5000000",
        "UPDATE application SET proposed = 100, minutes_body = '局务会', minutes_text = '同意'",
        "INSERT INTO proposal VALUES (1, 1, 1, 'p', 'abc', '局务会纪要〔2024〕3号', '2024-06-20', '局务会',"
        f" '同意', 1, '{NOW}')",
        "INSERT INTO proposal_line VALUES (1, 1, 0, '1', 'p/1', '一', 'awarded', 100, 100, 100, 100, '',"
        " 'experts', '{}')",
        "INSERT INTO expert_score VALUES (1, 1, 0, '刘建平', '示例大学', '86.5', 0)",
        f"INSERT INTO departure VALUES (1, 1, '1', 'p/1', 100, 90, '会议核减', 1, '{NOW}')",
    ],
    "0044": ["UPDATE applicant SET guardian = '示例甲', guardian_relation = '母亲'"],
    "0045": [
        f"INSERT INTO upper_answer VALUES (1, '示例市局', '示市监〔2024〕2号', '2024-06-20', 1, '{NOW}')"
    ],
    "0047": [
        f"INSERT INTO clawback VALUES (1, 1, '虚构合同', '核查记录', '管理办法', 5, '{NOW}', 1, '2024-07-01',"
        " '2024-07-08', '', '', NULL, NULL, NULL, '', NULL, '')",
        "INSERT INTO clawback_line VALUES (1, 1, 50, 0)",
        f"INSERT INTO award_reversal VALUES (1, 1, 1, 'clawed_back', 50, 0, '2024-07-09', '虚构合同', '办法',"
        f" 1, NULL, 1, '{NOW}')",
        f"INSERT INTO archive_record VALUES (1, 'J012-WS·2024-D30-BGS-0001', 'D30', '', 1, '{NOW}')",
        "UPDATE office SET fonds = 'J012'",
    ],
    "0048": [
        "INSERT INTO public_notice VALUES (1, 1, '名单公示', '《办法》', '2024-06-20', 5, 'working_days', 1,"
        " '2024-06-26', '陈晓敏', '0751-8880000', '', '建设路1号', '512000', 1050, 10,"
        f" '{NOW}', 1, NULL, '', NULL)",
        "INSERT INTO published_line VALUES (1, 0, 1, 0, '1', 'p/1', '示例甲', '某作品', '登记', 100, '')",
        "INSERT INTO objection VALUES (1, 1, 1, 'unit', '示例乙', '李工', "
        f"'{NOW}', '有争议', 'request', 'open', '2024-07-04', '', NULL, NULL, '{NOW}', 1)",
        "INSERT INTO inquiry VALUES (1, 1, '税务局', '有无欠税', '2024-06-28', '2024-06-20', 1, NULL, '')",
    ],
    "0049": [],
    "0050": [
        f"INSERT INTO settlement VALUES (1, 1, '{NOW}', 1, NULL, NULL)",
        "INSERT INTO settlement_member VALUES (1, 1, 0, 0, '[]', '', '')",
    ],
    "0051": [f"INSERT INTO voided_letter VALUES (1, '账号写错', '{NOW}', 1)"],
    "0055": [
        "INSERT INTO returned_answer VALUES (1, 1, '示例市局', '示市〔2024〕2号', '2024-06-20', '[]', 1,"
        f" '{NOW}', '金额录错', 1, '{NOW}')"
    ],
    "0063": ["INSERT INTO clawback_bar VALUES (1, '骗取资金', '管理办法', 3)"],
    "0064": [
        f"INSERT INTO archive_taken_out VALUES ('J012-WS·2024-D30-BGS-0001', '漏装送达回证', 1, '{NOW}')",
    ],
    "0067": [
        "INSERT INTO letter_service VALUES (1, 1, 'left', '2024-06-20', '2024-06-20', '张三', '拒收', 1,"
        f" '{NOW}')"
    ],
    "0068": [
        f"INSERT INTO picture VALUES ('abc', x'89', 'png', 3, 2, '{NOW}')",
        "INSERT INTO check_picture VALUES (1, 0, 'abc')",
    ],
    "0072": [f"INSERT INTO reissued_letter VALUES (1, 1, '2024-06-21', '原件遗失', '{NOW}', 1)"],
    "0075": [],
    "0078": [
        "INSERT INTO incoming_paper VALUES (1, 1, 'withdrawal', '示例甲', '', '撤回申请', '2024-06-20', 1, 0,"
        f" 1, '{NOW}', NULL, '', 0)",
        "INSERT INTO archived_pages VALUES ('J012-WS·2024-D30-BGS-0001', 'material:application_form', 4)",
    ],
    "0080": ["UPDATE public_notice SET late_shown = '县政府公告栏', late_why = '系统停用'"],
    "0082": [
        "INSERT INTO service_announcement VALUES (1, 1, '住所无人', '本局')",
        "INSERT INTO service_publication VALUES (1, 1, '本局公告栏', '照片1张', 1)",
    ],
    "0083": ["UPDATE application_step SET basis = '申报通知第二条', elsewhere = '浈江区局'"],
    "0088": [
        f"INSERT INTO review_draft VALUES (1, '[]', 1, '{NOW}', 1)",
        "INSERT INTO review_draft_picture VALUES (1, 'abc', x'89')",
    ],
    "0090": [
        f"INSERT INTO objection_scope VALUES (1, 1, '异议人只针对商标一项', '{NOW}', 1)",
        "INSERT INTO objected_line VALUES (1, '1', 'p/1')",
    ],
    "0091": ["INSERT INTO publication_picture VALUES (1, 0, 'abc')"],
    "0092": [f"INSERT INTO call_change VALUES (1, 1, '{NOW}', 1, 0, 100, NULL, '财政收回')"],
    "0093": [
        "UPDATE clawback SET paid_on = '2024-05-01'",
        f"INSERT INTO clawback_return VALUES (1, 1, '2024-06-20', 100, '回单0001', 1, '{NOW}')",
    ],
    "0094": [f"INSERT INTO unpublished_change VALUES (1, 1, '许可一项减少1元', '只减少一项', 1, '{NOW}')"],
    "0096": ["UPDATE correction SET had = '[\"application_form\"]'"],
    "0097": ["INSERT INTO clause_wording VALUES ('p', 'p/1', '每件资助200元。')"],
    "0120": [
        "INSERT INTO fund VALUES (1, '省级专项资金', '专项资金', 2024, 'provincial', '', '', NULL, NULL,"
        " '2024-12-31', '2024-12-31', 'cut', 1)",
        "INSERT INTO fund_paper VALUES (1, 1, '某财工〔2024〕1号', '某财政局', 'arrival', '', '2024-01-05')",
        "INSERT INTO fund_task VALUES (1, 1, 1, '促进股', 1, '贯标', 'after_the_fact', '', '', 0, '')",
        "INSERT INTO fund_grant VALUES (1, 1, NULL, NULL, '', 100, '', 0, '')",
        "INSERT INTO grant_party VALUES (1, 1, '示例甲')",
        "INSERT INTO fund_payment VALUES (1, 1, 'treasury', NULL, '')",
        "INSERT INTO fund_account VALUES (1, 1, 'source   ', 'source', NULL, NULL, NULL)",
        "INSERT INTO fund_account VALUES (2, 1, 'fund   ', 'fund', NULL, NULL, NULL)",
        f"INSERT INTO fund_posting VALUES (1, 1, 1, 'ARRIVE', '2024-01-05', 'on', '文', NULL, 1, '{NOW}')",
        "INSERT INTO fund_movement VALUES (1, 1, 100, 1, 2)",
    ],
    "0127": [
        "INSERT INTO charged_call VALUES (1, '', 1)",
        "INSERT INTO call_charge VALUES (1, '', 1)",
        "INSERT INTO charged_grant VALUES (1, 1)",
        "INSERT INTO charged_line VALUES (1, '1', 'p/1', 100)",
        "INSERT INTO fund_ceiling VALUES (1, 1, '', NULL, 1000, 'refuse', '')",
    ],
    "0131": [
        "UPDATE clawback SET ground = 'fraud'",
        "INSERT INTO collection_reminder VALUES (1, 1, '报送收款账户', '2024-06-28', '《办法》第九条', 1,"
        f" '{NOW}')",
    ],
    "0140": [
        "INSERT INTO fund_indicator VALUES (1, 1, 'output', '数量', '培训', 'at_least', '2期', '3期', '', '',"
        " '2', '3', NULL, NULL, '', '', '', '', '', '')",
        "INSERT INTO fund_report VALUES (1, '100')",
        "INSERT INTO fund_report_line VALUES (1, 'problems', 1, '进度偏慢')",
    ],
    "0150": [
        f"INSERT INTO payment_batch VALUES (1, 1, '2024-001', 'treasury', 'unit', '', 0, 1, 1, '{NOW}', 1,"
        f" '{NOW}', 1, '2024-06-20', '')",
        "INSERT INTO payment_line VALUES (1, 1, 1, 1, 100, NULL, '示例甲', '1234567890', '', '', '', '', '',"
        " NULL, '20240000001', 1)",
        f"INSERT INTO payment_reason VALUES (1, 'holder', '更名尚未变更开户资料', 1, '{NOW}')",
        f"INSERT INTO payment_voucher VALUES (1, 1, '财指〔2024〕1号', '', '', '', '', '', NULL, 1, '{NOW}')",
        f"INSERT INTO payment_event VALUES (1, 1, 1, NULL, 'in_process', '', 1, '{NOW}')",
        "UPDATE office SET separates_payment = 1",
    ],
    "0155": [],  # a letter that went out is never changed
    "0158": ["UPDATE call SET notice_title = '关于申报2023年度知识产权资助的通知'"],
    "0162": [
        "INSERT INTO service_attempt VALUES (1, 1, 'post', '2024-06-20', NULL, '2024-06-25', '建设路1号',"
        f" '无人签收', '', 'EMS1', '陈晓敏', '', 1, '{NOW}', NULL, '', 0)",
        "INSERT INTO attempt_picture VALUES (1, 0, 'abc', '退回的信封')",
    ],
    "0163": [],
    "0164": [
        f"INSERT INTO handling VALUES (1, 1, 'clawback_notice', '', 1, 'approved', 1, 1, '{NOW}', NULL, '',"
        " NULL, NULL)",
        f"INSERT INTO handling_signature VALUES (1, 1, 1, 1, '2024-06-20', '黎志明', 1, '', '', 1, '{NOW}')",
        "INSERT INTO handling_picture VALUES (1, 0, 'abc')",
        "UPDATE office SET approval_order = 'first'",
    ],
    "0169": [],  # what was written down before has no place and no hour
    "0173": [f"INSERT INTO objection_hearing VALUES (1, 1, 1, '作品登记在后', 3, 0, 1, '{NOW}')"],
    "0174": [],  # what was lowered before has no rule
    "0175": ["UPDATE call SET upper_body = '示例市市场监督管理局'"],
    "0178": ["UPDATE office SET rules = '《示例办法》（示府规〔2021〕5号）第十九条 追回。'"],
    "0186": [
        f"INSERT INTO sheet_signing VALUES (1, 1, '', 1, '{NOW}')",
        "INSERT INTO sheet_opinion VALUES (1, 'head', '黎志明（局长）', '同意', '2024-06-20')",
        "INSERT INTO sheet_picture VALUES (1, 0, 'abc')",
    ],
    "0189": [],  # what departed stays, unless its decision is taken back
    "0191": [],  # of what was stated before nobody wrote down what became of it
    "0192": [],  # a paper that came in is never changed
    "0194": ["UPDATE application SET level = 'upper', review_by = '2024-07-18'"],
    "0195": ["UPDATE applicant_bar SET approval_number = '示市监批〔2024〕8号'"],
    "0196": [
        "UPDATE clawback SET applied = '骗取的', dropped_at = decided_at",
        "INSERT INTO clawback_consequence VALUES (1, 'credit', '《办法》第二十一条', '信用平台', 0, 0)",
    ],
    "0197": [],  # read out of the reasons that there are
    "0198": [],  # who supervises an office, and which court, nobody said before
    "0200": ["UPDATE office SET payer_name = '示例县市场监督管理局', payer_account = '44050162000100000001'"],
    "0201": ["INSERT INTO decision_score VALUES (1, 1, 'a', 'r', 0, '刘建平', '示例大学', '86.5', 0)"],
    "0202": ["UPDATE received_material SET form = 'copy'"],
    "0203": ["UPDATE office SET upper_bureau = '示例市市场监督管理局', collection_days = 15"],
    "0204": [],  # why something was not done that was told, nobody said before
    "0207": [],  # what became of the rest of an award nobody said before
    "0211": ["UPDATE call SET entrusted = 1, principal = '示例市市场监督管理局'"],
    "0215": ["UPDATE office SET payment_days = 30"],
    "0217": [
        "INSERT INTO project_contract VALUES (1, '澄科合〔2024〕1号', '2024-01-10', '2024-01-10',"
        " '2025-12-31', '2024-12-31', '2026-01-31', 50, 30, 20, '', 1)",
        "INSERT INTO project_check VALUES (1, 1, 'mid_term', 'passed', '2024-12-20', '意见表', '', NULL, 0,"
        " NULL, NULL, '')",
        "INSERT INTO funding_part VALUES (1, 1, 'recipient', 100, 50, '2024-12-31', '配套资金承诺函')",
    ],
    "0218": [
        "UPDATE achievement SET rights = '[\"ZL201910123457.4\"]', contract = '专利实施许可合同',"
        " contract_date = '2022-05-20'"
    ],
    "0219": ["INSERT INTO fund_fact VALUES (1, 1, 0, '质押融资', 29, '宗', 100)"],
    "0220": ["UPDATE office SET bank_template = 'icbc'"],
    "0221": ['UPDATE call SET materials = \'[["p/1","作品样本","copy",2,"第四条"]]\''],
    "0222": [
        f"INSERT INTO material_file VALUES ('abc', 'pdf', 9, '{NOW}')",
        "INSERT INTO attached_file VALUES (1, 1, 'a', 'application_form', 'abc', 1,"
        f" '{NOW}', NULL, NULL, '')",
    ],
    "0223": [
        f"INSERT INTO imported_list VALUES (1, '{NOW}', 1, '清单', 'a', 'patent_grant', '专利号', '{{}}',"
        " 1, 0)",
        "INSERT INTO registered_achievement VALUES (9, 'patent_grant', 'CN201910123457', '',"
        f" 'ZL201910123457.4', '2021-03-02', '{{}}', '', '茶架', '[\"示例甲\"]', '', NULL, 1, '{NOW}')",
        "INSERT INTO achievement_holder VALUES (9, 1, 1)",
        "INSERT INTO applicant_former_name VALUES (1, 1, '示例旧名', '2024-06-20')",
    ],
    "0224": ["UPDATE applicant SET town = '白沙镇', industry = '358'"],
    "0225": [
        "UPDATE applicant SET bank_number = '402581000012'",
        "INSERT INTO applicant_account VALUES (9, 1, 'corporate', '', '示例银行', '80020000090000001',"
        f" '402581000012', 1, '基本户变更', '开户许可证', 1, '{NOW}')",
    ],
}


@pytest.fixture
def engine(data_dir: Path) -> Iterator[Engine]:
    made = open_engine(data_dir / DATABASE_NAME, 1.0, "mode=rwc")
    # As the store has them for a step.
    event.listen(made, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))
    yield made
    made.dispose()


def tables(connection: Connection) -> set[str]:
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    return {name for name in found if not name.startswith("sqlite_")}


def rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    names = tables(connection) - {"alembic_version"}
    return {
        name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in names
    }


def fill(connection: Connection, last: str) -> None:
    """Go up to a revision, with what an office could have had on the way."""
    for revision in REVISIONS[: REVISIONS.index(last) + 1]:
        upgrade(connection, revision)
        for statement in CONTENT[revision]:
            connection.exec_driver_sql(statement)


def test_the_names_of_the_files_tell_the_revisions_that_alembic_goes_through() -> None:
    scripts = ScriptDirectory(str(SCRIPTS))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_every_revision_has_content_to_be_kept() -> None:
    assert tuple(CONTENT) == REVISIONS


def test_the_steps_make_exactly_the_triggers_that_a_start_looks_for(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        upgrade(connection)
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
        assert set(found) == TRIGGERS


def test_a_new_database_is_made_as_all_steps_would(engine: Engine, tmp_path: Path) -> None:
    """After a new step: .venv/bin/python -m tests.models.store.write_newest."""
    with writing(engine).begin() as connection:
        upgrade(connection)
        by_steps = written_schema(connection), stored_revision(connection)
    made = open_engine(tmp_path / DATABASE_NAME, 1.0, "mode=rwc")
    with writing(made).begin() as connection:
        make_newest(connection)
        assert (written_schema(connection), stored_revision(connection)) == by_steps
    made.dispose()
    assert NEWEST.read_text(encoding="utf-8") == by_steps[0]


def test_the_steps_make_exactly_the_tables_of_the_program(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        upgrade(connection)
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
        made = checks(connection), triggers(connection)
    described = create_engine("sqlite://")
    Base.metadata.create_all(described)
    with described.connect() as connection:
        assert made == (checks(connection), triggers(connection))


def checks(connection: Connection) -> dict[str, list[str]]:
    """Return the checks of each table as they are written."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {
        name: sorted(re.findall(r"CONSTRAINT ck_.*?(?=,? ?\n)", sql)) for name, sql in found if "CHECK" in sql
    }


def triggers(connection: Connection) -> dict[str, str]:
    """Return the triggers, without blanks that mean nothing."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: " ".join(sql.split()) for name, sql in found}


def test_every_step_up_and_down_keeps_what_is_there(engine: Engine) -> None:
    """Up a step, fill, up the next; then down again: what stood before each step stands after it."""
    before: dict[str, dict[str, list[tuple[object, ...]]]] = {}
    for revision in REVISIONS:
        with writing(engine).begin() as connection:
            upgrade(connection, revision)
            for statement in CONTENT[revision]:
                connection.exec_driver_sql(statement)
            before[revision] = rows(connection)
    for revision in reversed(REVISIONS[:-1]):
        with writing(engine).begin() as connection:
            downgrade(connection, revision)
            assert rows(connection) == before[revision]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_what_was_refused_before_there_was_such_a_state_is_refused(engine: Engine) -> None:
    """Of two that were notified, only that whose letter was a refusal."""
    steps = "SELECT state, step FROM application_step WHERE id > 1 ORDER BY id"
    states = "SELECT state FROM application ORDER BY id"
    with writing(engine).begin() as connection:
        fill(connection, "0048")
        copied = "INSERT INTO application SELECT 2, '2024-0002', " + ", ".join(
            row[1] for row in connection.exec_driver_sql("PRAGMA table_info(application)").all()[2:]
        )
        for statement in (
            f"{copied} FROM application WHERE id = 1",
            "UPDATE application SET state = 'notified'",
            "INSERT INTO letter"
            " (id, kind, application_id, number, date, amount, issued_at, issued_by, sha256)"
            f" VALUES (9, 'refusal_decision', 2, '示知资不予〔2024〕1号', '2024-06-20', 0, '{NOW}', 1, 'a')",
            f"INSERT INTO application_step VALUES (2, 1, 'notified', '{NOW}', 1, '1号', 'NOTIFY')",
            f"INSERT INTO application_step VALUES (3, 2, 'notified', '{NOW}', 1, '1号', 'NOTIFY')",
        ):
            connection.exec_driver_sql(statement)
        before = [connection.exec_driver_sql(asked).all() for asked in (states, steps)]
        upgrade(connection, "0049")
        assert connection.exec_driver_sql(states).scalars().all() == ["notified", "refused"]
        told = [("notified", "NOTIFY"), ("refused", "REFUSE")]
        assert [tuple(row) for row in connection.exec_driver_sql(steps)] == told
        downgrade(connection, "0048")
        assert [connection.exec_driver_sql(asked).all() for asked in (states, steps)] == before


def test_a_store_upgrades_an_older_database_and_keeps_what_is_in_it(engine: Engine, data_dir: Path) -> None:
    with writing(engine).begin() as connection:
        upgrade(connection, REVISIONS[0])
        for statement in CONTENT[REVISIONS[0]]:
            connection.exec_driver_sql(statement)
        held = rows(connection)
    engine.dispose()
    Store.open(data_dir).close()
    with engine.connect() as connection:
        assert stored_revision(connection) == HEAD
        now = rows(connection)
        [standing] = now.pop("office")
        *values, rules, promised, supervision, court, holder, account, bank = standing[:-8]
        nothing_asked = ("", "", "", "", "", 0, 0, "")
        assert standing[-8:] == nothing_asked, "letters ask for nothing to be done before payment"
        *rest, hearing, fonds, category, section, telephone, postcode, payment, order = values
        assert (supervision, court) == ("", ""), "notices and remedies say what they said"
        assert (holder, account, bank) == ("", "", ""), "nobody said yet from where the office pays"
        assert promised == 20, "what receipts promise"
        assert rules == "", "papers that rest on rules ask for them"
        assert order == "along", "forms come along with their papers, as before"
        assert payment == 0, "one person may prepare and sign a batch, until the office wants two"
        assert (telephone, postcode) == ("", ""), "no notice was published that would have said them"
        assert (hearing, fonds, category, section) == (5, "", "", ""), "no archive until it is asked for"
        *office, guards, asks_password, separates_decision, lock_minutes, procedure, least = rest
        assert [tuple(office)] == held.pop("office")
        assert guards == 0, "national notices are off until the office asks for them"
        assert (asks_password, separates_decision, lock_minutes) == (0, 0, 10), "nothing is asked for unasked"
        assert least == 0, "every decision rests on minutes, as before"
        assert procedure == "", "no stage is between acceptance and decision until the office asks for one"
        assert [(person, None) for person in held.pop("person")] == [
            ((number, name), retired) for number, name, retired in now.pop("person")
        ]
        roles = {role for person, role in now["person_role"] if person == 1}
        assert roles == set(Role), "whoever worked here goes on doing everything"
        [(*applicant, _, core, revision)] = [row[:-7] for row in now["applicant"]]
        assert set(now.pop("applicant")[0][-7:]) == {""}, "nobody was asked for guardian, place and industry"
        [(*before, _, core_before, revision_before)] = held.pop("applicant")
        assert (applicant, core, revision) == (before, core_before, revision_before)
        [found] = now.pop("achievement")
        achievement, (item, texts, found_by), said = found[:-9], found[-9:-6], found[-6:]
        assert [tuple(achievement)] == held.pop("achievement")
        assert (item, texts, found_by) == ("R1", "{}", "R1")
        assert said == ("", "[]", None, "[]", "", None), "nobody has written down what is on old certificates"
        [(*draft, draft_found_by)] = now.pop("draft")
        assert ([tuple(draft)], draft_found_by) == (held.pop("draft"), "")
        [(application, _, ref, *_)] = now.pop("draft_ref")
        assert [(application, ref)] == held.pop("draft_ref")
        [(*typed, saved_once)] = now.pop("decision_draft")
        assert ([tuple(typed)], saved_once) == (held.pop("decision_draft"), 1)
        [(*application, call, reason, body, resolution, proposed, level, promised)] = now.pop("application")
        assert (level, promised) == ("", None), "a draft keeps nothing of the kind before its acceptance"
        assert [tuple(application)] == held.pop("application")
        assert (call, reason) == (0, ""), "what came in before belongs to no call"
        assert (body, resolution, proposed) == ("", "", None), "nothing was proposed before"
        [(*begun, step, basis, elsewhere)] = now.pop("application_step")
        assert ([tuple(begun)], step) == (held.pop("application_step"), ""), "no step led to the beginning"
        assert basis == elsewhere == "", "nobody said either before"
        [(*entry, previous, own), added] = now.pop("audit_entry")
        assert [tuple(entry)] == held.pop("audit_entry")
        # printf '["","2024-06-20T01:00:00.000000+00:00",1,"open","application 1",""]' | sha256sum
        chained = "0c4d69bb46b72df97d8b87e1a0b9916004bfcde2ed1a13afa6392dc22ccc50cf"
        assert (previous, own) == ("", chained)
        assert added[2:7] == (None, "chain", "office 1", "entries:1", chained)
        assert {name: now[name] for name in held} == held


def test_before_the_first_step_a_copy_is_laid_beside_that_the_older_program_can_open(
    engine: Engine, data_dir: Path
) -> None:
    with writing(engine).begin() as connection:
        fill(connection, "0005")
        held = rows(connection)
    engine.dispose()
    day = datetime.date.today()
    for _ in range(2):  # the second start finds nothing to do
        Store.open(data_dir).close()
    [copy] = data_dir.glob("ipdesk-*.sqlite")
    assert copy.name in (f"ipdesk-0005-{one:%Y%m%d}.sqlite" for one in (day, datetime.date.today()))
    kept = open_engine(copy, 1.0)
    with kept.connect() as connection:
        assert (stored_revision(connection), rows(connection)) == ("0005", held)
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    kept.dispose()
    assert not copy.stat().st_mode & 0o077 or os.name == "nt"


def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path) -> None:
    with faults.small_disk(tmp_path / "small", "2m") as disk:
        made = open_engine(disk / DATABASE_NAME, 1.0, "mode=rwc")
        with writing(made).begin() as connection:
            upgrade(connection, "0005")
        made.dispose()
        before = (disk / DATABASE_NAME).read_bytes()
        filler = faults.fill(disk, 100_000)
        with pytest.raises(DiskFull, match="没有打开"):
            Store.open(disk)
        filler.unlink()
        assert {path.name: path.read_bytes() for path in disk.iterdir()} == {DATABASE_NAME: before}
        Store.open(disk).close()
        assert len(list(disk.glob("*.sqlite"))) == 2


def test_letters_that_went_out_before_get_the_hash_and_the_title_of_their_paper(
    engine: Engine, data_dir: Path
) -> None:
    with writing(engine).begin() as connection:
        fill(connection, "0006")
    engine.dispose()
    store = Store.open(data_dir)
    letter = store.read(queries.letter, 1)
    assert (letter.pdf, letter.row.title) == (b"%", "资助通知书")
    store.close()


def test_materials_ticked_in_a_draft_get_a_field_of_their_own_and_lose_it(
    engine: Engine, data_dir: Path
) -> None:
    with writing(engine).begin() as connection:
        upgrade(connection, "0002")
        for statement in (*CONTENT["0001"], *CONTENT["0002"]):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE draft SET content = ?", (TICKED,))
    store = Store.open(data_dir)
    draft = store.read(queries.draft, 1)
    store.close()
    assert draft is not None
    [row] = draft.rows
    assert (row.confirmed, row.received) == ({"ref"}, {"application_form"})
    with writing(engine).begin() as connection:
        downgrade(connection, "0002")
        assert connection.exec_driver_sql("SELECT content FROM draft").scalar() == TICKED


def test_applicants_registered_before_are_found_like_new_ones(engine: Engine, data_dir: Path) -> None:
    """Registered with signs of all kinds, which stay; the search knows them by their plain form."""
    names = {
        1: ("enterprise", "示例(韶关)科技 有限公司"),
        2: ("individual", "⼴•曾示例"),
        3: ("individual", "曾示例"),
    }
    with writing(engine).begin() as connection:
        upgrade(connection, "0005")
        insert = (
            "INSERT INTO applicant VALUES (?, ?, ?, ?, 0, '', '林\u200b敏', '', '0751-8881234、13800138000',"
            " '', '', '', '', 'x', 'x', 'x', 1)"
        )
        for number, (kind, name) in names.items():
            connection.exec_driver_sql(insert, (number, kind, name, f"G{number}"))
    store = Store.open(data_dir)
    queries_and_found = {
        "示例（韶关）科技有限公司": [1], "slsg": [1], "广·曾": [2], "zengshili": [2, 3], "林敏": [1, 2, 3],
        "07518881234": [1, 2, 3], "g2": [2],
    }  # fmt: skip
    for text, wanted in queries_and_found.items():
        hits = store.read(queries.search_applicants, text)
        assert sorted(hit.id for hit in hits) == wanted, text
    assert {hit.id: hit.name for hit in store.read(queries.search_applicants, "")} == {
        number: name for number, (_, name) in names.items()
    }
    store.close()
    with writing(engine).begin() as connection:
        downgrade(connection, "0005")
        found = connection.exec_driver_sql("SELECT initials FROM applicant ORDER BY id").scalars()
        assert [initials[-3:] for initials in found][2] == "csl"


def test_applicants_of_the_former_program_are_found_by_either_writing(engine: Engine, data_dir: Path) -> None:
    with writing(engine).begin() as connection:
        fill(connection, "0008")
        connection.exec_driver_sql("UPDATE applicant SET name = '陳示例', search_text = '\n陳示例\n'")
    store = Store.open(data_dir)
    assert [hit.name for hit in store.read(queries.search_applicants, "陈示例")] == ["陳示例"]
    store.close()


# What an office had stored as typed, with the normal form that each gets; one kind is of its own policy.
TYPED = [
    ("patent_transaction", "第Y2022440000123号", {}, "Y2022440000123"),
    ("trademark_registration", "国际注册第1234567号", {}, "G1234567"),
    ("patent_grant", "11,222,333 B2", {"family": "ｆ－1", "region": "US"}, "US11222333"),
    ("litigation_win", "（2022）粤73知民初0123号", {}, "2022粤73知民初123"),
    ("city_patent_award", "证书（2022）第ａ-1号", {}, "证书(2022)第A-1号"),
]


def test_what_was_stored_as_typed_gets_its_normal_form(engine: Engine, data_dir: Path) -> None:
    form = [
        {"id": kind, "kind": kind, "ref": ref, "facts": facts, "confirmed": []}
        for kind, ref, facts, _ in TYPED
    ]
    insert = (
        "INSERT INTO achievement (id, applicant_id, kind, date, ref, facts, ordinal)"
        " VALUES (?, 1, ?, '2022-01-01', ?, ?, 1)"
    )
    with writing(engine).begin() as connection:
        fill(connection, "0007")
        for number, (kind, ref, facts, _) in enumerate(TYPED, start=2):
            written = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
            connection.exec_driver_sql(insert, (number, kind, ref, written))
        connection.exec_driver_sql("UPDATE draft SET content = ?", (json.dumps(form),))
        granted = rows(connection)["award_line"]
    engine.dispose()
    Store.open(data_dir).close()
    with engine.connect() as connection:
        stored = rows(connection)
    added = [(*line, "", "") for line in granted]  # by which rule, and on what ground, it was lowered
    assert stored["award_line"] == added, "what was granted is not touched"
    items = {(kind, ref): item for _, _, kind, _, ref, _, _, _, item, *_ in stored["achievement"]}
    assert items == {("gi_product", "R1"): "R1"} | {(kind, ref): item for kind, ref, _, item in TYPED}
    assert {(kind, item) for _, kind, _, item, _ in stored["draft_ref"]} == {
        (kind, item) for kind, _, _, item in TYPED
    }
    [foreign] = [found for found in stored["achievement"] if found[2] == "patent_grant"]
    assert foreign[9:11] == ('{"family":"F-1","region":"US"}', "11222333B2 US11222333")


def test_a_form_that_changed_with_the_program_is_derived_again_and_else_nothing_is_written(
    engine: Engine, data_dir: Path
) -> None:
    Store.open(data_dir).close()
    with writing(engine).begin() as connection:
        assert len(rows(connection)["ref_form"]) == len(standard_vocabulary().kinds)
        downgrade(connection, "0001")
        for statement in CONTENT["0001"]:
            connection.exec_driver_sql(statement)
    Store.open(data_dir).close()
    with writing(engine).begin() as connection:
        connection.exec_driver_sql("UPDATE achievement SET ref = '公告第０1号'")
    with engine.connect() as connection:
        version = connection.exec_driver_sql("PRAGMA data_version").scalar()
        Store.open(data_dir).close()
        assert connection.exec_driver_sql("PRAGMA data_version").scalar() == version
    with writing(engine).begin() as connection:
        connection.exec_driver_sql("UPDATE ref_form SET form = 'earlier' WHERE kind = 'gi_product'")
    with pytest.raises(StoreError, match="请先打开一次窗口"):
        Store.open_to_read(data_dir)
    Store.open(data_dir).close()
    Store.open_to_read(data_dir).close()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT item FROM achievement").scalar() == "1"


def test_down_to_nothing_and_up_again(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        upgrade(connection)
        first = {row[0] for row in connection.exec_driver_sql("SELECT sql FROM sqlite_master")}
        downgrade(connection, "base")
        assert tables(connection) == {"alembic_version"}
        upgrade(connection)
        assert {row[0] for row in connection.exec_driver_sql("SELECT sql FROM sqlite_master")} == first


def test_a_step_that_fails_leaves_the_database_as_it_was(
    engine: Engine, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ipdesk.models.store.migrate as migrate

    with writing(engine).begin() as connection:
        upgrade(connection, REVISIONS[0])
        before = tables(connection)
    engine.dispose()

    def broken(connection: Connection) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrate, "_check_foreign_keys", broken)
    with pytest.raises(RuntimeError):
        Store.open(data_dir)
    with engine.connect() as connection:
        assert stored_revision(connection) == REVISIONS[0]
        assert tables(connection) == before


def test_the_database_is_set_up_for_safe_writing(desk: Desk, data_dir: Path) -> None:
    def settings(session: object) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]  # type: ignore[attr-defined]

    assert desk.store.read(settings) == ["wal", 2, 1]


def test_money_in_the_database_is_whole_fen_and_never_negative(desk: Desk, data_dir: Path) -> None:
    desk.confirmed(desk.register(), works(), licence())
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        kinds = {
            kind
            for column in ("computed", "amount", "granted")
            for (kind,) in connection.execute(f"SELECT DISTINCT typeof({column}) FROM award_line")
        }
        assert kinds == {"integer"}
        for wrong in ("1.5", "-1"):
            with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
                connection.execute(f"UPDATE application SET amount = {wrong}")


def test_letters_that_went_out_before_are_award_notifications_and_others_need_no_number(
    engine: Engine,
) -> None:
    with writing(engine).begin() as connection:
        fill(connection, "0012")
        known = connection.exec_driver_sql("SELECT number, kind FROM letter").all()
        assert known == [("示知资〔2024〕1号", "award_notification")]
        with pytest.raises(IntegrityError, match="letter is never changed"):
            connection.exec_driver_sql("UPDATE letter SET kind = 'receipt'")
        columns = "application_id, date, amount, issued_at, issued_by, sha256"
        for _ in range(2):
            connection.exec_driver_sql(
                f"INSERT INTO letter ({columns}, kind) SELECT {columns}, 'receipt' FROM letter WHERE id = 1"
            )
        with pytest.raises(IntegrityError, match="NOT NULL"):
            downgrade(connection, "0011")
