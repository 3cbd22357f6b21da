"""The items' names: the handbook's, ours, and what people write instead."""

import pytest
from rules.registration_form.labels import (
    HEADER_SYNONYMS,
    HEADERS,
    ITEMS,
    LABELS,
    SYNONYMS,
    find_header,
    find_item,
    items_for,
)

HANDBOOK = (
    "客户名称(企业/个人) 统一社会信用代码(企业) 联系人姓名 联系人职务 联系方式 电子邮箱 所属行业 企业规模"
    " 主营业务 当前需求痛点 预算范围 决策链角色 客户标签 最近跟进时间 跟进记录摘要"
).split()


def test_the_handbook_comes_first():
    assert list(LABELS["zh"].values())[:15] == HANDBOOK
    assert tuple(LABELS["en"]) == ITEMS


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_printed_labels_are_found(lang):
    assert [find_item(label) for label in LABELS[lang].values()] == list(ITEMS)
    assert [find_header(label) for label in HEADERS[lang]] == [0, 1, 2]


@pytest.mark.parametrize("item", ITEMS)
def test_synonyms_name_one_item(item):
    assert {find_item(synonym) for synonym in SYNONYMS[item].split("|")} == {item}


def test_headings_are_not_items():
    assert not any(find_item(heading) for names in HEADER_SYNONYMS for heading in names.split("|"))


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("*联系人姓名：", "contact_name"),
        ("＊ 联系人姓名 :", "contact_name"),
        ("联系方式（电话/邮箱）", "phone"),
        ("联系电话", "phone"),
        ("手 机", "phone"),
        ("Ｅ－ｍａｉｌ", "email"),
        ("邮箱[必填]", "email"),
        ("3、企业名称", "name"),
        ("税号", "credit_code"),
        ("PHONE", "phone"),
        ("备注", None),
        ("", None),
        (None, None),
        (2024, None),
    ],
)
def test_find_item(label, item):
    assert find_item(label) == item


def test_items_of_a_kind():
    assert items_for("company")[:15] == ITEMS[:15]
    assert "family_situation" not in items_for("company")
    assert {"consumption_preferences", "purchase_history", "family_situation"} <= set(items_for("individual"))
    assert "credit_code" not in items_for("individual")
