"""The registration form of one customer: from the cells of a sheet to values, and back.

>>> from datetime import date
>>> today = date(2024, 7, 1)
>>> grid = [["客户名称", "恒锂公司", "2024-03-15初次录入"], ["企业规模", "500-1000人"], ["预算", "many"]]
>>> form = read_form(grid, today)
>>> form.kind, form.values["name"], form.values["size"].headcount.maximum
('company', '恒锂公司', 1000)
>>> form.records["name"][0].text
'初次录入'
>>> [(problem.code, problem.cell, problem.fatal) for problem in form.problems]
[('not_a_range', 'B3', True)]
>>> form_rows(form.values, form.records, "en", form.kind)[:2]
[('Customer information', 'Content', 'Update record'),
 ('Customer name (company/individual)', '恒锂公司', '2024-03-15初次录入')]
"""

from dataclasses import dataclass, field

from .kind import kind_of
from .labels import HEADERS, ITEMS, LABELS, items_for
from .layout import find_rows
from .problems import Problem, problem
from .text import is_blank, text_of
from .update_records import UpdateRecord, format_update_records, parse_update_records
from .values import read_value, write_value


@dataclass
class Form:
    """What a sheet says about a customer.

    `values` has a key for every item that is on the form and could be read, None when it is blank;
    `cells` says where its content stands.
    """

    kind: str = "company"
    values: dict[str, object] = field(default_factory=dict)
    records: dict[str, list[UpdateRecord]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def fatal(self):
        return any(problem.fatal for problem in self.problems)


def read_form(grid, today):
    """Read the form on a sheet: `grid` holds the rows, with merged cells filled in."""
    rows = find_rows(grid)
    if not rows:
        return Form(problems=[problem("not_a_form")])
    form, first_rows = Form(), {}
    for row in rows:
        if not row.item:
            form.problems.append(_unknown(row))
        elif row.item in first_rows:
            _compare(form, first_rows[row.item], row)
        else:
            first_rows[row.item] = row
            _read_row(form, row, today)
    _check_name(form)
    form.kind = kind_of(form.values, first_rows["name"].label.value if "name" in first_rows else "")
    return form


def form_rows(values, records, lang, kind):
    """Return the three columns of the form, its header first, in the handbook's order.

    An item without a value keeps its row, with "-"; one that the form of this kind does not have gets
    a row when it has a value.
    """
    usual = items_for(kind)
    items = [item for item in ITEMS if item in usual or values.get(item) or records.get(item)]
    return [HEADERS[lang]] + [
        (
            LABELS[lang][item],
            write_value(item, values.get(item), lang),
            format_update_records(records.get(item, [])),
        )
        for item in items
    ]


def _read_row(form, row, today):
    form.cells[row.item] = row.content.name
    value, problems = read_value(row.item, row.content.value, today)
    form.problems += [found.at(row.content.name, row.item) for found in problems]
    if not any(found.fatal for found in problems):
        form.values[row.item] = value
    records, problems = parse_update_records(row.record.value, today)
    form.problems += [found.at(row.record.name, row.item) for found in problems]
    if records:
        form.records[row.item] = records


def _compare(form, first, row):
    """A merged cell may repeat an item; with another content we cannot know which one holds."""
    if is_blank(row.content.value) or row.content.value == first.content.value:
        return
    found = problem("duplicate_item", label=text_of(row.label.value), first=first.content.name)
    form.problems.append(found.at(row.content.name, row.item))
    form.values.pop(row.item, None)


def _unknown(row):
    if is_blank(row.label.value):
        return problem("content_without_label", row.content.name, text=text_of(row.content.value))
    return problem("unknown_item", row.label.name, label=text_of(row.label.value))


def _check_name(form):
    if "name" not in form.cells or form.values.get("name", "given twice") is None:
        form.problems.append(problem("name_missing").at(form.cells.get("name"), "name"))
