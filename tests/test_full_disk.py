"""A disk that is full: the kernel itself refuses the file. Said in plain words, nothing half-written."""

import os
import resource
from contextlib import contextmanager
from pathlib import Path

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from common import ToolkitHttpCase, encoded
from common_closing import Closing

ROOM = 4096
STORE = "odoo.addons.base.models.ir_attachment"


@contextmanager
def full_disk():
    """No file of this process may grow beyond some bytes: further writing fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@tagged("post_install", "-at_install")
class TestFullDisk(Closing, ToolkitHttpCase):
    def setUp(self):
        super().setUp()
        self.big = os.urandom(10 * ROOM)  # another file for each test: what is stored stays

    def files(self):
        """What is in the store, without the list of what may go."""
        store = Path(self.env["ir.attachment"]._filestore())
        return {path for path in store.rglob("*") if path.is_file() and "checklist" not in path.parts}

    def sign(self, contract):
        return contract.with_user(self.rep).action_sign(
            self.rep.get_today(), encoded(self.big).decode(), "a.pdf"
        )

    @mute_logger(STORE)
    def test_a_contract_is_not_signed_without_its_scan_and_is_later(self):
        contract = self.approved()
        before = self.files()
        with full_disk(), self.assertRaisesRegex(UserError, "no room left"), self.env.cr.savepoint():
            self.sign(contract)
        contract.invalidate_recordset()
        self.assertEqual(
            (contract.state, contract.signed_scan, contract.signed_on), ("approved", False, False)
        )
        self.assertEqual(self.files(), before, "a half file is in the way")
        self.sign(contract)
        self.assertEqual((contract.state, contract.signed_scan), ("signed", encoded(self.big)))

    def upload(self, path, **data):
        data = {"csrf_token": http.Request.csrf_token(self), **data}
        answer = self.url_open(
            path, data=data, files={"ufile": ("a.xlsx", self.big, "application/octet-stream")}
        )
        answer.raise_for_status()
        return answer.json()

    @mute_logger(STORE)
    def test_a_file_of_the_chatter_is_refused_with_the_reason(self):
        lead = self.deal()
        self.authenticate(self.rep.login, self.rep.login)
        where = {"thread_id": lead.id, "thread_model": "crm.lead"}
        count, before = self.env["ir.attachment"].search_count([]), self.files()
        with full_disk():
            answer = self.upload("/mail/attachment/upload", **where)
        self.assertIn("no room left", answer["error"])
        self.assertEqual((self.env["ir.attachment"].search_count([]), self.files()), (count, before))
        stored = self.upload("/mail/attachment/upload", **where)["data"]["attachment_id"]
        self.assertEqual(self.env["ir.attachment"].browse(stored).raw, self.big)

    @mute_logger(STORE, "odoo.addons.web.controllers.binary")
    def test_a_form_to_import_is_refused_with_the_reason(self):
        self.authenticate(self.rep.login, self.rep.login)
        where = {"model": "sales_toolkit.paper_form_import", "id": 0}
        count, before = self.env["ir.attachment"].search_count([]), self.files()
        with full_disk():
            [answer] = self.upload("/web/binary/upload_attachment", **where)
        self.assertIn("no room left", answer["error"])
        self.assertEqual((self.env["ir.attachment"].search_count([]), self.files()), (count, before))
        [answer] = self.upload("/web/binary/upload_attachment", **where)
        self.assertEqual(self.env["ir.attachment"].browse(answer["id"]).raw, self.big)
