"""Where people are, for the database: as ``user.get_zone()`` and ``user.get_today()`` say it."""

from odoo.tools import SQL


def zone_of(person):
    """The time zone of a user: their own, else that of their company.

    Looked up for each user by itself: joined, the database may read all partners for them.

    :param person: the alias of ``res_users`` in the query
    """
    alias = SQL.identifier(person)
    return SQL(
        """COALESCE((SELECT tz FROM res_partner AS partner WHERE partner.id = %s.partner_id),
                    (SELECT place.tz FROM res_company AS home
                       JOIN res_partner AS place ON place.id = home.partner_id
                      WHERE home.id = %s.company_id), 'UTC')""",
        alias,
        alias,
    )


def today_of(person):
    """Today, where that user is."""
    return SQL("(now() AT TIME ZONE %s)::date", zone_of(person))
