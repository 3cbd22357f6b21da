"""Decision chains, contacts, tags and key notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.registration_form.contacts import format_contacts, parse_contacts
from rules.registration_form.notes import (
    INTENT_LABELS,
    format_key_notes,
    format_tags,
    parse_intent,
    parse_key_notes,
    parse_tags,
)
from rules.registration_form.people import Person, format_people, parse_people
from rules_strategies import CELL_TEXTS, CONTACTS, KEY_NOTES, PEOPLE, TAGS

LANGUAGES = st.sampled_from(["zh", "en"])
WANG, LI = Person("王总", "decision_maker"), Person("李工", "technical_evaluator")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王总(决策人)、李工(技术评估人)", [WANG, LI]),
        ("王总（决策者）；李工（技术负责人）", [WANG, LI]),
        ("王总(决策人)\n李工(技术评估)", [WANG, LI]),
        ("王总(决策人) 李工(技术评估人)", [WANG, LI]),
        ("决策人:王总; 技术评估人:李工", [WANG, LI]),
        ("拍板人：王总，技术评估人：李工", [WANG, LI]),
        ("王总(decision maker), 李工(Technical Evaluator)", [WANG, LI]),
        ("*经理(决策人)", [Person("*经理", "decision_maker")]),
        ("(决策人)、(技术评估人)", [Person("", "decision_maker"), Person("", "technical_evaluator")]),
        ("决策人、采购", [Person("", "decision_maker"), Person("", "purchaser")]),
        ("王总", [Person("王总")]),
        ("王总()", [Person("王总")]),
        ("王总(决策人,支持)", [Person("王总", "decision_maker", "supporter")]),
        ("王总(支持)", [Person("王总", None, "supporter")]),
        (
            "王总（决策人，支持，重视（售后）, 价格）",
            [Person("王总", "decision_maker", "supporter", "重视（售后）, 价格")],
        ),
        ("王总(决策人,重视售后)", [Person("王总", "decision_maker", note="重视售后")]),
        ("决策人:王总(支持)", [Person("王总", "decision_maker", "supporter")]),
        (
            "使用部门:张工、赵工;采购:钱经理",
            [Person("张工", "user"), Person("赵工", "user"), Person("钱经理", "purchaser")],
        ),
        ("-", []),
        (None, []),
    ],
)
def test_people(text, expected):
    assert parse_people(text) == (expected, [])


def test_unknown_role_is_kept_as_a_note():
    people, [problem] = parse_people("王总(总裁办)、李工(技术评估人)")
    assert people == [Person("王总", "other", note="总裁办"), LI]
    assert (problem.code, problem.fatal) == ("unknown_role", False)
    assert parse_people(format_people(people, "zh")) == (people, [])


@pytest.mark.parametrize("text", ["王总(决策人", "王总)决策人(", "((("])
def test_brackets_that_do_not_close(text):
    people, [problem] = parse_people(text)
    assert (people, problem.code, problem.fatal) == ([], "not_people", True)


@given(PEOPLE, LANGUAGES)
def test_people_round_trip(people, lang):
    assert parse_people(format_people(people, lang)) == (people, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "李四(采购经理,13800000000,li@x.cn)",
            [Person("李四", title="采购经理", phone="13800000000", email="li@x.cn")],
        ),
        ("李四（li@x.cn，采购经理）", [Person("李四", title="采购经理", email="li@x.cn")]),
        ("李四((0519)8654 0000)、王五", [Person("李四", phone="(0519)8654 0000"), Person("王五")]),
        ("李四(电话:转8)", [Person("李四", phone="转8")]),
        ("无", []),
    ],
)
def test_contacts(text, expected):
    assert parse_contacts(text) == (expected, [])


def test_contacts_that_cannot_be_read():
    assert [problem.code for problem in parse_contacts("李四(采购经理")[1]] == ["not_people"]


@given(CONTACTS, LANGUAGES)
def test_contacts_round_trip(contacts, lang):
    assert parse_contacts(format_contacts(contacts, lang)) == (contacts, [])


@given(CELL_TEXTS)
def test_any_text_gives_people_or_problems(text):
    parse_people(text)
    parse_contacts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("意向强", "strong"),
        ("高", "strong"),
        ("Ａ", "strong"),
        ("中", "medium"),
        ("WEAK", "weak"),
        ("-", None),
    ],
)
def test_intent(text, expected):
    assert parse_intent(text) == expected


def test_intent_labels_are_read_back():
    labels = [(label, intent) for names in INTENT_LABELS.values() for intent, label in names.items()]
    assert [parse_intent(label) for label, _ in labels] == [intent for _, intent in labels]
    assert parse_intent("也许").code == "unknown_intent"


@pytest.mark.parametrize(
    "text",
    [
        "高潜力客户、技术导向型",
        "高潜力客户,技术导向型",
        "#高潜力客户 #技术导向型",
        "高潜力客户/技术导向型；高潜力客户",
    ],
)
def test_tags(text):
    assert parse_tags(text) == ["高潜力客户", "技术导向型"]


@given(TAGS, LANGUAGES)
def test_tags_round_trip(tags, lang):
    assert parse_tags(format_tags(tags, lang)) == tags


@given(KEY_NOTES)
def test_key_notes_round_trip(notes):
    assert parse_key_notes(format_key_notes(notes)) == notes
