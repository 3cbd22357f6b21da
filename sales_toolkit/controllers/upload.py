"""What the web client is told when a file cannot be stored: the reason, in the place of a general error."""

import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.mail.controllers.attachment import AttachmentController
from odoo.addons.web.controllers.binary import Binary

from ..models.shared.ir_attachment import NO_ROOM


class UploadController(AttachmentController):
    @http.route()
    def mail_attachment_upload(self, *args, **kwargs):
        try:
            return super().mail_attachment_upload(*args, **kwargs)
        except UserError:
            reason = request.env.cr.cache.get(NO_ROOM)
            if not reason:
                raise
            request.env.cr.rollback()
            return request.make_json_response({"error": reason})


class BinaryController(Binary):
    @http.route()
    def upload_attachment(self, *args, callback=None, **kwargs):
        """Core swallows what went wrong, keeps an attachment without its file, and answers for each one."""
        answer = super().upload_attachment(*args, callback=callback, **kwargs)
        reason = request.env.cr.cache.get(NO_ROOM)
        if callback or not reason:
            return answer
        request.env.cr.rollback()
        files = json.loads(answer.get_data(as_text=True))
        answer.set_data(json.dumps([{"error": reason} for _file in files]))
        return answer
