"""Rules that say who is concerned with a customer in the new words, where nobody has changed the old ones."""

from odoo import SUPERUSER_ID, api

CONCERNED = """
    ('partner_id.user_id', '=', user.id),
    ('partner_id.user_id.crm_team_member_ids', 'any', [
        ('active', '=', True), ('crm_team_id.active', '=', True), ('crm_team_id.user_id', '=', user.id)]),
    ('partner_id.confidential_ids.reader_ids', 'in', user.ids), ]"""
NOW = "('partner_id', 'any', user.get_concerned_domain())]"
OWN, OPEN = "('user_id', '=', user.id), ", "('confidential', '=', False), "
RULES = {
    "confidential_rule_concerned": "",
    "decision_maker_rule_concerned": "",
    "access_request_rule_concerned": OWN,
    "update_log_rule_concerned": OPEN,
    "review_rule_concerned": OPEN,
}


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name, first in RULES.items():
        rule = env.ref(f"sales_toolkit.{name}", raise_if_not_found=False)
        old = "[ '|', '|', " + ("'|', " if first else "") + first + CONCERNED
        if rule and rule.domain_force.split() == old.split():
            rule.domain_force = ("['|', " if first else "[") + first + NOW
