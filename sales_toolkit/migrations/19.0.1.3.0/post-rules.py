"""Rules that have changed: who reads what was said about a deleted opportunity, who answers an objection.

Where somebody has changed the old ones, they stay.
"""

from odoo import SUPERUSER_ID, api

COMPANY = "'|', ('{0}lead_id', '=', False), ('{0}lead_id.company_id', 'in', company_ids + [False]),"
DELETED = " '|', ('{0}deal_deleted', '=', False), ('{0}deal_company_id', 'in', company_ids + [False]),"
CUSTOMER = " '|', ('{0}partner_id', '=', False), ('{0}partner_id.company_id', 'in', company_ids + [False]),"
OWN = (
    "'|', '|', '|', ('{0}lead_id', '=', False), ('{0}user_id', '=', user.id), "
    "('{0}lead_id.user_id', '=', user.id), ('{0}lead_id.user_id', '=', False),"
)
OWN_NOW = (
    "'|', ('{0}user_id', '=', user.id), "
    "'|', '&', ('{0}deal_deleted', '=', True), ('{0}deal_user_id', 'in', (user.id, False)), "
    "'&', ('{0}deal_deleted', '=', False), '|', '|', "
    "('{0}lead_id', '=', False), ('{0}lead_id.user_id', '=', user.id), ('{0}lead_id.user_id', '=', False),"
)
BELOW = "follow_up_id."
REPLY = (
    "('create_uid', '=', user.id), ('objection_id.helper_id', '=', user.id), "
    "('objection_id.state', 'in', ('open', 'help', 'answered'))"
)
# {rule: (prefix, as it was, as it is)}
RULES = {
    "follow_up_rule_lead_company": ("", COMPANY, COMPANY + DELETED),
    "follow_up_rule_personal": ("", OWN, OWN_NOW),
    "promise_rule_company": (BELOW, COMPANY + CUSTOMER, COMPANY + DELETED + CUSTOMER),
    "promise_rule_personal": (BELOW, OWN, OWN_NOW),
    "follow_up_fact_rule_company": (BELOW, COMPANY + CUSTOMER, COMPANY + DELETED + CUSTOMER),
    "follow_up_fact_rule_personal": (BELOW, OWN, OWN_NOW),
    # others say by now who answers an objection in a dialog
    "objection_reply_rule_own": ("", REPLY, "('create_uid', '=', user.id)"),
}


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name, (prefix, was, now) in RULES.items():
        rule = env.ref(f"sales_toolkit.{name}", raise_if_not_found=False)
        if rule and plain(rule.domain_force) == plain(was.format(prefix)):
            rule.domain_force = f"[{now.format(prefix)}]"


def plain(domain):
    """Without what does not matter: brackets around it, blanks, a comma at the end."""
    return "".join(domain.split()).strip("[]").rstrip(",")
