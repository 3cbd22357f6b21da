"""The form goes out and comes in again: the sample as it was, and any customer with nothing lost."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rules.registration_form.kind import COMPANY_ITEMS
from rules.registration_form.labels import INDIVIDUAL_ITEMS
from rules.registration_form.people import Person
from rules.registration_form.ranges import MoneyRange, Range, Size
from rules.registration_form.sheet import form_rows, read_form
from rules.workbook import read_workbook
from rules_strategies import FORM_RECORDS, FORM_VALUES, TODAY

SAMPLE_FILE = Path(__file__).with_name("customer_registration_form.xlsx")
SAMPLE_ROWS = [
    ["客户基本信息", "内容", "更新记录"],
    ["客户名称(企业/个人)", "江苏恒锂新材料科技有限公司", "2024-03-15初次录入"],
    ["统一社会信用代码(企业)", "91320412MA1X2Y3W4P", "-"],
    ["联系人姓名", "周经理", "-"],
    ["联系人职务", "采购总监", "2024-06-20职务调整"],
    ["联系方式", "0519-86540000", "-"],
    ["电子邮箱", "zhou@hengli.example", "-"],
    ["所属行业", "新能源制造", "-"],
    ["企业规模", "500-1000人,年营收5-10亿", "-"],
    ["主营业务", "锂电池正极材料生产", "-"],
    ["当前需求痛点", "采购自动化生产线,需降低30%人工成本", "2024-05-10更新"],
    ["预算范围", "800-1000万元", "-"],
    ["决策链角色", "王总(决策人)、李工(技术评估人)", "2024-04-25补充"],
    ["客户标签", "高潜力客户、技术导向型、决策周期长", "-"],
    ["最近跟进时间", "2024-06-18", "-"],
    ["跟进记录摘要", "已提供初步方案,约定下周技术交流", "-"],
]


def test_the_sample_is_understood_completely():
    form = read_form(SAMPLE_ROWS, TODAY)
    assert form.problems == []
    assert form.values["credit_code"] == "91320412MA1X2Y3W4P"
    assert form.values["size"] == Size(Range(500, 1000), MoneyRange(500_000_000, 1_000_000_000))
    assert form.values["budget"] == MoneyRange(8_000_000, 10_000_000, "CNY")
    assert form.values["decision_chain"] == [
        Person("王总", "decision_maker"),
        Person("李工", "technical_evaluator"),
    ]
    assert form.values["tags"] == ["高潜力客户", "技术导向型", "决策周期长"]
    assert set(form.records) == {"name", "contact_title", "pain_points", "decision_chain"}


def test_the_sample_file():
    [sheet] = read_workbook(SAMPLE_FILE.read_bytes()).sheets
    assert (sheet.grid, sheet.problems) == (SAMPLE_ROWS, [])
    assert sheet.name == "江苏恒锂新材料科技有限公司"


def test_the_sample_goes_out_as_it_came_in():
    form = read_form(SAMPLE_ROWS, TODAY)
    rows = form_rows(form.values, form.records, "zh", form.kind)
    assert [list(row) for row in rows[:16]] == SAMPLE_ROWS


def test_export_keeps_the_shape_of_the_handbook():
    rows = form_rows({"name": "恒锂公司"}, {}, "zh", "company")
    assert rows[0] == ("客户基本信息", "内容", "更新记录")
    assert rows[1] == ("客户名称(企业/个人)", "恒锂公司", "-")
    assert rows[11] == ("预算范围", "-", "-")
    assert len(form_rows({}, {}, "zh", "individual")) == 19


def test_export_leaves_nothing_out():
    labels = [row[0] for row in form_rows({"family_situation": "已婚"}, {}, "zh", "company")]
    assert "家庭情况" in labels


@given(FORM_VALUES, FORM_RECORDS, st.sampled_from(["zh", "en"]), st.sampled_from(["company", "individual"]))
def test_what_goes_out_comes_in_again(values, records, lang, kind):
    form = read_form(form_rows(values, records, lang, kind), TODAY)
    assert form.problems == []
    assert {item: value for item, value in form.values.items() if value is not None} == values
    assert form.records == records


@given(FORM_VALUES, st.sampled_from(["zh", "en"]), st.sampled_from(["company", "individual"]))
def test_kind_of_an_ordinary_export(values, lang, kind):
    name = {"company": "恒锂公司", "individual": "王芳"}[kind]
    odd = COMPANY_ITEMS if kind == "individual" else INDIVIDUAL_ITEMS
    values = {item: value for item, value in values.items() if item not in odd} | {"name": name}
    assert read_form(form_rows(values, {}, lang, kind), TODAY).kind == kind
