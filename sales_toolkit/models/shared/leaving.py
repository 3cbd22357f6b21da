"""Users who leave: the ERP deletes their activities when they are archived."""

from odoo import models


class Leaving:
    """In the context of what the ERP deletes then; a client can't send one."""


def is_leaving(env):
    """Whether activities are deleted because their user leaves: nobody has decided anything about them."""
    return isinstance(env.context.get("leaving"), Leaving)


class ResUsers(models.Model):
    _inherit = "res.users"

    def action_archive(self):
        """What these users leave behind is told as such, see ``is_leaving()``."""
        return super(ResUsers, self.with_context(leaving=Leaving())).action_archive()
