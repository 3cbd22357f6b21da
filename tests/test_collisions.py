"""Scheduled actions that collide with somebody: see proof/rivals_cron.py for the collision itself."""

import re

from odoo.tests import tagged

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestCollisions(ToolkitCase):
    def test_every_scheduled_action_of_ours_goes_on_after_a_collision(self):
        rows = self.env["ir.model.data"].search(
            [("model", "=", "ir.cron"), ("module", "=like", "sales_toolkit%")]
        )
        crons = self.env["ir.cron"].browse(rows.mapped("res_id"))
        self.assertGreaterEqual(len(crons), 18)
        for cron in crons:
            name = re.fullmatch(r"model\.(\w+)\(\)", cron.code.strip())[1]
            method = getattr(type(self.env[cron.model_id.model]), name)
            self.assertTrue(hasattr(method, "__wrapped__"), f"{name} lacks @tries_again")
