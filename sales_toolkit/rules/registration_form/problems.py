"""What can be wrong with a paper form: every code, its message, and whether it stops the sheet.

The messages are English templates. `_` only marks them, so that Odoo's export of terms finds them;
the caller translates `PROBLEM_CODES[problem.code]` and fills in `problem.params`.

>>> problem("unknown_item", label="备注", cell="A9").message
'“备注” is not an item of the registration form; its content was not used.'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SNIPPET_LENGTH = 40


def _(template):
    return template


PROBLEM_CODES = {
    # the credit code
    "length": _(
        "The credit code has %(length)s characters, but it must have 18. Check it for missing characters."
    ),
    "character": _(
        "Character %(position)s of the credit code is “%(character)s”, but only these are allowed there:"
        " %(allowed)s. Correct that character."
    ),
    "check_digit": _(
        "The credit code ends with “%(found)s”, but its check digit should be “%(expected)s”."
        " Compare the code with the business licence."
    ),
    "component": _(
        "The credit code names an unknown authority or region. Compare it with the business licence."
    ),
    # one cell of the form
    "not_a_date": _("“%(text)s” is not a date. Write it like 2024-03-15."),
    "future_date": _("The date %(date)s is in the future. Correct the date."),
    "not_a_range": _("“%(text)s” is not a number or a range of numbers. Write it like 500-1000."),
    "not_a_size": _("“%(text)s” is not a company size. Write it like 500-1000人,年营收5-10亿."),
    "reversed_range": _("In “%(text)s” the first number is larger than the second. Swap them."),
    "negative_number": _("“%(text)s” is negative. Write a number from zero upwards."),
    "not_whole_number": _("“%(text)s” does not give a whole number of people. Correct the number."),
    "too_large_number": _("The number in “%(text)s” is too large to be true. Correct the number."),
    "two_currencies": _("“%(text)s” names two currencies. Keep one of them."),
    "unknown_intent": _("“%(text)s” is not an intent level. Write strong, medium or weak."),
    "not_people": _("“%(text)s” is not understood. Write people like 王总(决策人)、李工(技术评估人)."),
    "unknown_role": _("“%(text)s” is not a known role; the person was kept with the role “other”."),
    "record_without_date": _(
        "The update record “%(text)s” has no date and was not used. Write it like 2024-03-15更新."
    ),
    # what is never stored, in whatever free text
    "identity_card": _(
        "This looks like the number of an identity card, which is never stored. Leave it out."
    ),
    "passport": _("This looks like the number of a passport, which is never stored. Leave it out."),
    "bank_card": _("This looks like the number of a bank card, which is never stored. Leave it out."),
    # the sheet
    "not_a_form": _("No registration form was found on this sheet. Keep its item names in one column."),
    "name_missing": _("The customer name is missing. Fill it in."),
    "duplicate_item": _("“%(label)s” is on the form twice, first at %(first)s. Keep one of them."),
    "unknown_item": _("“%(label)s” is not an item of the registration form; its content was not used."),
    "content_without_label": _("“%(text)s” has no item name beside it and was not used."),
    "formula": _("This cell holds a formula. Replace the formula by its value."),
    "error_cell": _("This cell shows the error %(text)s. Replace it by a value."),
    "too_large_sheet": _(
        "This sheet has more than %(limit)s cells. Remove what does not belong to the form."
    ),
    # the customer that the form is about
    "several_customers": _(
        "%(count)s customers have this name or credit code. Merge them or correct the form."
    ),
    "archived_customer": _("“%(name)s” is archived. Unarchive the customer first."),
    "name_with_other_code": _(
        "“%(name)s” is registered with another credit code. Correct the name or the code."
    ),
    "unknown_name": _("“%(text)s” does not exist yet and was not used. Ask an administrator to create it."),
    "other_currency": _("The annual revenue is kept in %(currency)s and was not used. Convert it."),
    "family_situation_off": _("The family situation is not registered in this company and was not used."),
    "summary_without_date": _("A follow-up summary needs the follow-up date; it was not used."),
    "not_concerned": _("Only the people concerned with this customer may change this; it was not used."),
    "older_than_record": _(
        "This was updated on %(date)s, later than the form says; importing sets the older content."
    ),
    # the file
    "not_a_workbook": _("This file is not an Excel workbook (.xlsx). Save it as .xlsx and try again."),
    "protected_or_old": _(
        "This file has a password or the old .xls format. Save it as .xlsx without a password."
    ),
    "damaged": _("This workbook is damaged and cannot be read. Open it in Excel and save it again."),
    "macros": _("This workbook contains macros. Save it as .xlsx without macros."),
    "unsafe_xml": _("This workbook contains definitions that a form never needs. Save it again with Excel."),
    "too_large": _("This workbook is larger than %(limit)s MB. Split it into smaller files."),
    "too_many_sheets": _("This workbook has %(sheets)s sheets, but at most %(limit)s are allowed. Split it."),
    "empty_workbook": _("This workbook is empty."),
}
REMARKS = frozenset(
    "unknown_role record_without_date unknown_item content_without_label unknown_name other_currency"
    " family_situation_off summary_without_date not_concerned older_than_record".split()
)


@dataclass(frozen=True)
class Problem:
    code: str
    params: Mapping = field(default_factory=dict, hash=False)
    cell: str | None = None
    item: str | None = None

    @property
    def fatal(self):
        """Nothing of the sheet may be written; the others are only remarks."""
        return self.code not in REMARKS

    @property
    def message(self):
        return PROBLEM_CODES[self.code] % self.params

    def at(self, cell, item):
        return replace(self, cell=cell, item=item)


def problem(code, cell=None, **params):
    """Make a problem; what the user typed is repeated only in short.

    >>> problem("not_a_date", text="0" * 100).params["text"]
    '000000000000000000000000000000000000000…'
    """
    return Problem(code, {key: _shorten(value) for key, value in params.items()}, cell)


def _shorten(value):
    if not isinstance(value, str) or len(value) <= SNIPPET_LENGTH:
        return value
    return value[: SNIPPET_LENGTH - 1] + "…"
