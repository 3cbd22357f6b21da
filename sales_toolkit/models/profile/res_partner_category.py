"""Partner tags: the log also learns of tags that change from the tag's side."""

from odoo import api, fields, models

from ..shared.update_log_values import snapshot

TAGS = frozenset({"category_id"})


class ResPartnerCategory(models.Model):
    _inherit = "res.partner.category"

    names_stand_alone = fields.Boolean(
        "Tags Below Stand Alone",
        help="The tags below this one show under their own name, without this one's in front (C5).",
    )

    @api.depends("name", "parent_id.names_stand_alone")
    @api.depends_context("lang")
    def _compute_display_name(self):
        alone = self.filtered(lambda tag: tag.parent_id.names_stand_alone)
        for tag in alone:
            tag.display_name = tag.name
        return super(ResPartnerCategory, self - alone)._compute_display_name()

    @api.model_create_multi
    def create(self, vals_list):
        tags = super().create(vals_list)
        if any(vals.get("partner_ids") for vals in vals_list):
            partners = tags.partner_ids._filter_update_logged(TAGS)
            # sudo: as in the mixin. The tags are new, so what was there before is the rest.
            before = {
                id_: {"category_id": tuple(sorted(set(values["category_id"] or ()) - set(tags.ids))) or False}
                for id_, values in snapshot(partners.sudo(), TAGS).items()
            }
            partners._write_update_log(before, TAGS)
        return tags

    def write(self, vals):
        if "partner_ids" not in vals:
            return super().write(vals)
        # sudo: as in the mixin, only to compare before and after. Partners that get the tag are
        # known only afterwards: they had everything but these tags, if not listed before.
        holders = self.sudo().with_context(active_test=False).partner_ids
        before = snapshot(holders, TAGS)
        result = super().write(vals)
        partners = (holders | self.sudo().with_context(active_test=False).partner_ids)._filter_update_logged(
            TAGS
        )
        after = snapshot(partners, TAGS)
        for id_, values in after.items():
            others = tuple(sorted(set(values["category_id"] or ()) - set(self.ids)))
            before.setdefault(id_, {"category_id": others or False})
        partners.sudo(self.env.su)._write_update_log(before, TAGS)
        return result

    def unlink(self):
        # sudo: as in the mixin. Deleting a tag, and with it the tags below it, takes it off its
        # customers without a write on them.
        tags = self.sudo().with_context(active_test=False).search([("id", "child_of", self.ids)])
        partners = tags.partner_ids._filter_update_logged(TAGS)
        before = snapshot(partners, TAGS)
        owners = {partner.id: partner._describe_update_log_owner(TAGS) for partner in partners}
        after = {
            id_: {"category_id": tuple(i for i in values["category_id"] or () if i not in tags.ids) or False}
            for id_, values in before.items()
        }
        partners.sudo(self.env.su)._insert_update_log(before, after, owners, TAGS)
        return super().unlink()
