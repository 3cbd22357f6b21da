"""The brief of a deal with a long history, beside that of one with a short history."""

from odoo.tools import SQL

from .population import registered
from .table import Row, clock

SHORT, LONG = 5, 500
ROUNDS = 30


def measure(env):
    customers = registered(env)[:2]
    user = env["res.partner"].browse(customers[0]).user_id
    leads = [
        _create_deal(env, customer, user, number)
        for customer, number in zip(customers, (SHORT, LONG), strict=True)
    ]
    env.cr.commit()
    env.cr.execute("ANALYZE crm_lead, sales_toolkit_follow_up")
    short, long = (lead.with_user(user) for lead in leads)
    _open(env, long)
    queries = {lead: _open(env, lead) for lead in (short, long)}
    assert queries[long] <= queries[short], (queries[long], queries[short])
    ours, reference = [], []
    for _round in range(ROUNDS):
        for lead, times in ((short, reference), (long, ours)):
            env.invalidate_all()
            with clock(times):
                lead.get_brief()
    counts = f"{queries[long]} and {queries[short]} queries"
    name = f"brief with {LONG} past contacts, beside one with {SHORT} ({counts})"
    return [Row(name, ours, reference, 1.2)]


def _open(env, lead):
    """How many queries the brief takes."""
    env.invalidate_all()
    before = env.cr.sql_log_count
    lead.get_brief()
    return env.cr.sql_log_count - before


def _create_deal(env, customer_id, user, number):
    lead = env["crm.lead"].create(
        {
            "name": f"Deal with {number} contacts",
            "type": "opportunity",
            "partner_id": customer_id,
            "user_id": user.id,
            "need_clarity": "partial",
            "budget_fit": "unconfirmed",
        }
    )
    env.flush_all()
    env.cr.execute(
        SQL(
            """INSERT INTO sales_toolkit_follow_up
                   (lead_id, partner_id, user_id, state, method, done_at, outcome, minutes, next_step)
               SELECT %s, %s, %s, 'done', 'phone', now() - n * interval '1 day', 'Outcome ' || n,
                      repeat('What was said. ', 40), 'Next step ' || n
                 FROM generate_series(1, %s) AS n""",
            lead.id,
            customer_id,
            user.id,
            number,
        )
    )
    return lead
