"""What hypothesis draws: values that a customer may have, hostile text included."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from rules.registration_form.labels import ITEMS
from rules.registration_form.notes import INTENTS, KeyNote
from rules.registration_form.people import ROLES, STANCES, Person
from rules.registration_form.ranges import MoneyRange, Range, Size
from rules.registration_form.text import clean, is_blank, one_line
from rules.registration_form.update_records import UpdateRecord

TODAY = date(2024, 7, 1)
# Any character, and often one that means something on the form.
CHARACTERS = st.one_of(
    st.sampled_from("\\、,，;；:：()（）/#\n-=+@_ 年月日0123456789万亿元人王总决策人支持 \u200b\u3000"),
    st.characters(exclude_categories=["Cs"]),
)
CELL_TEXTS = st.text(CHARACTERS, min_size=1, max_size=30)
TEXTS = CELL_TEXTS.map(clean).filter(lambda text: text and not is_blank(text))
LINES = CELL_TEXTS.map(one_line).filter(lambda text: text and not is_blank(text))
DATES = st.dates(date(1900, 1, 1), TODAY)


def ranges(numbers, kind, *more):
    pairs = st.tuples(st.none() | numbers, st.none() | numbers).filter(any_end).map(in_order)
    return st.builds(lambda pair, *rest: kind(*pair, *rest), pairs, *more)


def any_end(pair):
    return pair != (None, None)


def in_order(pair):
    return pair if None in pair else tuple(sorted(pair))


AMOUNTS = st.one_of(
    st.integers(0, 10**15),
    st.integers(0, 10**7).map(lambda number: number * 10**8),
    st.integers(0, 10**7).map(lambda number: number * 10**4),
    st.decimals(0, 10**9, places=2),
    st.sampled_from([0, 1, Decimal("12345.67"), Decimal("0.01"), 10**8, 120_000_000]),
)
CURRENCIES = st.sampled_from([None, "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "SEK", "ALL", "XAF"])
HEADCOUNTS = ranges(st.integers(0, 10**9), Range)
MONEY = ranges(AMOUNTS, MoneyRange, CURRENCIES)
SIZES = st.builds(Size, st.none() | HEADCOUNTS, st.none() | MONEY)

ROLE_KEYS, STANCE_KEYS = st.sampled_from(sorted(ROLES)), st.sampled_from(sorted(STANCES))
PEOPLE = st.lists(
    st.one_of(
        st.builds(Person, LINES, st.none() | ROLE_KEYS, STANCE_KEYS, st.just("") | TEXTS),
        st.builds(Person, st.just(""), ROLE_KEYS, STANCE_KEYS, st.just("") | TEXTS),
    ),
    min_size=1,
    max_size=4,
)
MAYBE_LINES = st.just("") | LINES | st.sampled_from(["13800000000", "0519-8654", "li@x.cn", "转8"])
CONTACTS = st.lists(
    st.builds(Person, LINES, title=MAYBE_LINES, phone=MAYBE_LINES, email=MAYBE_LINES), min_size=1, max_size=4
)
TAGS = st.lists(LINES, min_size=1, max_size=4, unique=True)
KEY_NOTES = st.lists(st.builds(KeyNote, st.just("") | LINES, TEXTS), min_size=1, max_size=4)
RECORDS = st.lists(st.builds(UpdateRecord, DATES, st.just("") | LINES), min_size=1, max_size=3)

SPECIAL_VALUES = {
    "credit_code": st.just("91320412MA1X2Y3W4P"),
    "size": SIZES.filter(lambda size: size != Size()),
    "budget": MONEY,
    "decision_chain": PEOPLE,
    "tags": TAGS,
    "last_contact_date": DATES,
    "intent": st.sampled_from(sorted(INTENTS)),
    "key_notes": KEY_NOTES,
    "other_contacts": CONTACTS,
}
LINE_ITEMS = ("name", "contact_name", "contact_title", "phone", "email", "industry", "need_type", "channel")


def values_of(item):
    return SPECIAL_VALUES.get(item, LINES if item in LINE_ITEMS else TEXTS)


FORM_VALUES = st.fixed_dictionaries(
    {"name": LINES}, optional={item: values_of(item) for item in ITEMS if item != "name"}
)
FORM_RECORDS = st.dictionaries(st.sampled_from(ITEMS), RECORDS, max_size=4)
