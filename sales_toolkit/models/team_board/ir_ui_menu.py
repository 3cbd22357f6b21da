"""The board's menu is for those who have one."""

from odoo import models


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """Groups can't say who leads a team."""
        hidden = super()._load_menus_blacklist()
        menu = self.env.ref("sales_toolkit.menu_team_board", raise_if_not_found=False)
        if menu and not self.env["sales_toolkit.team_board"].is_leader():
            hidden.append(menu.id)
        return hidden
