"""Finding stalled deals among 100,000, and giving a team the toolkit's stages, beside the plain SQL."""

from odoo.tools import SQL

from .table import Row, clock

DEALS = 100_000
A_DEALS = 2_000
DUE = 500
ROUNDS = 3
# Moved lately: nothing is due.
FRESH = "UPDATE crm_lead SET stage_moved_at = now() AT TIME ZONE 'UTC' WHERE name LIKE 'Bench stalled %'"
QUIET = """UPDATE crm_lead SET stage_moved_at = NULL WHERE id IN (
               SELECT id FROM crm_lead WHERE grade = 'a' AND name LIKE 'Bench stalled %%'
                ORDER BY id LIMIT %s)"""
SELECT = """SELECT lead.id FROM crm_lead AS lead
             WHERE lead.grade = 'a' AND lead.active AND lead.won_status = 'pending'
               AND lead.stalled IS NOT TRUE AND lead.type = 'opportunity'
               AND (lead.date_deadline < current_date OR (
                    GREATEST(lead.create_date, lead.stage_moved_at) < now() - interval '13 days'
                    AND NOT EXISTS (SELECT 1 FROM mail_message AS message
                                     WHERE message.model = 'crm.lead' AND message.res_id = lead.id
                                       AND message.message_type IN ('email', 'comment')
                                       AND message.date > now() - interval '13 days')
                    AND NOT EXISTS (SELECT 1 FROM sales_toolkit_follow_up AS follow_up
                                     WHERE follow_up.lead_id = lead.id AND follow_up.state = 'done'
                                       AND follow_up.done_at > now() - interval '13 days')))"""
WRITE = f"""WITH found AS (
                UPDATE crm_lead SET stalled = true, stalled_since = current_date WHERE id IN ({SELECT})
             RETURNING id, user_id)
            INSERT INTO sales_toolkit_stall (lead_id, user_id, kind, since, found_at, state,
                                             create_uid, create_date, write_uid, write_date)
            SELECT id, user_id, 'quiet', current_date, now() AT TIME ZONE 'UTC', 'open', 1,
                   now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC' FROM found"""
RESET = (
    "DELETE FROM sales_toolkit_stall",
    "UPDATE crm_lead SET stalled = NULL, stalled_since = NULL WHERE stalled",
)


def measure(env):
    team = _create_deals(env)
    stalls = env["sales_toolkit.stall"]
    nothing, select = [], []
    for _round in range(ROUNDS):
        with clock(nothing):
            stalls._cron_find_stalled_deals()
        _settle(env)
        with clock(select):
            env.cr.execute(SELECT)
            env.cr.commit()
        assert not env.cr.rowcount
    env.cr.execute(QUIET, [DUE])
    ours, reference = [], []
    for _round in range(ROUNDS):
        for times, run in (
            (ours, stalls._cron_find_stalled_deals),
            (reference, lambda: env.cr.execute(WRITE)),
        ):
            _settle(env)
            with clock(times):
                run()
                env.cr.commit()
            env.cr.execute("SELECT count(*) FROM sales_toolkit_stall WHERE state = 'open'")
            assert env.cr.fetchone() == (DUE,)
            for statement in RESET:
                env.cr.execute(statement)
    return [
        Row(f"stalled deals, nothing due, {DEALS:,} open, {A_DEALS:,} A", nothing, select, 5),
        Row(f"find {DUE} stalled deals, with reminders", ours, reference, 10),
        _move_team(env, team),
    ]


def _move_team(env, team):
    """All of a team's deals take the toolkit's stages, and go back."""
    ours, reference = [], []
    wizards = env["sales_toolkit.pipeline"]
    old = env.ref("crm.stage_lead1").id
    for _round in range(ROUNDS):
        _settle(env)
        with clock(ours):
            wizards.create({"team_id": team.id}).action_apply()
            env.cr.commit()
        wizards.create({"team_id": team.id, "direction": "leave"}).action_apply()
        _settle(env)
        with clock(reference):
            env.cr.execute(SQL("UPDATE crm_lead SET stage_id = %s WHERE team_id = %s", old, team.id))
            env.cr.commit()
    return Row(f"move {DEALS:,} leads to the toolkit's stages", ours, reference, 2)


def _create_deals(env):
    team = env["crm.team"].create({"name": "Bench stalled"})
    users = env["res.users"].search([("share", "=", False)], limit=50)
    env.cr.execute(
        SQL(
            """INSERT INTO crm_lead
                   (name, type, active, won_status, probability, stage_id, team_id, user_id, company_id,
                    grade, grade_since, date_deadline, create_uid, create_date, write_uid, write_date)
               SELECT 'Bench stalled ' || n, 'opportunity', true, 'pending', 10, %(stage)s, %(team)s,
                      (%(users)s::int[])[1 + n %% %(number)s], %(company)s,
                      CASE WHEN n %% %(every)s = 0 THEN 'a' ELSE 'b' END,
                      moment.then, current_date + 20, 1, moment.then, 1, moment.then
                 FROM generate_series(1, %(deals)s) AS n,
                      LATERAL (SELECT now() AT TIME ZONE 'UTC' - interval '40 days' AS then) AS moment""",
            stage=env.ref("crm.stage_lead1").id,
            team=team.id,
            users=users.ids,
            number=len(users),
            company=env.company.id,
            every=DEALS // A_DEALS,
            deals=DEALS,
        )
    )
    # ten messages on each A deal, long ago
    env.cr.execute(
        SQL(
            """INSERT INTO mail_message
                   (model, res_id, message_type, subtype_id, date, create_uid, create_date)
               SELECT 'crm.lead', lead.id, 'comment', %s, now() AT TIME ZONE 'UTC' - interval '30 days', 1,
                      now() AT TIME ZONE 'UTC'
                 FROM crm_lead AS lead, generate_series(1, 10)
                WHERE lead.grade = 'a' AND lead.name LIKE %s""",
            env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment"),
            "Bench stalled %",
        )
    )
    env.cr.execute(FRESH)
    env.invalidate_all()
    _settle(env)
    return team


def _settle(env):
    env.flush_all()
    env.invalidate_all()
    env.cr.commit()
    env.cr.execute("ANALYZE crm_lead, mail_message, sales_toolkit_stall")
    env.cr.commit()
