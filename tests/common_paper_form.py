"""Making, importing and reading registration forms."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from common import ToolkitCase, encoded

WATCHED = (
    "res.partner",
    "res.partner.category",
    "res.partner.industry",
    "sales_toolkit.need_type",
    "sales_toolkit.key_note",
    "sales_toolkit.update_log",
    "sales_toolkit.confidential",
    "sales_toolkit.decision_maker",
    "sales_toolkit.follow_up",
)
NAME = "江苏恒锂新材料科技有限公司"


def workbook(*sheets):
    """An .xlsx of sheets, each {label: content} or rows."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{number}")
        for row in rows.items() if isinstance(rows, dict) else rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def contents(data):
    """{label: (content, update record)} of the first sheet."""
    rows = load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    return {label: (content, record) for label, content, record in rows}


class PaperFormCase(ToolkitCase):
    def wizard(self, data, user=None, filename="form.xlsx", lang="zh_CN", **values):
        model = (
            self.env["sales_toolkit.paper_form_import"].with_user(user or self.rep).with_context(lang=lang)
        )
        self.settle()
        return model.create({"file": encoded(data), "filename": filename, **values})

    def imported(self, data, **kwargs):
        wizard = self.wizard(data, **kwargs)
        wizard.action_import()
        self.settle()
        return wizard

    def messages(self, wizard):
        return "\n".join(filter(None, wizard.sheet_ids.mapped("problem_text")))

    def snapshot(self):
        """Every stored value of every row that an import may touch."""
        self.env.flush_all()
        tables = {}
        for model in WATCHED:
            self.env.cr.execute(f'SELECT * FROM "{self.env[model]._table}" ORDER BY id')
            tables[model] = self.env.cr.fetchall()
        return tables

    def find(self, name=NAME):
        return self.env["res.partner"].with_user(self.rep).search([("name", "=", name)])
