"""Opening My Day with 300 open deals, beside the ERP's own board of the same deals."""

from odoo.tools import SQL

from .bench_grading import create_deals
from .bench_kanban import _get_fields, _open
from .population import registered
from .table import Row, clock, send

FEW, MANY = 10, 300
ROUNDS = 15


def measure(env):
    """As a salesperson with 300 open deals opens it, of which contacts, minutes and checks are due."""
    if not env["crm.lead"].search_count([("name", "=like", "Bench %")], limit=1):
        create_deals(env)
    user = env["res.users"].search([("login", "=like", "bench%")], order="id", limit=1)
    queries = {}
    for number in (FEW, MANY):
        _fill(env, user, number)
        queries[number] = _count(env, user)
    # parts with more than they show are counted: four of them
    assert queries[MANY] <= queries[FEW] + 4, queries
    leads = env["crm.lead"].with_user(user).with_context(active_test=True)
    names = {name for name in _get_fields(leads) if "sales_toolkit" not in leads._fields[name]._modules}
    ours, reference = [], []
    for _round in range(ROUNDS):
        env.invalidate_all()
        with clock(ours):
            send(env["sales_toolkit.my_day"].with_user(user).get())
        env.invalidate_all()
        with clock(reference):
            _open(leads, names)
    counts = f"{queries[MANY]} queries, {queries[FEW]} with {FEW}"
    name = f"My Day with {MANY} deals ({counts}), beside the ERP's own board of them"
    return [Row(name, ours, reference, 1.5)]


def _count(env, user):
    my_day = env["sales_toolkit.my_day"].with_user(user)
    my_day.get()
    env.invalidate_all()
    before = env.cr.sql_log_count
    my_day.get()
    return env.cr.sql_log_count - before


def _fill(env, user, number):
    """So many deals are the user's; of each, a contact, minutes and a check are due."""
    values = {"id": user.id, "number": number}
    env.cr.execute(
        "UPDATE crm_lead SET user_id = CASE WHEN id IN "
        "(SELECT id FROM crm_lead WHERE name LIKE 'Bench %%' ORDER BY id LIMIT %(number)s) THEN %(id)s END "
        "WHERE user_id = %(id)s OR id IN "
        "(SELECT id FROM crm_lead WHERE name LIKE 'Bench %%' ORDER BY id LIMIT %(number)s)",
        values,
    )
    customers = registered(env)[:number]
    env.cr.execute("UPDATE res_partner SET user_id = %s WHERE id = ANY(%s)", (user.id, customers))
    env.cr.execute(
        SQL(
            """WITH deals AS (
                   UPDATE crm_lead AS lead SET partner_id = chosen.partner_id
                     FROM (SELECT deal.id, customer.partner_id
                             FROM (SELECT id, row_number() OVER (ORDER BY id) AS place
                                     FROM crm_lead WHERE user_id = %(user)s) AS deal
                             JOIN unnest(%(customers)s::int[]) WITH ORDINALITY AS customer (partner_id, place)
                               USING (place)) AS chosen
                    WHERE chosen.id = lead.id RETURNING lead.id, lead.partner_id, lead.grade)
               INSERT INTO sales_toolkit_follow_up
                      (lead_id, partner_id, user_id, method, goal, grade, state, planned_date, done_at,
                       minutes_due)
               SELECT id, partner_id, %(user)s, 'phone', 'Confirm the parameters', grade, state,
                      current_date - 1, CASE WHEN state = 'done' THEN now() AT TIME ZONE 'UTC' END,
                      CASE WHEN state = 'done' THEN now() AT TIME ZONE 'UTC' - interval '1 hour' END
                 FROM deals, unnest(ARRAY['planned', 'done']) AS state""",
            user=user.id,
            customers=customers,
        )
    )
    env.cr.execute(
        """INSERT INTO sales_toolkit_data_check (partner_id, user_id, due_date, state)
           SELECT id, %s, current_date - 1, 'due' FROM res_partner WHERE id = ANY(%s)
           ON CONFLICT DO NOTHING""",
        (user.id, customers),
    )
    env.cr.commit()
    env.cr.execute("ANALYZE crm_lead, sales_toolkit_follow_up, sales_toolkit_data_check")
    env.cr.commit()
    env.invalidate_all()
