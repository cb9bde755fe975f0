"""What the award notification says, to whom, and when it is refused."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ipdesk.documents.errors import DocumentError, LetterDataError, MissingGlyphError, TemplateError
from ipdesk.models.records.reversals import AskedToCollect
from ipdesk.paths import resource
from tests.documents.letters import letters
from tests.documents.letters.letters import FILE, render, render_batch
from tests.documents.letters.paper import pages, text


def joined(pdf: bytes) -> str:
    return text(pdf).replace("\n", "")


def test_a_company_with_two_awards() -> None:
    said = joined(render(letters.TWO))
    for expected in (
        "云溪县恒信电子科技股份有限公司：你单位提交的2022年度知识产权资助（奖励）申请（申请编号：YX2022-0021），",
        "我局已于2022年3月18日受理。根据《韶关市促进知识产权创新发展和强化知识产权保护的若干措施》",
        "（韶府办发函〔2021〕188号，以下简称《若干措施》），经审核，并经我局2022年8月30日局务会议研究审定，现将有关事项通知如下：",
        "资金共计28,000.00元（大写：人民币贰万捌仟元整），",
        "（一）作品著作权登记100件。依据《若干措施》第四条，按每件200.00元计算，审定金额为20,000.00元。",
        "按合同金额的1%计算，审定金额为8,000.00元。",
        "户名：云溪县恒信电子科技股份有限公司开户银行：中国农业银行股份有限公司云溪县支行账号：44125501040012345",
        "联系人：李敏；联系电话：0751-5550123；地址：云溪县云溪街道文昌路8号行政服务中心203室。",
    ):
        assert expected in said
    assert "核减" not in said
    assert "行政复议" not in said


def test_brackets_within_brackets_are_of_two_kinds() -> None:
    lease = replace(
        letters.LICENCE, title="房租补贴（A-1（二））", basis="（月租×面积100平方米（最多计80平方米））的50%"
    )
    said = joined(render(letters.with_items(letters.ONE, lease)))
    assert "房租补贴［A-1（二）］。" in said and "按［月租×面积100平方米（最多计80平方米）］的50%计算" in said


def test_reductions_and_refusals_are_explained() -> None:
    said = joined(render(letters.CUT))
    assert "核算金额为63,000.00元，核减21,250.00元，审定金额为41,750.00元。理由：同一单位每年最多资助" in said
    assert (
        "依据《若干措施》第四条不予资助（奖励），核算金额200.00元全部核减。理由：同一单位每年资助的" in said
    )
    assert "不符合《若干措施》第十一条规定的条件。理由：有效发明专利0件" in said
    assert "60日内向云溪县人民政府申请行政复议" in said


def test_a_letter_that_cuts_something_names_the_body_or_is_not_printed() -> None:
    silent = replace(letters.CUT, issuer=replace(letters.CUT.issuer, remedies=" "))
    with pytest.raises(TemplateError, match=r"权利告知.*设置 › 单位和人员"):
        render(silent)


def test_an_office_says_in_its_own_words_where_to_appeal() -> None:
    own = "可以自收到本通知书之日起60日内向云溪县人民政府申请行政复议。"
    letter = replace(letters.CUT, issuer=replace(letters.CUT.issuer, remedies=own))
    said = joined(render(letter))
    assert "权利告知" in said and own in said
    assert "。。" not in said
    for items, what in (
        ((letters.WORKS, letters.WORK_TOO_MANY), "未予资助（奖励）的事项"),
        ((letters.INSURANCE,), "核减的事项"),
        ((letters.INSURANCE, letters.WORK_TOO_MANY), "核减或者未予资助（奖励）的事项"),
    ):
        said = joined(render(letters.with_items(letters.ONE, *items)))
        assert f"对{what}有异议的" in said, "of what it does, and nothing else"
    two = replace(letters.TWO, issuer=letter.issuer)
    assert "行政复议" not in joined(render(two)), "nothing was cut: there is nothing to appeal against"


def test_every_state_has_its_words() -> None:
    said = joined(render(letters.EVERY_STATE))
    for expected in (
        "不属于《若干措施》资助（奖励）的范围",
        "尚未核定",
        "申报内容不全",
        "不符合《若干措施》",
        "不予资助",
    ):
        assert expected in said


def test_a_line_that_the_office_refused_itself_says_so() -> None:
    refused = replace(letters.WORKS, granted=0, reason="经核查，登记证书已被撤销。")
    said = joined(render(letters.with_items(letters.ONE, letters.LICENCE, refused)))
    assert "审定不予资助（奖励），核算金额20,000.00元全部核减。理由：经核查，登记证书已被撤销。" in said


def test_sections_and_items_are_counted_without_gaps() -> None:
    said = text(render(letters.DUTIES))
    assert [line[:1] for line in said.split("\n") if line[1:2] == "、"] == ["一", "二", "三"]
    assert "（一）你单位应当按不低于1:1的比例落实配套资金，不少于200,000.00元。" in said.replace("\n", "")
    assert "（二）你单位三年内不得迁出本县。" in said
    assert "（三）收款账户信息有误" in said


def test_one_item_alone_bears_no_number() -> None:
    said = joined(render(letters.with_items(letters.ONE, letters.LICENCE, letters.WORK_TOO_MANY)))
    assert "具体如下：专利转让许可（一种可调式板材夹持装置" in said
    assert "本次未予资助（奖励）：作品著作权登记1件。依据" in said
    two = joined(render(letters.TWO))
    assert "（一）作品著作权登记100件。" in two and "（二）专利转让许可" in two


def test_a_number_outside_brackets_stays_in_an_offices_own_wording(tmp_path: Path) -> None:
    folder = own_template(
        tmp_path, ('subheading: "[（{index}）]{title}。"', 'subheading: "（{index}）{title}。"')
    )
    assert "具体如下：（一）专利转让许可" in joined(render(letters.ONE, templates_dir=folder))


def test_requirements_are_numbered_at_the_second_level() -> None:
    said = joined(render(letters.TWO))
    assert "三、有关要求（一）收款账户信息有误或者发生变更的，你单位应当在资金拨付前书面告知我局。" in said
    assert "（二）你单位应当对申报材料的真实性负责" in said and "（三）对本通知书有疑问的" in said


def test_a_decided_sum_says_who_decided_it_within_which_bounds() -> None:
    said = joined(render(letters.with_items(letters.ONE, letters.REVIEWED)))
    assert (
        "依据《若干措施》第九条（审批时核定，最高200,000.00元），经我局2022年8月30日局务会议研究，审定金额为150,000.00元。"
        in said
    )
    without = replace(letters.with_items(letters.ONE, letters.REVIEWED), meeting="")
    assert "（审批时核定，最高200,000.00元），审定金额为150,000.00元。" in joined(render(without))
    assert "权利告知" not in said, "nothing of it could be more"
    judged = replace(letters.REVIEWED, score="80.83", below=True)
    said = joined(render(letters.with_items(letters.ONE, judged)))
    assert (
        "最高200,000.00元），经专家评审（平均分80.83分），经我局2022年8月30日局务会议研究，审定金额为" in said
    )
    assert "低于最高限额的理由" not in said, "nobody wrote one down"
    why = joined(render(letters.with_items(letters.ONE, replace(judged, why="会议认为培育目标偏低"))))
    assert "审定金额为150,000.00元。审定金额低于最高限额的理由：会议认为培育目标偏低。" in why
    assert "对核定金额低于最高限额的事项有异议的，可以自收到本通知书之日起" in said


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"computed": 60000000, "granted": 20000000, "reason": "拟定的金额超过规定的最高限额"},
            "拟定金额为600,000.00元，核减400,000.00元，经我局2022年8月30日局务会议研究，审定金额为200,000.00元。理由：拟定的",
        ),
        (
            {"granted": 0, "reason": "课题未通过评审"},
            "经我局2022年8月30日局务会议研究，不予资助（奖励），拟定金额150,000.00元全部核减。理由：课题未通过评审。",
        ),
    ],
)
def test_a_decided_sum_was_never_computed(changes: dict[str, Any], expected: str) -> None:
    item = replace(letters.REVIEWED, **changes)
    said = joined(render(letters.with_items(letters.ONE, letters.LICENCE, item)))
    assert expected in said and "核算金额" not in said


def test_an_own_wording_without_decided_sums_words_them_as_others(tmp_path: Path) -> None:
    wording = resource("letters", FILE).read_text(encoding="utf-8")
    kept, skipped = [], False
    for line in wording.splitlines():
        skipped = line.startswith("      decided_") or (skipped and line.startswith("        "))
        kept += [] if skipped else [line]
    (tmp_path / FILE).write_text("\n".join(kept), encoding="utf-8")
    said = joined(render(letters.with_items(letters.ONE, letters.REVIEWED), templates_dir=tmp_path))
    assert "依据《若干措施》第九条，审定金额为150,000.00元。" in said


def test_an_authority_is_written_to_by_letter_and_told_of_no_court() -> None:
    county = replace(letters.CUT, addressee="云溪县人民政府", addressee_is_authority=True)
    said = joined(render(county))
    assert "2022年度知识产权资助（奖励）告知函" in said
    assert "给予县人民政府资助（奖励）资金共计" in said and "你单位" not in said
    assert "县人民政府对核减或者未予资助（奖励）的事项有异议的，请书面函告我局。特此函告。" in said
    assert "特此通知" not in said and "通知书" not in said
    for words in ("行政复议", "行政诉讼", "骗取"):
        assert words not in said
    assert "现将有关事项函告如下：" in said and "如下：一、" in said
    assert "上述资金由财政部门按规定下达指标。三、" not in said and "由财政部门按规定下达指标。" in said
    for words in ("国库集中支付", county.account_number, "收款账户", "开户银行"):
        assert words not in said, "money between budgets goes into no account"
    no_account = replace(county, account_number="")
    assert "信息不全" not in joined(render(no_account))
    no_remedies = replace(county, issuer=replace(county.issuer, remedies=""))
    assert render(no_remedies).startswith(b"%PDF"), "what is not printed need not be filled in"


def test_the_office_sets_until_when_it_pays_and_duties_are_done(tmp_path: Path) -> None:
    plain = joined(render(letters.DUTIES))
    assert "上述资金按规定程序拨付至你单位填报的下列账户：" in plain, "nobody knows how yet"
    folder = own_template(
        tmp_path,
        ('payment_within: ""', "payment_within: 自本通知书印发之日起30个工作日内"),
        ('duties_by: ""', "duties_by: 于2022年12月31日前"),
    )
    said = joined(render(letters.DUTIES, templates_dir=folder))
    assert "上述资金自本通知书印发之日起30个工作日内按规定程序拨付至" in said
    assert "（二）你单位三年内不得迁出本县，于2022年12月31日前完成。" in said


def test_whose_account_it_is_and_what_follows_where_none_was_given() -> None:
    child = replace(letters.PERSON, guardian="陈建国", account_name="陈建国")
    assert "拨付至你的监护人填报的下列账户：户名：陈建国" in joined(render(child))
    assert "（二）你的监护人陈建国应当对申报材料的真实性负责" in joined(render(child))
    said = joined(render(letters.NO_ACCOUNT))
    assert (
        "15个工作日内（收到当日不计算在内）办理下列领取手续：书面报送收款账户的户名、开户银行和账号，" in said
    )
    assert "并附收款银行账户证明复印件。" in said and "在资金拨付前书面告知" not in said
    assert (
        "逾期没有办理的，我局将书面催领；经催领仍不办理，也没有书面说明正当理由的，处理决定由我局书面通知"
        in said
    )


def test_the_recipient_is_told_what_to_do_to_be_paid_and_when_the_money_comes() -> None:
    assert "资金到账后请及时核对，金额不符或者未到账的，请与我局联系。" in joined(render(letters.TWO))
    rule = "《云溪县专项资金管理办法》（云府规〔2021〕5号）第十五条"
    asked = AskedToCollect("提交加盖财务专用章的收款收据", 10, rule)
    said = joined(render(replace(letters.TWO, asked=asked, channel="通过银行转账")))
    assert "上述资金通过银行转账拨付至你单位填报的下列账户：" in said
    assert (
        f"请你单位依据{rule}，自收到本通知书之日起10个工作日内（收到当日不计算在内）办理下列领取手续："
        "提交加盖财务专用章的收款收据。逾期没有办理的，我局将书面催领"
    ) in said
    paid = replace(letters.TWO, paid_on=date(2022, 9, 1), channel="通过国库集中支付")
    said = joined(render(paid))
    assert "上述资金已于2022年9月1日通过国库集中支付拨付至你单位填报的下列账户：" in said
    assert "在资金拨付前" not in said and "资金到账后请及时核对" in said


def test_a_person_is_addressed_as_one() -> None:
    said = joined(render(letters.PERSON))
    assert "你提交的" in said
    assert "你单位" not in said


@pytest.mark.parametrize("name", ["陈𬭎喆", "㛃𫖯䶮堃", "張𠮷"])
def test_rare_names_copy_out_of_the_letter(name: str) -> None:
    pdf = render(replace(letters.PERSON, addressee=name, account_name=name))
    assert f"{name}：" in text(pdf)
    document = pypdfium2.PdfDocument(pdf)
    assert name in document[0].get_textpage().get_text_range()
    document.close()


def test_without_an_account_the_letter_asks_for_it() -> None:
    assert "缺少户名、开户银行、账号，报送并核对无误后拨付。请你单位自收到" in joined(
        render(letters.NO_ACCOUNT)
    )
    assert "缺少开户银行，" in joined(render(replace(letters.TWO, bank_name=" ")))


def test_without_a_meeting_the_words_about_it_fall_away() -> None:
    assert "经审核，现将有关事项" in joined(render(replace(letters.TWO, meeting="")))


def test_typed_blanks_and_invisible_characters_do_not_reach_the_paper() -> None:
    letter = replace(letters.TWO, addressee="\ufeff云溪县恒信\u200b有限公司\n", bank_name="中国 农业银行")
    said = text(render(letter))
    assert "云溪县恒信有限公司：" in said
    assert "\u200b" not in said
    assert "中国 农业银行" in said, "a name stays as it was registered"


def test_the_same_letter_gives_the_same_bytes_in_any_process() -> None:
    here = hashlib.sha256(render(letters.CUT)).hexdigest()
    program = (
        "import hashlib; from tests.documents.letters import letters;"
        "from tests.documents.letters.letters import render;"
        "print(hashlib.sha256(render(letters.CUT)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.strip() == here


def test_a_batch_is_its_letters_one_after_the_other() -> None:
    several = [letters.TWO, letters.PERSON, letters.CUT]
    assert text(render_batch(several)) == "\n".join(text(render(letter)) for letter in several)


def test_printed_on_both_sides_every_letter_begins_on_a_sheet_of_its_own() -> None:
    several = [letters.CUT, letters.TWO]
    assert len(pages(render_batch(several))) == 5
    sheets = pages(render_batch(several, both_sides=True))
    assert len(sheets) == 6
    assert not sheets[3].chars


def test_a_batch_tells_its_progress_and_can_be_cancelled() -> None:
    told: list[int] = []

    def progress(done: int) -> None:
        told.append(done)
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        render_batch([letters.TWO] * 5, progress)
    assert told == [1, 2]


def test_a_batch_says_whose_letter_cannot_be_printed() -> None:
    bad = replace(letters.PERSON, account_name="陈\ue000")
    with pytest.raises(MissingGlyphError, match="陈𬭎喆") as caught:
        render_batch([letters.TWO, bad])
    assert caught.value.message.startswith("致“陈𬭎喆”的资助（奖励）通知书：")


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        (replace(letters.TWO, total=1), "不一致"),
        (letters.with_items(letters.ONE, letters.CERTIFICATION), "没有予以资助"),
        (letters.with_items(letters.ONE, replace(letters.WORKS, granted=2000001)), "大于核算金额"),
        (replace(letters.TWO, number=" "), "发文字号"),
        (replace(letters.TWO, issuer=replace(letters.ISSUER, red_header="")), "红头名称"),
    ],
)
def test_data_that_contradict_themselves_are_refused(letter: letters.AwardLetter, words: str) -> None:
    with pytest.raises(LetterDataError, match=words):
        render(letter)


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        (replace(letters.TWO, application_number=""), "申请编号"),
        (letters.with_items(letters.ONE, replace(letters.INSURANCE, reason="")), "理由"),
    ],
)
def test_a_placeholder_left_empty_is_named(letter: letters.AwardLetter, words: str) -> None:
    with pytest.raises(TemplateError, match=words) as caught:
        render(letter)
    assert FILE in caught.value.message


def test_a_thousand_items_are_counted_in_words() -> None:
    refused = [replace(letters.WORK_TOO_MANY, title=f"作品著作权登记之{number}") for number in range(1001)]
    pdf = render(letters.with_items(letters.ONE, letters.LICENCE, *refused))
    document = pypdfium2.PdfDocument(pdf)
    last = "".join(document[len(document) - page].get_textpage().get_text_range() for page in (3, 2, 1))
    document.close()
    assert "（一千零一）作品著作权登记之1000。" in last.replace("\r\n", "")


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        (letters.with_items(letters.ONE, *[letters.LICENCE] * 10000), "10,000 项"),
        (
            letters.with_items(letters.ONE, replace(letters.LICENCE, computed=10**18, granted=10**18)),
            "一亿亿元",
        ),
        (letters.with_items(letters.ONE, replace(letters.LICENCE, computed=10**18)), "一亿亿元"),
    ],
)
def test_more_than_a_letter_can_say_is_refused_in_words(letter: letters.AwardLetter, words: str) -> None:
    with pytest.raises(LetterDataError, match=words):
        render(letter)


def own_template(folder: Path, *changes: tuple[str, str]) -> Path:
    wording = resource("letters", FILE).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in wording
        wording = wording.replace(old, new)
    (folder / FILE).write_text(wording, encoding="utf-8")
    return folder


def test_an_office_can_word_the_letter_itself(tmp_path: Path) -> None:
    folder = own_template(tmp_path, ("特此通知。", "特此函告。"))
    assert "特此函告。" in text(render(letters.TWO, templates_dir=folder))
    own_template(tmp_path, ("特此通知。", "专此函达。"))
    assert "专此函达。" in text(render(letters.TWO, templates_dir=folder)), "read again when it has changed"


def test_a_folder_without_templates_leaves_the_bundled_one(tmp_path: Path) -> None:
    assert render(letters.TWO, templates_dir=tmp_path) == render(letters.TWO)


def test_a_long_title_is_broken_by_sense(tmp_path: Path) -> None:
    title = "关于给予云溪县恒信电子科技股份有限公司|{programme_year}年度知识产权资助（奖励）资金的|通知书"
    folder = own_template(tmp_path, ("{programme_year}年度知识产权|资助（奖励）{paper}", title))
    said = text(render(letters.TWO, templates_dir=folder)).split("\n")
    assert said[2:5] == [
        "关于给予云溪县恒信电子科技股份有限公司",
        "2022年度知识产权资助（奖励）资金的",
        "通知书",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{addressee}[", "{adressee}[", "{adressee}.*{addressee}"),
        ("{total_words}", "{reason}", "{reason}.*不认识"),
        ("  - text: 特此通知。", "  - txt: 特此通知。", "“txt”不认识"),
        ("when: disputed", "when: angry", "“angry”"),
        ("each: duties", "each: duty", "“duty”.*duties"),
        ("      undecided: ", "      undecidet: ", "“undecidet”不认识"),
        ("特此通知。", "特此通知[。", "没有成对"),
        ("特此通知。", '""', "应当有文字"),
        ("addressee:", "addresse:", "“addresse”不认识"),
        ("addressee:", "title:", "已经写过"),
        ("  - text: 特此通知。\n", "  - keep: next\n", "heading"),
        ("  - text: 特此通知。\n    when: applicant", "  - 特此通知。", "名称: 内容"),
        ("特此通知。", "{awarded: 好}", "只能是一句话"),
        ("body:", "body: [", "括号没有配对"),
        ('payment_within: ""', "拨付期限: 三十日内", "“拨付期限”应当是没有用过的英文名称"),
        ('payment_within: ""', "total: 三十日内", "“total”应当是没有用过的英文名称"),
    ],
)
def test_a_faulty_template_is_refused_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(TemplateError, match=words) as caught:
        render(letters.TWO, templates_dir=own_template(tmp_path, (old, new)))
    assert FILE in caught.value.message
    assert "行" in caught.value.message


def test_a_template_that_lacks_an_outcome_is_refused(tmp_path: Path) -> None:
    wording = resource("letters", FILE).read_text(encoding="utf-8")
    kept = [line for line in wording.splitlines() if not line.strip().startswith("undecided:")]
    (tmp_path / FILE).write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(TemplateError, match="缺少undecided"):
        render(letters.TWO, templates_dir=tmp_path)


@pytest.mark.parametrize(
    ("part", "setting"),
    [
        ("contact_person", "contact"),
        ("telephone", "telephone"),
        ("address", "address"),
        ("red_header", "red_header"),
        ("name", "name"),
    ],
)
def test_what_the_office_has_not_filled_in_names_its_setting(part: str, setting: str) -> None:
    issuer = replace(letters.TWO.issuer, **{part: " "})
    with pytest.raises(DocumentError, match="设置 › 单位和人员") as caught:
        render(replace(letters.TWO, issuer=issuer))
    assert caught.value.setting == setting
