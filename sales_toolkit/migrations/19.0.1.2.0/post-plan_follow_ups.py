"""What an earlier version knew nothing of: cadences, methods, and follow-ups without a customer.

Runs after post-grades.py: the cadences stand on the grades. Nothing is planned by itself.
"""

from odoo import SUPERUSER_ID, api
from odoo.tools import convert_file

from odoo.addons.sales_toolkit.hooks import mark_contacts

RULE = "['|', ('partner_id', '=', False), ('partner_id.company_id', 'in', company_ids + [False])]"


def migrate(cr, version):
    """Runs once the models are there."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    if not env["sales_toolkit.grade_step"].search_count([], limit=1):
        convert_file(env, "sales_toolkit", "data/follow_up_data.xml", {}, mode="init", noupdate=True)
    mark_contacts(cr)
    for method in ("phone", "visit", "email"):
        channel = env.ref(f"sales_toolkit.channel_{method}", raise_if_not_found=False)
        if channel:
            cr.execute(
                "UPDATE sales_toolkit_follow_up SET method = %s WHERE method IS NULL AND channel_id = %s",
                (method, channel.id),
            )
    # the shipped rule, as far as nobody has changed it
    rule = env.ref("sales_toolkit.follow_up_rule_company", raise_if_not_found=False)
    if rule and rule.domain_force == "[('partner_id.company_id', 'in', company_ids + [False])]":
        rule.domain_force = RULE
