"""Files that cannot be stored: said in plain words, and nothing half-written stays behind."""

import contextlib
import errno
import os

from odoo import api, models
from odoo.exceptions import UserError

# What the system says when a disk, or somebody's share of it, is full
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_ROOM = "sales_toolkit_no_room"


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _file_write(self, bin_value, checksum):
        """
        :raise UserError: when the disk is full. The half file goes: otherwise the same file could not be
            stored once there is room again, because core finds another content under its name
        """
        path = self._full_path(f"{checksum[:2]}/{checksum}")
        known = os.path.exists(path)
        try:
            return super()._file_write(bin_value, checksum)
        except OSError as error:
            if error.errno not in FULL:
                raise
            if not known:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(path)
            reason = self.env._(
                "There is no room left on the server's disk, so the file was not stored. "
                "Ask your administrator to make room, then try again."
            )
            self.env.cr.cache[NO_ROOM] = reason  # for a caller that swallows the error
            raise UserError(reason) from error
