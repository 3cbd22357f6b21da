"""Where people are, for the database: as ``get_zone()`` and ``get_today()`` of users and companies say it."""

from odoo.tools import SQL


def zone_of(person):
    """The time zone of a user: their own, else that of their company.

    Looked up for each user by itself: joined, the database may read all partners for them.

    :param person: the alias of ``res_users`` in the query
    """
    alias = SQL.identifier(person)
    return SQL(
        """COALESCE((SELECT tz FROM res_partner AS partner WHERE partner.id = %s.partner_id),
                    (SELECT %s FROM res_company AS home WHERE home.id = %s.company_id), 'UTC')""",
        alias,
        zone_of_company("home"),
        alias,
    )


def zone_of_company(company):
    """The time zone of a company: that of its contact, else of its working hours.

    :param company: the alias of ``res_company`` in the query
    """
    alias = SQL.identifier(company)
    return SQL(
        """COALESCE((SELECT tz FROM res_partner AS place WHERE place.id = %s.partner_id),
                    (SELECT tz FROM resource_calendar AS hours WHERE hours.id = %s.resource_calendar_id),
                    'UTC')""",
        alias,
        alias,
    )


def today_of(person):
    """Today, where that user is."""
    return SQL("(now() AT TIME ZONE %s)::date", zone_of(person))
