"""Marking dormant customers and drafting their plans, beside the SQL that writes the same rows."""

from odoo.tools import SQL

from .population import registered
from .table import Row, clock

DUE = 20_000
ROUNDS = 3
PLANS = 300
RESET = """UPDATE res_partner SET dormant = NULL, dormant_since = NULL, dormant_at = NULL,
                  dormant_reason = NULL, last_contact_date = current_date WHERE id = ANY(%s)"""
QUIET = "UPDATE res_partner SET last_contact_date = current_date - 100 WHERE id = ANY(%s)"
COPIED = {
    "sales_toolkit_update_log": "date",
    "sales_toolkit_activation_plan": "dormant_since",
    "sales_toolkit_activation_step": "date",
}


def measure(env):
    ids = registered(env)
    env.cr.execute(RESET, (ids,))
    _settle(env)
    partners = env["res.partner"]
    quiet, select = [], []
    for _round in range(ROUNDS):
        with clock(quiet):
            partners._cron_mark_dormant_customers()
        _settle(env)
        with clock(select):
            env.cr.execute(
                "SELECT id FROM res_partner WHERE registered_on IS NOT NULL AND dormant IS NOT TRUE "
                "AND active AND COALESCE(last_contact_date, registered_on) <= current_date - 90"
            )
            env.cr.commit()
    ours, reference = [], []
    for number in range(ROUNDS):
        batch = ids[number * DUE : (number + 1) * DUE]
        env.cr.execute(QUIET, (batch,))
        _settle(env)
        with clock(ours):
            partners._cron_mark_dormant_customers()
        _settle(env)
        reference.append(_write_the_same(env, batch))
    return [
        Row("dormancy, nothing due", quiet, select, 3),
        Row("mark 20,000 as dormant, with plans", ours, reference, 3),
        _start_plans(env),
    ]


def _start_plans(env):
    """Confirming plans makes the activities of their steps; core makes as many in one batch."""
    ours, reference = [], []
    plans = env["sales_toolkit.activation_plan"].search([("state", "=", "draft")], limit=ROUNDS * PLANS)
    for number in range(ROUNDS):
        batch = plans[number * PLANS : (number + 1) * PLANS]
        _settle(env)
        with clock(ours):
            batch.action_confirm()
            env.cr.commit()
        activities = batch.step_ids.activity_id
        values = activities.read(
            ["activity_type_id", "summary", "date_deadline", "user_id", "res_model_id", "res_id"], load=""
        )
        values = [{name: row[name] for name in row if name != "id"} for row in values]
        _settle(env)
        with clock(reference):
            env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)
            env.cr.commit()
    return Row(
        f"start {PLANS} plans, {len(values)} activities, beside core's own creation", ours, reference, 1.3
    )


def _write_the_same(env, ids):
    """Seconds of SQL that writes what the action wrote: customers, update records, plans and their steps."""
    times, cr = [], env.cr
    cr.execute("SELECT count(*) FROM res_partner WHERE dormant AND id = ANY(%s)", (ids,))
    assert cr.fetchone() == (len(ids),)
    tables = ["sales_toolkit_update_log", "sales_toolkit_activation_plan"]
    for table in tables:
        cr.execute(
            SQL(
                "CREATE TEMP TABLE %s AS SELECT * FROM %s WHERE partner_id = ANY(%s)",
                SQL.identifier(f"old_{table}"),
                SQL.identifier(table),
                ids,
            )
        )
    cr.execute(
        "CREATE TEMP TABLE old_sales_toolkit_activation_step AS "
        "SELECT step.* FROM sales_toolkit_activation_step AS step "
        "JOIN old_sales_toolkit_activation_plan AS plan ON plan.id = step.plan_id"
    )
    cr.execute(
        "DELETE FROM sales_toolkit_activation_step WHERE id IN "
        "(SELECT id FROM old_sales_toolkit_activation_step)"
    )
    for table in reversed(tables):
        cr.execute(SQL("DELETE FROM %s WHERE partner_id = ANY(%s)", SQL.identifier(table), ids))
    cr.execute(RESET, (ids,))
    cr.execute(QUIET, (ids,))
    _settle(env)
    with clock(times):
        cr.execute(
            "UPDATE res_partner SET dormant = true, dormant_since = current_date, dormant_at = now(), "
            "dormant_reason = 'No interaction for 90 days', next_check_date = NULL "
            "WHERE registered_on IS NOT NULL AND dormant IS NOT TRUE "
            "AND active AND COALESCE(last_contact_date, registered_on) <= current_date - 90"
        )
        for table in [*tables, "sales_toolkit_activation_step"]:
            cr.execute(
                SQL("INSERT INTO %s SELECT * FROM %s", SQL.identifier(table), SQL.identifier(f"old_{table}"))
            )
        cr.commit()
    for table in [*tables, "sales_toolkit_activation_step"]:
        cr.execute(SQL("DROP TABLE %s", SQL.identifier(f"old_{table}")))
    return times[0]


def _settle(env):
    env.invalidate_all()
    env.cr.commit()
    env.cr.execute("ANALYZE res_partner, sales_toolkit_activation_plan, sales_toolkit_activation_step")
    env.cr.commit()
