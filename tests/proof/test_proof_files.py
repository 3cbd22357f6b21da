"""Files that somebody broke, and rows of an import with anything in them: refused in words, nothing
half-written."""

import random
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from common import SAMPLE
from common_paper_form import PaperFormCase
from proof import fuzz, values
from proof.rpc import blame, is_clean

FILES = 120
ROWS = 150
COLUMNS = ["name", "vat", "phone", "need_description", "registered_on", "user_id", "headcount_min", "intent",  # noqa: E501
           "budget_min", "category_id", "review_state", "id", ".id", "parent_id/id", "no such column"]  # fmt: skip  # noqa: E501


def broken(random_, original):
    """The form with bytes, or the text of one of its parts, changed."""
    data = bytearray(original)
    if random_.random() < 0.4:
        for _flip in range(random_.choice([1, 3, 50])):
            data[random_.randrange(len(data))] = random_.randrange(256)
        return bytes(data[: random_.choice([len(data), len(data) // 2])])
    stream = BytesIO()
    with ZipFile(BytesIO(original)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = random_.choice(names)
        for name in names:
            part = source.read(name)
            target.writestr(name, spoilt(random_, part) if name == chosen else part)
    return stream.getvalue()


def spoilt(random_, part):
    """One part, with something put in, cut out or said twice."""
    place, length = random_.randrange(len(part) + 1), random_.randrange(1, 200)
    put = random_.choice(
        [b"", b"\x00", b"<", b"</row>", "漢".encode("gb18030"), b"9" * 400, b"&x;", b"1e999", b"<c/>" * 50]
    )
    return part[:place] + put + part[place + random_.choice([0, length]) :]


@tagged("post_install", "-at_install")
class TestBrokenFiles(PaperFormCase):
    def test_forms_that_are_broken_are_refused_whole(self):
        findings = fuzz.Findings()
        original = SAMPLE.read_bytes()
        random_ = random.Random(fuzz.cases(0) or 7)
        for number in range(min(fuzz.cases(FILES), 5000)):
            data = broken(random_, original)
            savepoint = self.env.cr.savepoint()
            try:
                before = self.snapshot()
                wizard = self.imported(data, filename=f"{number}.xlsx", lang="en_US")
                written = "written" in wizard.sheet_ids.mapped("state")
                if not written and self.snapshot() != before:
                    findings.add("something of a refused form was written", data)
            except UserError:
                pass  # said in words
            except Exception as error:
                findings.add(f"{type(error).__name__}: {str(error)[:90]}", data[:200])
            finally:
                self.env.transaction.clear()
                savepoint.close(rollback=True)
        self.assertFalse(str(findings), f"\n{findings}")

    def test_rows_of_an_import_bear_anything(self):
        self.findings = fuzz.Findings()
        cell = st.one_of(
            st.sampled_from([*values.TEXTS, "恒锂", "2024-03-15", "500-1000人"]), st.text(max_size=8)
        )
        rows = st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=5, unique=True).flatmap(
            lambda columns: st.tuples(
                st.just(columns),
                st.lists(
                    st.lists(cell, min_size=len(columns), max_size=len(columns)), min_size=1, max_size=3
                ),
            )
        )
        fuzz.draw("rows", rows, min(fuzz.cases(ROWS), 5000), self.load)
        self.assertFalse(str(self.findings), f"\n{self.findings}")

    def load(self, case):
        columns, rows = case
        savepoint = self.env.cr.savepoint()
        try:
            before = self.snapshot()
            answer = self.env["res.partner"].with_user(self.rep).load(columns, rows)
            self.env.flush_all()
            if not answer["ids"] and self.snapshot() != before:
                self.findings.add("something of a refused import was written", case)
        except Exception as error:
            # on a column that is none, or a number that is none, the ERP's own import fails in this way
            if not is_clean(error) and blame(error)[1]:
                self.findings.add(f"{type(error).__name__}: {str(error)[:90]}", case)
        finally:
            self.env.transaction.clear()
            savepoint.close(rollback=True)
