"""Importing 10,000 customers with a contact each by the ERP's own import, with the add-on and without; and
1,000 paper forms, beside creating the same customers.

Seconds of processor time, of Python and of PostgreSQL; one round.
"""

import csv
import io
import os
from zlib import crc32

from proof.database import temporary

from . import work
from .table import Row

ROWS, FORMS = 10_000, 1_000  # fewer in a smaller database
PART, SHEETS = 1_000, 100
PATIENCE = 7200
CORE = ("name", "is_company", "vat", "industry_id", "category_id",
        "child_ids/name", "child_ids/function", "child_ids/phone", "child_ids/email")  # fmt: skip
# The columns of our template
TEMPLATE = ("name", "is_company", "vat", "industry_id", "category_id",
            "contact_name", "contact_title", "contact_phone", "contact_email", "size_text", "main_business",
            "pain_points", "budget_text", "need_description", "need_type_id", "intent",
            "channel_id")  # fmt: skip
FURTHER = ("200-500 employees; annual revenue 100-200 million", "Precision parts",
           "Change-over takes too long", "CNY 3-4 million", "Two machining cells", "Equipment Purchase",
           "Strong", "Trade Show")  # fmt: skip
LABELS = ("客户名称(企业/个人)", "联系人姓名", "联系人职务", "联系方式", "电子邮箱", "所属行业",
          "企业规模", "主营业务", "当前需求痛点", "预算范围", "客户标签")  # fmt: skip


def compare(layers, partners):
    figures, size, forms = {}, min(ROWS, partners // 10), min(FORMS, partners // 100)
    for name, template in (("with", layers.addon()), ("without", layers.base())):
        with temporary(layers, "bench", template) as database:
            database.call("benchmarks.population.populate_and_count", partners, timeout=PATIENCE)
            ways = ("core", "registered", "template") if name == "with" else ("core",)
            for way in ways:
                figures[name, way] = [database.call(f"{__name__}.import_rows", way, size, timeout=PATIENCE)]
            if name == "with":
                imported, created = database.call(f"{__name__}.import_forms", forms, timeout=PATIENCE)
    plain = figures["without", "core"]
    return [
        Row(f"import {size:,} companies and contacts, not registered", figures["with", "core"], plain, 1.25),
        Row("the same, registered: with update records, keys, checks", figures["with", "registered"], plain),
        Row("the same, all columns of our template", figures["with", "template"], plain),
        Row(f"import {forms:,} paper forms, beside creating the same customers", [imported], [created]),
    ]


def import_rows(env, way, size):
    """Seconds of importing ``size`` rows in parts, as the web client does."""
    columns = TEMPLATE if way == "template" else CORE
    context = {"tracking_disable": True, "register_customer": way != "core"}
    seconds = 0
    for part in range(0, size, PART):
        rows = [_row(f"{way} {number}", columns) for number in range(part, min(size, part + PART))]
        seconds += _import(env(user=2, su=False, context=context), columns, rows)
    return seconds


def _row(text, columns):
    number = crc32(text.encode()) % 10**8
    core = [f"Company {text}", "1", "", "Manufacturing", "", f"Contact {text}", "Buyer", f"021-{number:08}",
            f"c{number}@import.example"]  # fmt: skip
    return [*core, *FURTHER[: len(columns) - len(core)]]


def _import(env, columns, rows):
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([columns, *rows])
    values = {"res_model": "res.partner", "file": stream.getvalue().encode(), "file_name": "bench.csv",
              "file_type": "text/csv"}  # fmt: skip
    options = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8"}
    options |= {"date_format": "", "datetime_format": "", "float_thousand_separator": ",",
                "float_decimal_separator": "."}  # fmt: skip
    wizard = env["base_import.import"].create(values)
    env.cr.commit()
    with work.clock(taken := [], os.getpid(), work.postmaster(env.cr)):
        result = wizard.execute_import(list(columns), list(columns), options)
        env.cr.commit()
    assert result["ids"] and len(result["ids"]) == len(rows), result["messages"][:3]
    return taken[0]


def import_forms(env, size):
    """(seconds of the importer, seconds of a create() each)"""
    forms = [_form(number) for number in range(size)]
    env = env(user=2, su=False, context={"lang": "zh_CN"})
    clocks = os.getpid(), work.postmaster(env.cr)
    ours, reference = [], []
    for start in range(0, size, SHEETS):
        attachment = env["ir.attachment"].create(
            {"name": f"forms{start}.xlsx", "raw": _workbook(forms[start : start + SHEETS])}
        )
        wizard = env["sales_toolkit.paper_form_import"].create({"attachment_ids": [(6, 0, attachment.ids)]})
        env.cr.commit()
        with work.clock(ours, *clocks):
            wizard.action_import()
            env.cr.commit()
        written = wizard.sheet_ids.filtered(lambda sheet: sheet.state == "written")
        assert len(written) == SHEETS, wizard.sheet_ids.mapped("problem_text")[:3]
    for number in range(size):
        values = _values(env, number)
        with work.clock(reference, *clocks):
            env["res.partner"].create(values)
            env.flush_all()
    env.cr.commit()
    return sum(ours), sum(reference)


def _form(number):
    cells = (f"江苏恒锂{number}号新材料科技有限公司", f"周{number}", "采购总监", f"0519-{number:08}",
             f"zhou{number}@form.example", "制造业", "500-1000人,年营收5-10亿", "锂电池正极材料生产",
             "采购自动化生产线", "800-1000万元", "高潜力客户")  # fmt: skip
    return [("客户基本信息", "内容", "更新记录"), *((*pair, "-") for pair in zip(LABELS, cells, strict=True))]


def _values(env, number):
    names = ("name", "contact_name", "contact_title", "contact_phone", "contact_email", None, "size_text",
             "main_business", "pain_points", "budget_text", None)  # fmt: skip
    cells = [row[1] for row in _form(number + FORMS)[1:]]
    values = {name: cell for name, cell in zip(names, cells, strict=True) if name}
    industry = env["res.partner.industry"].search([("name", "ilike", "制造")], limit=1)
    tag = env["res.partner.category"].search([("name", "=", cells[-1])], limit=1)
    more = {"is_company": True, "registered_on": "2024-03-15", "industry_id": industry.id}
    return values | more | {"category_id": [(6, 0, tag.ids)], "user_id": env.uid}


def _workbook(forms):
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, form in enumerate(forms):
        sheet = book.create_sheet(f"S{number}")
        for row in form:
            sheet.append(row)
    book.save(stream := io.BytesIO())
    return stream.getvalue()
