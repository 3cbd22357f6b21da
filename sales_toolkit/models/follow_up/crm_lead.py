"""The follow-ups of an opportunity, and what makes them come and go (O3)."""

from odoo import api, fields, models

from ..shared.item_field import TOOLKIT_USERS

# With another one of these, another cadence may hold
PLACE = {"user_id", "team_id", "company_id"}
MOVING = PLACE | {"stage_id", "active", "probability", "type", "partner_id"}


class CrmLead(models.Model):
    _inherit = "crm.lead"

    follow_up_ids = fields.One2many(
        "sales_toolkit.follow_up",
        "lead_id",
        string="Follow-ups",
        groups=TOOLKIT_USERS,
        copy=False,
        help="Contacts about this opportunity, planned and done.",
    )
    next_follow_up_date = fields.Date(
        "Next Follow-up",
        compute="_compute_next_follow_up_date",
        store=True,
        precompute=True,
        compute_sudo=True,
        copy=False,
        index="btree_not_null",
        help="The day of the next planned contact with the customer.",
    )

    _unplanned = models.Index(
        "(grade, id) WHERE grade IS NOT NULL AND next_follow_up_date IS NULL AND active "
        "AND won_status = 'pending' AND type = 'opportunity'"
    )

    @api.depends("follow_up_ids.state", "follow_up_ids.planned_date")
    def _compute_next_follow_up_date(self):
        days = {}
        if self._origin:
            follow_ups = self.env["sales_toolkit.follow_up"]
            domain = [("lead_id", "in", self._origin.ids), ("state", "=", "planned")]
            days = dict(follow_ups._read_group(domain, ["lead_id"], ["planned_date:min"]))
        for lead in self:
            lead.next_follow_up_date = days.get(lead._origin)

    # Questions ----------------------------------------------------------------------------------------

    @api.private
    def get_open_follow_ups(self):
        """The planned follow-ups of these opportunities, the next first."""
        # sudo: the toolkit's own bookkeeping; callers show none of it
        follow_ups = self.env["sales_toolkit.follow_up"].sudo()
        domain = [("lead_id", "in", self.ids), ("state", "=", "planned")]
        return follow_ups.search(domain, order="planned_date, id") if self.ids else follow_ups

    @api.private
    def is_followed(self):
        """Whether contacts are planned: an open, graded opportunity with a salesperson who is there."""
        self.ensure_one()
        return bool(
            self.grade
            and self.type == "opportunity"
            and self.active
            and self.won_status == "pending"
            and self.user_id.active
        )

    # What happens to an opportunity -------------------------------------------------------------------

    def write(self, vals):
        result = super().write(vals)
        if MOVING & vals.keys():
            self._sync_follow_ups(moved=bool(PLACE & vals.keys()))
        if "partner_id" in vals:
            self._hand_customer_on()
        return result

    @api.private
    def on_grade_changed(self, changes):
        self.browse([lead.id for lead in changes])._sync_follow_ups(moved=True)
        return super().on_grade_changed(changes)

    def _sync_follow_ups(self, moved=False):
        """Follow-ups go with won, lost and archived opportunities; open ones have some.

        :param moved: what is planned is planned anew: the cadence or the salesperson is another one
        """
        # sudo: the toolkit's bookkeeping; whoever changed the opportunity was allowed to
        leads = self.sudo().filtered(lambda lead: lead.next_follow_up_date or lead.is_followed())
        planned = leads.get_open_follow_ups().grouped("lead_id")
        self._drop_needless(planned)
        if moved:
            leads.browse([lead.id for lead in planned]).replan_follow_ups()
        leads.browse([lead.id for lead in leads if lead not in planned]).plan_follow_ups()

    @api.model
    def _drop_needless(self, planned):
        """:param planned: {opportunity: its planned follow-ups}"""
        follow_ups = self.env["sales_toolkit.follow_up"].sudo()  # sudo: as in _sync_follow_ups()
        needless = {True: [], False: []}
        for lead, rows in planned.items():
            if not lead.active or lead.won_status != "pending":
                needless[False].append(rows)
            elif not lead.is_followed():
                needless[not lead.user_id.active].append(rows.filtered("slot_date"))
        for left_behind, groups in needless.items():
            if groups:
                follow_ups.concat(*groups)._drop(left_behind=left_behind)

    def _hand_customer_on(self):
        """Contacts that are planned, or were with nobody by name, are with the opportunity's customer."""
        # sudo: as in _sync_follow_ups()
        leads = self.sudo().filtered("partner_id")
        domain = [("lead_id", "in", leads.ids), "|", ("state", "=", "planned"), ("partner_id", "=", False)]
        # sudo: as above
        contacts = self.env["sales_toolkit.follow_up"].sudo().search(domain)
        for lead, rows in contacts.grouped("lead_id").items():
            customer = lead.partner_id.commercial_partner_id
            moved = rows.filtered(lambda row, customer=customer: row.partner_id != customer)
            moved.write_derived({"partner_id": customer.id})

    def unlink(self):
        # sudo: as in _sync_follow_ups()
        follow_ups = self.env["sales_toolkit.follow_up"].sudo()
        rows = follow_ups.search([("lead_id", "in", self.ids)])
        rows.filtered(lambda row: row.state == "planned")._drop()
        left = rows.exists()
        left.filtered(lambda row: not row.partner_id).with_derivation().unlink()
        # what was said stays on record for who could read it
        for (company, user), rows in (
            left.exists().grouped(lambda row: (row.lead_id.company_id, row.lead_id.user_id)).items()
        ):
            values = {"deal_company_id": company.id, "deal_user_id": user.id}
            rows.store_derived({"deal_deleted": True, **values})
        return super().unlink()

    @api.private
    def on_merged(self, opportunities):
        """Their follow-ups move to the opportunity that stays; what is planned is planned anew."""
        result = super().on_merged(opportunities)
        # sudo: as in _sync_follow_ups()
        rows = self.env["sales_toolkit.follow_up"].sudo().search([("lead_id", "in", opportunities.ids)])
        rows.filtered(lambda row: row.state == "planned")._drop()
        rows.write_derived({"lead_id": self.id})
        return result
