"""Deals that were won and lost: contracts, hand-overs and retrospectives that wait."""

COACHING_COUNT = 2
WON = """
    INSERT INTO crm_lead (name, type, active, partner_id, user_id, company_id, stage_id,
           probability, won_status,
           outcome, outcome_at, date_closed, grade, priority, create_uid, create_date,
           write_uid, write_date)
    SELECT 'Won ' || id, 'opportunity', true, id, user_id, %(company)s, %(won)s, 100, 'won',
           'won', now() - interval '30 days', now() - interval '30 days', 'a', '0',
           1, now() - interval '60 days', 1, now() - interval '60 days'
      FROM res_partner WHERE name LIKE 'Customer %%' AND id %% 4 = 1 AND dormant IS NOT TRUE"""
LOST = """
    INSERT INTO crm_lead (name, type, active, partner_id, user_id, company_id, stage_id,
           probability, won_status,
           outcome, outcome_at, date_closed, grade, priority, create_uid, create_date,
           write_uid, write_date)
    SELECT 'Lost ' || id, 'opportunity', false, id, user_id, %(company)s, %(stage)s, 0, 'lost',
           'lost', now() - interval '20 days', now() - interval '20 days', 'b', '0',
           1, now() - interval '60 days', 1, now() - interval '60 days'
      FROM res_partner WHERE name LIKE 'Customer %%' AND id %% 4 = 3 AND dormant IS NOT TRUE"""
# Every second one was asked of somebody who has left; nobody has answered any of them for weeks
CONTRACTS = """
    INSERT INTO sales_toolkit_contract (lead_id, name, subject, active, state, user_id,
           company_id, partner_id,
           currency_id, amount, amount_company, version, turn, level_id, approver_id, asked_at,
           submitted_by,
           submitted_at, create_uid, create_date, write_uid, write_date)
    SELECT id, 'P-' || id, name, true, 'submitted', user_id, %(company)s, partner_id,
           %(currency)s, 1000, 1000,
           1, 1, %(level)s, CASE WHEN id %% 2 = 0 THEN %(gone)s ELSE %(leader)s END,
           now() - interval '30 days',
           user_id, now() - interval '30 days', 1, now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Won %%' AND id %% 3 > 0;
    INSERT INTO sales_toolkit_contract_author_rel (sales_toolkit_contract_id, res_users_id)
    SELECT id, user_id FROM sales_toolkit_contract;
    INSERT INTO sales_toolkit_contract_waiting_level_rel (sales_toolkit_contract_id,
           sales_toolkit_approval_level_id)
    SELECT id, level_id FROM sales_toolkit_contract"""
HANDOVERS = """
    INSERT INTO sales_toolkit_handover (lead_id, active, state, starts_on, started_at,
           accept_user_id, accept_due,
           create_uid, create_date, write_uid, write_date)
    SELECT id, true, 'started', current_date - 30, now() - interval '30 days', %(leader)s,
           current_date - 25,
           1, now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Won %%';
    INSERT INTO sales_toolkit_handover_step (handover_id, sequence, name, user_id, date_start,
           date_end, state,
           create_uid, create_date, write_uid, write_date)
    SELECT handover.id, 10, 'Begin', lead.user_id, current_date - 30, current_date - 3, 'planned',
           1, now(), 1, now()
      FROM sales_toolkit_handover AS handover JOIN crm_lead AS lead ON lead.id = handover.lead_id"""
# To remind of; to tell the leader of; submitted, with a leader who has left
RETROSPECTIVES = """
    INSERT INTO sales_toolkit_retrospective (lead_id, active, outcome, outcome_at, due_date, state, user_id,
           leader_id, company_id, partner_id, grade, remind_date, escalate_date, reminded, submitted_by,
           submitted_at, create_uid, create_date, write_uid, write_date)
    SELECT id, true, 'lost', outcome_at, current_date - 10,
           CASE WHEN id %% 3 = 0 THEN 'submitted' ELSE 'draft' END,
           user_id, CASE WHEN id %% 3 = 0 THEN %(gone)s ELSE %(leader)s END, %(company)s, partner_id, grade,
           CASE WHEN id %% 3 = 1 THEN current_date - 12 ELSE current_date - 13 END,
           CASE WHEN id %% 3 = 2 THEN current_date - 5 ELSE current_date + 5 END, id %% 3 = 2,
           CASE WHEN id %% 3 = 0 THEN user_id END,
           CASE WHEN id %% 3 = 0 THEN now() - interval '11 days' END, 1, now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Lost %%';
    INSERT INTO sales_toolkit_retrospective_improvement_rel
           (sales_toolkit_retrospective_id, sales_toolkit_retrospective_tag_id)
    SELECT row.id, tag.id FROM sales_toolkit_retrospective AS row, sales_toolkit_retrospective_tag AS tag
     WHERE row.state = 'submitted' AND tag.kind = 'improvement'"""
STATEMENTS = (WON, LOST, CONTRACTS, HANDOVERS, RETROSPECTIVES)


def prepare(env, leader, gone):
    """What the statements need: settings, a level of approval and who decides on it."""
    group = env.ref("sales_toolkit.group_contract_approver")
    (leader | gone).group_ids += group
    level = env["sales_toolkit.approval_level"].create(
        {"name": "Proof", "company_id": env.company.id, "approver_ids": [(6, 0, (leader | gone).ids)]}
    )
    env.company.write(
        {
            "coaching_count": COACHING_COUNT,
            "contract_reminder_days": 3,
            "handover_escalation_days": 2,
            # the mail of the day is due at whatever hour and on whatever day this is run
            "reminder_mail": True,
            "reminder_mail_hour": 0,
            "reminder_mail_working_days": False,
        }
    )
    return {
        "won": env["crm.stage"].search([("is_won", "=", True)], limit=1).id,
        "level": level.id,
        "leader": leader.id,
        "currency": env.company.currency_id.id,
    }
