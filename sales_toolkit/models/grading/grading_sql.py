"""The grade as SQL, to find what has to be graded anew; what it then is, ``rules.grading`` says."""

from datetime import timedelta

from odoo.tools import SQL

from ...rules.grading import FLOOR, INPUTS, LEVELS, better, level

OUTDATED = """
    SELECT lead.id
      FROM crm_lead AS lead LEFT JOIN res_users AS salesperson ON salesperson.id = lead.user_id
     WHERE lead.active AND lead.won_status = 'pending'
       AND (lead.grade IS NOT NULL OR lead.grade_override IS NOT NULL OR %(stated)s IS NOT NULL)
       AND (lead.grade_override_until < %(today)s
            OR lead.grade IS DISTINCT FROM
               CASE WHEN lead.grade_override IS NOT NULL AND lead.grade_override_until >= %(today)s
                    THEN lead.grade_override
                    WHEN %(stated)s IS NOT NULL THEN %(grade)s END)
     ORDER BY lead.id LIMIT %(limit)s"""


def select_outdated(places, first_company_id, limit):
    """The query for the ids of open opportunities whose grade, or whose setting by hand, holds no more.

    :param places: [(ids of companies, their today, {id of a team or None: policies})]; the first one is
        also for whoever belongs to none of the companies
    """
    company = SQL("COALESCE(lead.company_id, salesperson.company_id, %s)", first_company_id)
    stated = [SQL.identifier("lead", item) for item in INPUTS]
    return SQL(
        OUTDATED,
        stated=SQL("COALESCE(%s)", SQL(", ").join(stated)),
        today=_case(company, [(ids, SQL("%s", today)) for ids, today, _teams in places]),
        grade=_case(company, [(ids, _teams_case(today, teams)) for ids, today, teams in places]),
        limit=limit,
    )


def _case(column, choices):
    """What holds for the ids of ``column``: [(ids, expression)], the first one for all others too."""
    (_ids, otherwise), *others = choices
    if not others:
        return otherwise
    whens = [SQL("WHEN %s = ANY(%s) THEN %s", column, list(ids), value) for ids, value in others]
    return SQL("CASE %s ELSE %s END", SQL(" ").join(whens), otherwise)


def _teams_case(today, teams):
    column = SQL.identifier("lead", "team_id")
    teams = sorted(teams.items(), key=lambda item: item[0] or 0)
    return _case(column, [([id_ or 0], _grade(today, policies)) for id_, policies in teams])


def _grade(today, policies):
    """The grade of whoever has stated anything."""
    whens = [SQL("WHEN %s THEN %s", _fulfilled(today, policy), policy.code) for policy in better(policies)]
    return SQL("CASE %s ELSE %s END", SQL(" ").join(whens), FLOOR) if whens else SQL("%s", FLOOR)


def _fulfilled(today, policy):
    conditions = [SQL("TRUE")]
    for item in INPUTS:
        needed = level(item, policy.needs.get(item))
        if needed:
            good = list(LEVELS[item][needed:])
            conditions.append(SQL("%s = ANY(%s)", SQL.identifier("lead", item), good))
    if policy.horizon:
        conditions.append(SQL("lead.date_deadline <= %s", today + timedelta(days=policy.horizon)))
    return SQL(" AND ").join(conditions)
