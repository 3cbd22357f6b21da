"""Planning follow-ups by night, beside the ERP's own batched creation of as many activities."""

from odoo import fields
from odoo.tools import SQL

from .population import registered
from .table import Row, clock

DEALS = 20_000
BATCH = 1000
ROUNDS = 3


def measure(env):
    ids = _create_deals(env, 2 * DEALS)
    return [_plan(env, ids[:DEALS], ids[DEALS:]), _nothing_to_plan(env), *_missed(env)]


def _create_deals(env, number):
    """Open opportunities of grade B of registered customers, spread over their salespeople."""
    customers = registered(env)[:number]
    stage = env["crm.stage"].search([], limit=1)
    env.cr.execute(
        SQL(
            """INSERT INTO crm_lead (name, type, active, partner_id, user_id, company_id, stage_id,
                                     probability, won_status, need_clarity, budget_fit,
                                     date_deadline, priority,
                                     create_uid, create_date, write_uid, write_date)
               SELECT 'Deal ' || id, 'opportunity', true, id, user_id, %s, %s, 10, 'pending', 'partial',
                      'unconfirmed', current_date + 60, '0', 1, now(), 1, now()
                 FROM res_partner WHERE id = ANY(%s) ORDER BY id RETURNING id""",
            env.company.id,
            stage.id,
            customers,
        )
    )
    ids = [id_ for [id_] in env.cr.fetchall()]
    env.cr.commit()
    return ids


def _plan(env, ids, others):
    """Each gets a follow-up and its activity; core makes as many activities on as many others."""
    ours, reference = [], []
    env.cr.execute("UPDATE crm_lead SET grade = 'b' WHERE id = ANY(%s)", (ids,))
    _settle(env)
    with clock(ours):
        env["sales_toolkit.follow_up"]._cron_plan_follow_ups()
    planned = env["sales_toolkit.follow_up"].search([("state", "=", "planned")])
    assert len(planned) == len(ids) == len(planned.activity_id), (len(planned), len(ids))
    values = [
        {
            "res_model_id": env["ir.model"]._get_id("crm.lead"),
            "res_id": lead_id,
            "activity_type_id": row.activity_id.activity_type_id.id,
            "summary": row.goal,
            "date_deadline": row.planned_date,
            "user_id": row.user_id.id,
            "automated": True,
        }
        for lead_id, row in zip(others, planned, strict=True)
    ]
    _settle(env)
    activities = env["mail.activity"].with_context(mail_activity_quick_update=True)
    with clock(reference):
        for start in range(0, len(values), BATCH):
            activities.create(values[start : start + BATCH])
            env.cr.commit()
    return Row(
        f"plan {DEALS:,} follow-ups, beside core's creation of as many activities", ours, reference, 1.3
    )


def _nothing_to_plan(env):
    ours, reference = [], []
    for _round in range(ROUNDS):
        _settle(env)
        with clock(ours):
            env["sales_toolkit.follow_up"]._cron_plan_follow_ups()
        with clock(reference):
            env.cr.execute(
                "SELECT id FROM crm_lead WHERE grade IS NOT NULL AND next_follow_up_date IS NULL AND active "
                "AND won_status = 'pending' AND type = 'opportunity'"
            )
            env.cr.execute(
                "SELECT id FROM sales_toolkit_follow_up "
                "WHERE state = 'planned' AND planned_date < current_date"
            )
            assert not env.cr.fetchall()
            env.cr.commit()
    return Row("follow-ups, nothing to plan", ours, reference)


def _missed(env):
    """After an outage: a tenth was missed, and each is made up for once."""
    ours = []
    rows = env["sales_toolkit.follow_up"].search([("state", "=", "planned")], limit=DEALS // 10)
    day = fields.Date.today()
    env.cr.execute(
        "UPDATE sales_toolkit_follow_up SET planned_date = %s::date - 7 WHERE id = ANY(%s)", (day, rows.ids)
    )
    _settle(env)
    with clock(ours):
        env["sales_toolkit.follow_up"]._cron_plan_follow_ups()
    return [Row(f"make up for {len(rows):,} that were missed", ours, [])]


def _settle(env):
    env.invalidate_all()
    env.cr.commit()
    env.cr.execute("ANALYZE crm_lead, sales_toolkit_follow_up, mail_activity")
    env.cr.commit()
