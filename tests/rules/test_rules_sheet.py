"""The form on a sheet, and what people do to forms."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.registration_form.ranges import MoneyRange
from rules.registration_form.sheet import read_form
from rules.registration_form.update_records import UpdateRecord
from rules_strategies import CELL_TEXTS, TODAY

HEADER = ["客户基本信息", "内容", "更新记录"]
NAME = ["客户名称(企业/个人)", "江苏恒锂新材料科技有限公司", "2024-03-15初次录入"]
CONTACT = ["联系人姓名", "周经理", "-"]
TITLE = ["联系人职务", "采购总监", "2024-06-20职务调整"]
FORM = [HEADER, NAME, CONTACT, TITLE]
CREDIT_CODE = "91320412MA1X2Y3W4P"


def read(*rows):
    return read_form(list(rows), TODAY)


def codes(form):
    return [(problem.code, problem.cell, problem.item) for problem in form.problems]


def assert_is_the_form(form):
    assert form.problems == []
    assert form.values == {"name": NAME[1], "contact_name": "周经理", "contact_title": "采购总监"}
    assert form.records["contact_title"] == [UpdateRecord(date(2024, 6, 20), "职务调整")]
    assert form.kind == "company"


def test_the_form_as_it_is():
    form = read(*FORM)
    assert_is_the_form(form)
    assert form.cells == {"name": "B2", "contact_name": "B3", "contact_title": "B4"}
    assert not form.fatal


@pytest.mark.parametrize(
    "grid",
    [
        pytest.param([[], ["", None], *FORM], id="lower"),
        pytest.param([[None, None, *row] for row in FORM], id="further right"),
        pytest.param([["客户信息登记表"] * 3, ["填表日期", None, None], *FORM], id="titles above"),
        pytest.param(FORM[1:], id="no header"),
        pytest.param([["客户信息登记表"], *FORM[1:]], id="title, no header"),
        pytest.param([row for line in FORM for row in (line, [], [" "])], id="blank rows between"),
        pytest.param([[*row, "", "internal", 5] for row in FORM], id="columns after"),
        pytest.param([[n, *row] for n, row in enumerate(FORM)], id="numbered"),
        pytest.param([[n, *row] for n, row in enumerate(FORM[1:])], id="numbered, no header"),
        pytest.param([[row[2], row[1], row[0]] for row in FORM], id="columns in another order"),
        pytest.param([[row[0], None, row[1], "x", row[2]] for row in FORM], id="columns between"),
        pytest.param([[row[0], row[0], row[1], row[1], row[2]] for row in FORM], id="merged cells"),
        pytest.param([[row[0], row[0], row[1], row[1], row[2]] for row in FORM[1:]], id="merged, no header"),
        pytest.param([*FORM, FORM[2]], id="repeated by a merged cell"),
        pytest.param(
            [HEADER, *[[f"* {row[0]}：", f" {row[1]}\u200b", row[2]] for row in FORM[1:]]], id="decorated"
        ),
        pytest.param([["项目", "填写内容", "更新"], *FORM[1:]], id="other headings"),
        pytest.param([[f"{row[0]}：{row[1]}", None, row[2]] for row in FORM[1:]], id="in one cell"),
    ],
)
def test_what_people_do_to_forms(grid):
    assert_is_the_form(read(*grid))


def test_label_and_content_in_one_column():
    form = read(["姓名：王芳"], ["手机: 13800000000"])
    assert (form.values, form.cells["phone"]) == ({"name": "王芳", "phone": "13800000000"}, "A2")


def test_typed_cells():
    form = read(
        NAME, ["手机", 13800000000.0], ["预算", 800], ["最近跟进时间", datetime(2024, 6, 18)], ["邮箱", True]
    )
    assert form.values["phone"] == "13800000000"
    assert form.values["budget"] == MoneyRange(800, 800)
    assert form.values["last_contact_date"] == date(2024, 6, 18)


def test_blank_content_is_none():
    form = read(NAME, ["手机", "-"], ["预算", "待定"], ["邮箱"], ["客户标签", "、"])
    assert {form.values[item] for item in ("phone", "budget", "email", "tags")} == {None}
    assert "industry" not in form.values


@pytest.mark.parametrize(
    ("row", "code", "cell", "item"),
    [
        (["信用代码", "91320412MA1X2Y3W4Q"], "check_digit", "B2", "credit_code"),
        (["企业规模", "五百人左右吧"], "not_a_size", "B2", "size"),
        (["预算范围", "1000-800万"], "reversed_range", "B2", "budget"),
        (["最近跟进时间", "2030-01-01"], "future_date", "B2", "last_contact_date"),
        (["职务", "总监", "2030-01-01更新"], "future_date", "C2", "contact_title"),
        (["决策链角色", "王总(决策人"], "not_people", "B2", "decision_chain"),
        (["合作意向", "也许"], "unknown_intent", "B2", "intent"),
        (["企业名称", "另一家公司"], "duplicate_item", "B2", "name"),
    ],
)
def test_fatal_problems(row, code, cell, item):
    form = read(NAME, row, ["手机", "-"])
    assert codes(form) == [(code, cell, item)]
    assert form.fatal
    assert item not in form.values or cell.startswith("C")


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (["备注", "大客户"], "unknown_item", "A2"),
        ([None, "大客户"], "content_without_label", "B2"),
        (["职务", "总监", "职务调整"], "record_without_date", "C2"),
        (["决策链角色", "王总(总裁办)"], "unknown_role", "B2"),
    ],
)
def test_remarks(row, code, cell):
    form = read(HEADER, NAME, row)
    assert [(found, at) for found, at, _item in codes(form)] == [(code, cell.replace("2", "3"))]
    assert not form.fatal


@pytest.mark.parametrize(
    "grid", [[["客户名称", " \u3000"], CONTACT], [["客户名称", "-"], CONTACT], [CONTACT, TITLE]]
)
def test_name_missing(grid):
    assert [problem.code for problem in read(*grid).problems] == ["name_missing"]


@pytest.mark.parametrize(
    "grid",
    [
        [],
        [[]],
        [["a", "b"], [1, 2]],
        [HEADER],
        [["客户名称", "电话", "邮箱"], ["恒锂公司", "0519-86540000", "zhou@hengli.example"]],
    ],
)
def test_not_a_form(grid):
    assert codes(read(*grid)) == [("not_a_form", None, None)]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["客户名称", "王芳"], ["信用代码", CREDIT_CODE]], "company"),
        ([["客户名称", "王芳"], ["消费偏好", "环保材料"]], "individual"),
        ([["客户名称", "王芳"], ["联系人", "王芳"], ["信用代码", "-"]], "individual"),
        ([["客户名称", "Hengli GmbH"], ["税号", "-"], ["家庭情况", "-"]], "company"),
        ([["客户名称", "市第一医院（东院）"], ["规模", "-"], ["家庭情况", "-"]], "company"),
        ([["客户名称", "王芳"], ["规模", "-"], ["家庭情况", "-"]], "individual"),
        ([["客户名称", "张银行"], ["家庭情况", "-"]], "individual"),
        ([["客户名称(个人)", "王芳"], ["联系人", "李四"]], "individual"),
        ([["公司名称", "王芳"], ["家庭情况", "-"]], "company"),
        ([["客户名称", "恒锂"], ["联系人", "李四"]], "company"),
    ],
)
def test_kind(rows, kind):
    assert read(*rows).kind == kind


@given(
    st.lists(
        st.lists(st.none() | CELL_TEXTS | st.sampled_from(FORM).flatmap(st.sampled_from) | st.integers())
    )
)
def test_any_grid_gives_a_form_or_problems(grid):
    form = read_form(grid, TODAY)
    assert form.problems or form.values
