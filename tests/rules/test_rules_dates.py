"""Dates and update records."""

from datetime import date, datetime

import pytest
from hypothesis import given
from rules.registration_form.dates import parse_date
from rules.registration_form.problems import Problem
from rules.registration_form.update_records import UpdateRecord, format_update_records, parse_update_records
from rules_strategies import CELL_TEXTS, DATES, RECORDS, TODAY

MAY_10 = date(2024, 5, 10)
SPELLINGS = [
    "2024-05-10",
    "2024-5-10",
    "2024/5/10",
    "2024.5.10",
    "2024年5月10日",
    "20240510",
    "２０２４－０５－１０",
]


@pytest.mark.parametrize(
    "value",
    [
        *SPELLINGS,
        MAY_10,
        datetime(2024, 5, 10, 8, 30),
        45422,
        45422.0,
        20240510,
        "2024-05-10 08:30:00",
        "2024 年 5 月 10 日",
    ],
)
def test_dates(value):
    assert parse_date(value, TODAY) == MAY_10


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2024-07-02", "future_date"),
        (datetime(2030, 1, 1), "future_date"),
        ("2023-02-29", "not_a_date"),
        ("20241345", "not_a_date"),
        ("5月10日", "not_a_date"),
        ("2024-05-10 and later", "not_a_date"),
        ("soon", "not_a_date"),
        (7, "not_a_date"),
        (True, "not_a_date"),
        (None, "not_a_date"),
    ],
)
def test_not_a_date(value, code):
    assert parse_date(value, TODAY).code == code


@given(DATES)
def test_iso_dates(day):
    assert parse_date(day.isoformat(), TODAY) == day


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("text", ["更新", " 职务调整", "：职务调整", ""])
def test_record_spellings(spelling, text):
    assert parse_update_records(spelling + text, TODAY) == ([UpdateRecord(MAY_10, text.strip(" ："))], [])


@pytest.mark.parametrize("separator", ["\n", ";", "；", " ;\n"])
def test_several_records(separator):
    records = [UpdateRecord(date(2024, 6, 20), "职务调整"), UpdateRecord(MAY_10, "更新")]
    assert parse_update_records(f"2024-06-20职务调整{separator}2024/5/10 更新", TODAY) == (records, [])


@pytest.mark.parametrize("value", [MAY_10, datetime(2024, 5, 10), 45422])
def test_excel_dates_are_records(value):
    assert parse_update_records(value, TODAY) == ([UpdateRecord(MAY_10)], [])


@pytest.mark.parametrize("value", [None, "", "-", "—", "无"])
def test_no_records(value):
    assert parse_update_records(value, TODAY) == ([], [])


def test_a_semicolon_may_be_part_of_the_text():
    assert parse_update_records("2024-05-10更新;换了电话", TODAY)[0] == [
        UpdateRecord(MAY_10, "更新;换了电话")
    ]


def test_the_date_may_come_last():
    assert parse_update_records("职务调整 2024-05-10", TODAY)[0] == [UpdateRecord(MAY_10, "职务调整")]


@pytest.mark.parametrize(
    ("value", "code", "fatal"),
    [
        ("职务调整", "record_without_date", False),
        ("2030-01-01更新", "future_date", True),
        ("2024-13-01更新", "not_a_date", True),
    ],
)
def test_bad_records(value, code, fatal):
    records, [problem] = parse_update_records(value, TODAY)
    assert (records, problem.code, problem.fatal) == ([], code, fatal)


@given(RECORDS)
def test_records_round_trip(records):
    assert parse_update_records(format_update_records(records), TODAY) == (records, [])


@given(CELL_TEXTS)
def test_any_text_gives_records_or_problems(text):
    records, problems = parse_update_records(text, TODAY)
    assert all(isinstance(record, UpdateRecord) for record in records)
    assert all(isinstance(problem, Problem) for problem in problems)
