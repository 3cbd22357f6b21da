"""What an earlier version knew nothing of: the tags of retrospectives. No closed deal gets one by itself."""

from odoo import SUPERUSER_ID, api
from odoo.tools import convert_file


def migrate(cr, version):
    """Runs once the models are there."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    tags = env["sales_toolkit.retrospective_tag"].with_context(active_test=False)
    if not tags.search_count([], limit=1):
        convert_file(env, "sales_toolkit", "data/retrospective_data.xml", {}, mode="init", noupdate=True)
