"""What has been sent or shown on which opportunity (O4)."""

from odoo import api, fields, models
from odoo.tools import SQL

WAYS = [
    ("email", "By E-mail"),
    ("message", "By Message"),
    ("visit", "Shown or Handed Over"),
    ("other", "Other Way"),
]


class MaterialSent(models.Model):
    """One material that went to the customer of one opportunity. Written by the buttons of the brief."""

    _name = "sales_toolkit.material_sent"
    _description = "Material Sent"
    _order = "date desc, id desc"
    _rec_name = "material_id"

    lead_id = fields.Many2one(
        "crm.lead", string="Opportunity", required=True, readonly=True, index=True, ondelete="cascade"
    )
    material_id = fields.Many2one(
        "sales_toolkit.material", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Sent by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    date = fields.Datetime(
        "Sent on",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        help="When it was sent or shown.",
    )
    how = fields.Selection(
        WAYS, "Way", required=True, readonly=True, default="email", help="How it came to the customer."
    )

    @api.private
    @api.model
    def count_by_outcome(self, materials):
        """{material id: {won status: number of opportunities}}.

        Numbers over all opportunities, also those that the reader may not see: they name none.
        """
        if not materials:
            return {}
        self.flush_model()
        self.env["crm.lead"].flush_model(["won_status"])
        rows = self.env.execute_query(
            SQL(
                """SELECT sent.material_id, lead.won_status, count(DISTINCT lead.id)
                     FROM sales_toolkit_material_sent AS sent
                     JOIN crm_lead AS lead ON lead.id = sent.lead_id
                    WHERE sent.material_id = ANY(%s)
                    GROUP BY sent.material_id, lead.won_status""",
                materials.ids,
            )
        )
        counts = {}
        for material_id, status, number in rows:
            counts.setdefault(material_id, {})[status or "pending"] = number
        return counts
