"""Which customers may be the same: keys that similar ones share, and a comparison that says why."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rules.duplicate_names import compare_names, find_name_blocks, fold, stem_of
from rules.duplicates import THRESHOLD, Identity, clean_phone, compare, find_keys

SAME = [
    ("江苏恒力机械有限公司", "恒力机械"),
    ("江苏恒力机械有限公司", "江苏恒力机械有限责任公司"),
    ("江苏恒力机械有限公司", "江苏恒力机械股份有限公司"),
    ("江苏恒力机械有限公司", "恒力机械（江苏）有限公司"),
    ("江苏恒力机械有限公司", "恒力机械(江苏)有限公司"),
    ("江苏恒力机械有限公司", "江苏省恒力机械集团有限公司"),
    ("江苏恒力机械有限公司", " 江苏 恒力机械 有限公司 "),
    ("苏州市恒力机械有限公司", "恒力机械（苏州）有限公司"),
    ("恒力（集团）有限公司", "恒力集团"),
    ("ＡＢＣ贸易有限公司", "abc贸易公司"),
    ("Hengli Machinery Co., Ltd.", "HENGLI MACHINERY LIMITED"),
    ("Hengli Machinery (Jiangsu) Co Ltd", "Jiangsu Hengli Machinery Co., Ltd."),
    ("Müller Söhne GmbH", "Muller Sohne G.m.b.H."),
    ("Société Générale S.A.", "Societe Generale SA"),
    ("Heng Li Ltd", "Hengli Ltd"),
]
ALIKE = [
    ("江苏恒力机械有限公司", "江苏恒力机械制造有限公司"),
    ("阿里巴巴网络技术有限公司", "阿里吧巴网络技术有限公司"),
    ("恒力集团有限公司", "恒力机械有限公司"),
    ("Hengli Machinery", "Hengli Mashinery Co., Ltd."),
    ("Hengli Machinery", "Hengli Machinery Equipment"),
    ("Machinery Hengli", "Hengli Machinery"),
]
DIFFERENT = [
    ("华为技术有限公司", "华为终端有限公司"),
    ("江苏宏达机械有限公司", "江苏宏远机械有限公司"),
    ("北京恒力机械有限公司", "上海恒力机械有限公司"),
    ("江苏恒力机械有限公司", "江苏长城科技有限公司"),
    ("Hengli Machinery", "Hengda Machinery"),
    ("Acme", "Acne"),
    ("", ""),
]
LETTERS = st.sampled_from("恒力华宏达远金龙精工美佳abcdefg")
STEMS = st.text(LETTERS, min_size=4, max_size=40).filter(lambda text: stem_of(text) == text)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_but_for_spelling(one, other):
    assert compare_names(one, other) == 1
    assert find_name_blocks(one) & find_name_blocks(other)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_nearly_the_same(one, other):
    assert THRESHOLD / 100 <= compare_names(one, other) <= 1
    assert find_name_blocks(one) & find_name_blocks(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one, other):
    assert compare_names(one, other) < THRESHOLD / 100


@given(st.text(), st.text())
def test_any_text_can_be_compared(one, other):
    assert 0 <= compare_names(one, other) <= 1
    assert compare_names(one, one) in (0, 1)
    assert len(find_name_blocks(one)) < 60


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(STEMS, st.data())
def test_one_letter_more_or_another_is_always_found(stem, data):
    """The keys guarantee it; what `compare` makes of it is another matter."""
    place = data.draw(st.integers(0, len(stem) - 1))
    letter = data.draw(LETTERS)
    typo = stem[:place] + letter + stem[place + data.draw(st.integers(0, 1)) :]
    assume(stem_of(typo) == typo)
    assert find_name_blocks(stem) & find_name_blocks(typo)


@given(STEMS)
def test_legal_forms_and_regions_change_nothing(stem):
    for written in (f"{stem}有限公司", f"江苏{stem}股份有限公司", f"{stem}（江苏）有限公司"):
        assert compare_names(stem, written) == 1
        assert find_name_blocks(stem) == find_name_blocks(written)


def test_reasons_strongest_first():
    one = Identity("恒力机械", "1", frozenset({"+86138"}), frozenset({"a@b.cn"}))
    likeness = compare(one, one)
    assert likeness.reasons == ("code", "phone", "email", "name")
    assert likeness.score == 100
    assert compare(one, Identity("长城科技", "", frozenset({"+86138"}))).reasons == ("phone",)
    assert compare(one, Identity("长城科技")) is None


def test_two_credit_codes_are_two_companies():
    one, other = Identity("恒力机械", "1"), Identity("恒力机械", "2")
    assert compare(one, other) is None
    shared = frozenset({"+86138"})
    assert compare(Identity("恒力机械", "1", shared), Identity("恒力机械", "2", shared)).reasons == ("phone",)


def test_nothing_in_common_is_no_reason():
    assert compare(Identity(), Identity()) is None
    assert compare(Identity(phones=frozenset({""})), Identity(phones=frozenset({""}))) is None
    assert not find_keys(Identity())


def test_keys_tell_kinds_apart_and_hold_nothing_to_read():
    keys = find_keys(Identity(code="13800000000", phones=frozenset({"13800000000"})))
    assert sorted(keys.values()) == ["code", "phone"]
    assert all(-(2**63) <= key < 2**63 for key in keys)


@given(st.text())
def test_any_phone(text):
    cleaned = clean_phone("", text)
    assert cleaned == "" or (len(cleaned) >= 7 and cleaned.isdecimal())
