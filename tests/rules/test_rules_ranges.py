"""Ranges of people and money in every spelling that the form has seen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.registration_form.problems import Problem
from rules.registration_form.ranges import (
    MoneyRange,
    Range,
    Size,
    format_headcount,
    format_money_range,
    format_size,
    parse_range,
    parse_size,
)
from rules_strategies import CELL_TEXTS, HEADCOUNTS, MONEY, SIZES

LANGUAGES = st.sampled_from(["zh", "en"])


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("500-1000人", 500, 1000),
        ("500~1000", 500, 1000),
        ("500～1000 人", 500, 1000),
        ("５００－１０００人", 500, 1000),
        ("500—1000人", 500, 1000),
        ("500——1000", 500, 1000),
        ("500到1000", 500, 1000),
        ("500至1000", 500, 1000),
        ("500人-1000人", 500, 1000),
        ("500-1000 employees", 500, 1000),
        ("1000人以上", 1000, None),
        ("1000人及以上", 1000, None),
        ("超过1000人", 1000, None),
        (">1000", 1000, None),
        ("＞1000", 1000, None),
        ("500+", 500, None),
        ("不足50人", None, 50),
        ("50人以下", None, 50),
        ("50人以内", None, 50),
        ("<50", None, 50),
        ("约300人", 300, 300),
        ("300人左右", 300, 300),
        ("300", 300, 300),
        (300, 300, 300),
        (300.0, 300, 300),
        ("0", 0, 0),
        ("1,200人", 1200, 1200),
        ("1.2万人", 12000, 12000),
        ("1-2万人", 10000, 20000),
    ],
)
def test_headcount(text, minimum, maximum):
    assert parse_range(text, "headcount") == Range(minimum, maximum)


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "currency"),
    [
        ("5亿-10亿", 500_000_000, 1_000_000_000, None),
        ("5-10亿", 500_000_000, 1_000_000_000, None),
        ("800万", 8_000_000, 8_000_000, None),
        ("800-1000万元", 8_000_000, 10_000_000, "CNY"),
        ("８００－１０００万元", 8_000_000, 10_000_000, "CNY"),
        ("800万-1亿", 8_000_000, 100_000_000, None),
        ("500元-1万元", 500, 10_000, "CNY"),
        ("1.2亿以上", 120_000_000, None, None),
        ("800万元以下", None, 8_000_000, "CNY"),
        ("800万-1000万美元", 8_000_000, 10_000_000, "USD"),
        ("USD 1.2m-2m", 1_200_000, 2_000_000, "USD"),
        ("US$5m-US$10m", 5_000_000, 10_000_000, "USD"),
        ("$80 million", 80_000_000, 80_000_000, "USD"),
        ("¥800万", 8_000_000, 8_000_000, "CNY"),
        ("￥800万元", 8_000_000, 8_000_000, "CNY"),
        ("RMB 800万", 8_000_000, 8_000_000, "CNY"),
        ("人民币约800万元", 8_000_000, 8_000_000, "CNY"),
        ("800万元人民币", 8_000_000, 8_000_000, "CNY"),
        ("1,200,000", 1_200_000, 1_200_000, None),
        ("80 million", 80_000_000, 80_000_000, None),
        ("80 million SEK", 80_000_000, 80_000_000, "SEK"),
        ("1000w", 10_000_000, 10_000_000, None),
        ("0.1", Decimal("0.1"), Decimal("0.1"), None),
    ],
)
def test_money(text, minimum, maximum, currency):
    assert parse_range(text, "money") == MoneyRange(minimum, maximum, currency)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("1000-500", "headcount", "reversed_range"),
        ("-5", "headcount", "negative_number"),
        ("－５万", "money", "negative_number"),
        ("很多", "headcount", "not_a_range"),
        ("500-abc", "headcount", "not_a_range"),
        ("8oo万", "money", "not_a_range"),
        ("2024-05-10", "headcount", "not_a_range"),
        ("500-1000人以上", "headcount", "not_a_range"),
        ("超过500人以下", "headcount", "not_a_range"),
        ("500元", "headcount", "not_a_range"),
        ("500人", "money", "not_a_range"),
        ("5 XXQ", "money", "not_a_range"),
        ("1.25人", "headcount", "not_whole_number"),
        ("10000001亿", "money", "too_large_number"),
        ("9" * 5000, "money", "too_large_number"),
        ("$5元", "money", "two_currencies"),
        (True, "headcount", "not_a_range"),
    ],
)
def test_not_a_range(text, unit, code):
    assert parse_range(text, unit).code == code


@pytest.mark.parametrize("text", [None, "", "-", "—", "  ", "无", "待定", "面议", "TBD"])
def test_unknown_range(text):
    assert parse_range(text, "money") is None


HUNDREDS, BILLIONS = Range(500, 1000), MoneyRange(500_000_000, 1_000_000_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500-1000人,年营收5-10亿", Size(HUNDREDS, BILLIONS)),
        ("500-1000人，年营收5-10亿", Size(HUNDREDS, BILLIONS)),
        ("500-1000人；5亿-10亿", Size(HUNDREDS, BILLIONS)),
        ("500-1000人、年营业额：5-10亿", Size(HUNDREDS, BILLIONS)),
        ("年营收5-10亿\n员工500-1000人", Size(HUNDREDS, BILLIONS)),
        ("500-1000人 5-10亿", Size(HUNDREDS, BILLIONS)),
        ("500-1000人年营收5-10亿", Size(HUNDREDS, BILLIONS)),
        ("500-1000,5-10亿", Size(HUNDREDS, BILLIONS)),
        ("人数:500-1000", Size(HUNDREDS, None)),
        ("headcount 500-1,000, annual revenue 0.5-1 billion", Size(HUNDREDS, BILLIONS)),
        ("500-1000人", Size(HUNDREDS, None)),
        ("年营收5-10亿", Size(None, BILLIONS)),
        ("500-1000人,年营收-", Size(HUNDREDS, None)),
        ("500-1000人,营收保密", Size(HUNDREDS, None)),
        ("1000人以上,1.2亿元以上", Size(Range(1000), MoneyRange(120_000_000, None, "CNY"))),
        ("-", Size()),
    ],
)
def test_size(text, expected):
    assert parse_size(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("大", "not_a_size"),
        ("500人,600人", "not_a_size"),
        ("500-1000人,很多钱", "not_a_size"),
        ("1000-500人,5亿", "reversed_range"),
    ],
)
def test_not_a_size(text, code):
    assert parse_size(text).code == code


def test_handbook_spelling():
    assert format_size(Size(HUNDREDS, BILLIONS), "zh") == "500-1000人,年营收5-10亿"
    assert format_money_range(MoneyRange(8_000_000, 10_000_000), "CNY", "zh") == "800-1000万元"
    assert format_money_range(MoneyRange(8_000_000), "USD", "zh") == "800万美元以上"
    assert format_headcount(Range(None, 50), "en") == "up to 50 employees"


@given(HEADCOUNTS, LANGUAGES)
def test_headcount_round_trip(headcount, lang):
    assert parse_range(format_headcount(headcount, lang), "headcount") == headcount


@given(MONEY, LANGUAGES)
def test_money_round_trip(money, lang):
    assert parse_range(format_money_range(money, money.currency, lang), "money") == money


@given(SIZES, LANGUAGES)
def test_size_round_trip(size, lang):
    assert parse_size(format_size(size, lang)) == size


@given(CELL_TEXTS)
def test_any_text_is_understood_or_refused(text):
    assert isinstance(parse_range(text, "money"), MoneyRange | Problem | None)
    assert isinstance(parse_range(text, "headcount"), Range | Problem | None)
    assert isinstance(parse_size(text), Size | Problem)
