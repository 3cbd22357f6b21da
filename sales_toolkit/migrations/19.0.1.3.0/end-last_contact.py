"""The kind of the last contact and its follow-up, of customers that have had one; their words are dropped."""

from odoo import SUPERUSER_ID, api

BATCH = 1000


def migrate(cr, version):
    """By SQL: nothing of the customers has changed, not even the date of a change."""
    partners = api.Environment(cr, SUPERUSER_ID, {})["res.partner"]
    cr.execute("SELECT id FROM res_partner WHERE last_contact_date IS NOT NULL ORDER BY id")
    ids = [id_ for [id_] in cr.fetchall()]
    for start in range(0, len(ids), BATCH):
        last = partners.browse(ids[start : start + BATCH])._get_last_interactions()
        cr.execute(
            """UPDATE res_partner SET last_contact_kind = new.kind, last_follow_up_id = new.follow_up
                 FROM unnest(%s::int[], %s::text[], %s::int[]) AS new(id, kind, follow_up)
                WHERE res_partner.id = new.id""",
            [
                [*last],
                [kind for _day, _moment, kind, _follow_up in last.values()],
                [follow_up.id or None for _day, _moment, _kind, follow_up in last.values()],
            ],
        )
        partners.env.invalidate_all()
    cr.execute("ALTER TABLE res_partner DROP COLUMN IF EXISTS last_contact_summary")
