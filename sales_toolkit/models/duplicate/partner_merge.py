"""Merging two customers: what the toolkit keeps of both (C15).

Core moves every row that points at a customer, and deletes what then stands there twice. Rooms whose
rows need more care extend ``_merge_toolkit_rows()``.
"""

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..shared.statement import Derivation


class BasePartnerMerge(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Who is kept has a salesperson from the start: people concerned, if there is a sheet to move."""
        if not dst_partner.user_id and (salesperson := src_partners.user_id[:1]):
            dst_partner.user_id = salesperson
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self._recompute_merged(dst_partner)
        return result

    def _recompute_merged(self, dst_partner):
        """What is derived from rows that core moved with SQL."""
        dst_partner.invalidate_recordset(["child_ids"])
        for name in dst_partner._get_derived_fields():
            field = dst_partner._fields[name]
            if field.store and field.compute:
                self.env.add_to_compute(field, dst_partner)
        # sudo: derived rows that nobody reads but the toolkit.
        keys = self.env["sales_toolkit.duplicate_key"].sudo()
        rows = keys.search([("partner_id", "=", dst_partner.id)])
        self.env.add_to_compute(keys._fields["keys"], rows)
        self.env.add_to_compute(keys._fields["to_check"], rows)

    def _merge_toolkit_rows(self, src_partners, dst_partner):
        self._merge_decision_makers(src_partners, dst_partner)
        self._merge_pairs(src_partners, dst_partner)
        # sudo: derived rows that nobody reads but the toolkit; the destination's are worked out anew.
        keys = self.env["sales_toolkit.duplicate_key"].sudo()
        keys.search([("partner_id", "in", src_partners.ids)]).unlink()
        return super()._merge_toolkit_rows(src_partners, dst_partner)

    def _has_check_or_unique_constraint(self, table, column):
        """Core looks for constraints only, and would run into the unique indexes of the toolkit's tables."""
        return super()._has_check_or_unique_constraint(table, column) or (
            table.startswith("sales_toolkit_") and self._has_unique_index(table, column)
        )

    def _has_unique_index(self, table, column):
        [[found]] = self.env.execute_query(
            SQL(
                """SELECT EXISTS (
                       SELECT FROM pg_index AS idx
                       JOIN pg_attribute AS att
                         ON att.attrelid = idx.indrelid AND att.attnum = ANY(idx.indkey)
                       WHERE idx.indisunique AND idx.indrelid = %s::regclass AND att.attname = %s)""",
                table,
                column,
            )
        )
        return found

    # The decision chain -----------------------------------------------------------------------------

    def _merge_decision_makers(self, src_partners, dst_partner):
        """One row per person and role: what the destination's row lacks comes from the other.

        sudo: as for the confidential sheets; only people concerned get this far where there are rows.
        """
        makers = self.env["sales_toolkit.decision_maker"].sudo()
        known = {}
        for row in makers.search([("partner_id", "=", dst_partner.id)]):
            known.setdefault(self._get_person_key(row), row)
        for row in makers.search([("partner_id", "in", src_partners.ids)]):
            target = known.setdefault(self._get_person_key(row), row)
            if target == row:
                row.partner_id = dst_partner
            else:
                self._complete_decision_maker(target, row)
                row.unlink()

    def _get_person_key(self, row):
        return " ".join((row.name or "").split()).casefold() or row.id, row.role

    def _complete_decision_maker(self, target, row):
        """Nothing of ``row`` is lost: another stance and another note are added to the note."""
        notes = [target.note, row.note]
        values = {"contact_id": target.contact_id.id or row.contact_id.id}
        if target.stance in (False, "unknown"):
            values["stance"] = row.stance
        elif row.stance not in (target.stance, "unknown"):
            stances = dict(row._fields["stance"]._description_selection(self.env))
            notes.append(stances[row.stance])
        values["note"] = "; ".join(dict.fromkeys(note for note in notes if note)) or False
        target.write({name: value for name, value in values.items() if target[name] != value})

    # Suspected pairs ----------------------------------------------------------------------------------

    def _merge_pairs(self, src_partners, dst_partner):
        """The pair itself is merged; pairs with a third customer are the destination's from now on.

        sudo: pairs are written by the toolkit only, whoever may see them.
        """
        pairs = self.env["sales_toolkit.duplicate"].sudo()
        among = Domain("partner_a_id", "in", src_partners.ids) | Domain(
            "partner_b_id", "in", src_partners.ids
        )
        pairs = pairs.search(among)
        everyone = src_partners | dst_partner
        merged = pairs.filtered(lambda pair: pair.partner_a_id in everyone and pair.partner_b_id in everyone)
        merged._set_merged(dst_partner)
        for pair in pairs - merged:
            pair._move_to(src_partners, dst_partner)

    # Values -------------------------------------------------------------------------------------------

    def _update_values(self, src_partners, dst_partner):
        """Core fills what the destination lacks; what is derived must not come from another customer."""
        everyone = src_partners | dst_partner
        registered = everyone.filtered("registered_on")
        first_day = min(registered.mapped("registered_on"), default=False)
        values = {name: dst_partner[name] for name in self._get_merge_derived(dst_partner)}
        if any(not customer.dormant for customer in registered):
            values |= dict.fromkeys(("dormant", "dormant_since", "dormant_reason"), False)
        if first_day:
            values["registered_on"] = first_day
        derivation = {"derivation": Derivation()}
        wizard = self.with_context(**derivation)
        result = super(BasePartnerMerge, wizard)._update_values(
            src_partners.with_context(**derivation), dst_partner.with_context(**derivation)
        )
        changed = {name: value for name, value in values.items() if dst_partner[name] != value}
        if changed:
            dst_partner.write_derived(changed)
        return result

    def _get_merge_derived(self, partner):
        """Names of the derived fields that the rooms write themselves."""
        return [
            name
            for name in partner._get_derived_fields()
            if partner._fields[name].store and not partner._fields[name].compute
        ]
