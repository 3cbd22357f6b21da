"""An opportunity is won, lost, or comes back: told once to the rooms, whichever way it happens (O9-O11)."""

from odoo import api, fields, models

OUTCOMES = [("won", "Won"), ("lost", "Lost")]


class CrmLead(models.Model):
    _inherit = "crm.lead"

    outcome = fields.Selection(
        OUTCOMES,
        readonly=True,
        copy=False,
        help="How the opportunity ended, as far as the toolkit was told of it. Empty: open, or closed before "
        "the toolkit was there, or imported as closed.",
    )
    outcome_at = fields.Datetime(
        "Won or Lost on", readonly=True, copy=False, help="When the opportunity was won or lost."
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("The outcome follows from the stage, or from marking an opportunity as lost.")
        return super()._get_derived_fields() | {"outcome": message, "outcome_at": message}

    # Seams ----------------------------------------------------------------------------------------------

    @api.private
    def on_won(self):
        """These opportunities have just been won; rooms extend it. Called once per win, as superuser.

        ``self.env.uid`` is whoever won them. Nothing here may ask or block: a win always succeeds.
        """

    @api.private
    def on_lost(self):
        """These opportunities have just been lost; rooms extend it. As ``on_won()``."""

    @api.private
    def on_reopened(self):
        """These opportunities were won or lost, and are not any more; rooms extend it. As ``on_won()``.

        One that goes from won to lost, or from lost to won, comes back first. ``outcome`` still says what
        it was.
        """

    # Finding out ----------------------------------------------------------------------------------------

    def _filter_closed(self):
        """Those that are won or lost, whether or not the toolkit was told of it.

        First what costs nothing: asked for the status of an open one that has just changed, the ERP works
        out its probability, one by one, which it would else do for all together.
        """
        may_be = self.filtered(lambda lead: not lead.active or lead.stage_id.is_won)
        return may_be.filtered(lambda lead: lead.won_status in ("won", "lost"))

    def _handle_won_lost(self, old_status_by_lead, new_status_by_lead):
        """Core says here what became won or lost, sometimes twice for one change: the outcome says once."""
        result = super()._handle_won_lost(old_status_by_lead, new_status_by_lead)
        changed = self.browse(
            lead.id
            for lead in self
            if old_status_by_lead.get(lead.id) != new_status_by_lead.get(lead.id)
            and lead.type == "opportunity"
        )
        if changed:
            # sudo: whoever wins or loses an opportunity may; what follows is the toolkit's bookkeeping
            changed.sudo()._settle_outcome(changed._filter_history(old_status_by_lead))
        return result

    def _filter_history(self, old_status_by_lead):
        """Those that an import brings in as closed, or corrects: nobody is asked to close them again.

        What was open here until now is closed by an import as by any other way.
        """
        if not self.env.context.get("import_file"):
            return self.browse()
        return self.filtered(
            lambda lead: lead.id not in old_status_by_lead or any(old_status_by_lead[lead.id].values())
        )

    def _settle_outcome(self, history):
        """Bring the outcome in line with core's status, and tell the rooms what moved.

        :param history: those of these that closed elsewhere
        """
        now = {lead: lead.won_status if lead.won_status != "pending" else False for lead in self}
        moved = self.filtered(lambda lead: lead.outcome != now[lead])
        moved.filtered("outcome").on_reopened()
        told = moved - history
        won = told.filtered(lambda lead: now[lead] == "won")
        lost = told.filtered(lambda lead: now[lead] == "lost")
        (moved - won - lost).store_derived({"outcome": False, "outcome_at": False})
        at = fields.Datetime.now()
        for leads, outcome in ((won, "won"), (lost, "lost")):
            leads.store_derived({"outcome": outcome, "outcome_at": at})
        if won:
            won.on_won()
        if lost:
            lost.on_lost()
