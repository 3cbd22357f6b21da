"""The brief's suggestions: materials to take along, questions to ask (O4)."""

from odoo import models

from ...rules.brief import clip
from ...rules.materials import rank
from ...rules.questions import pick
from ..grading.grading import Grading

MATERIALS, QUESTIONS = 6, 6
# What is made for other deals in so many respects is of no use.
TOO_DIFFERENT = 2
# What a material is matched by: the fields whose labels name it.
LABELS = {
    "industry": ("res.partner", "industry_id"),
    "need_type": ("res.partner", "need_type_id"),
    "stage": ("crm.lead", "stage_id"),
    "grade": ("crm.lead", "grade"),
    "lang": ("sales_toolkit.material", "lang"),
}


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _get_brief_materials(self):
        """The materials that fit best, what has been sent of them, and how often they won."""
        library = self.env["sales_toolkit.material"].search(
            [("company_id", "in", self._get_brief_companies())]
        )
        ranked = rank(library.get_rules(), self._get_material_facts(), MATERIALS)
        ranked = [found for found in ranked if len(found.mismatches) < TOO_DIFFERENT]
        best = library.browse(found.id for found in ranked)
        sent = self._get_materials_sent(best)
        files = best.get_files()
        return [
            {
                **self._prepare_brief_material(material, files.get(material.id)),
                "matches": [self._say_dimension(name) for name in found.matches],
                "mismatches": [self._say_dimension(name) for name in found.mismatches],
                "sent": sent.get(material.id, False),
            }
            for material, found in zip(best, ranked, strict=True)
        ]

    def _get_brief_companies(self):
        """Materials of the opportunity's company, or of all the reader works in; and those for everyone."""
        return [*(self.company_id.ids or self.env.companies.ids), False]

    def _get_material_facts(self):
        """What materials are matched by, as ``rules.materials`` calls it. Rooms extend it."""
        customer = self._get_brief_partner()
        return {
            "industry": customer.industry_id.id or None,
            "need_type": customer.need_type_id.id or None,
            "stage": self.stage_id.id or None,
            "grade": self.grade or None,
            "lang": self.env.lang or self.env.user.lang,
        }

    def _prepare_brief_material(self, material, file):
        kinds = dict(material._fields["kind"]._description_selection(self.env))
        gone = bool(not file and not material.url)
        url = f"/web/content/{material._name}/{material.id}/file?filename_field=filename&download=true"
        return {
            "id": material.id,
            "name": clip(material.name, 120),
            "kind": kinds[material.kind],
            "description": clip(material.description, 200),
            "url": url if file else material.url or "",
            "gone": gone,
            "used": material.sent_count,
            "decided": material.decided_count,
            "win_rate": round(material.win_rate),
        }

    def _say_dimension(self, name):
        model, field = LABELS[name]
        return self.env[model]._fields[field]._description_string(self.env)

    def _get_materials_sent(self, materials):
        """{material id: when, how and by whom it was sent last on this opportunity}."""
        rows = self.env["sales_toolkit.material_sent"].search(
            [("lead_id", "=", self.id), ("material_id", "in", materials.ids)], order="date, id"
        )
        ways = dict(rows._fields["how"]._description_selection(self.env))
        return {
            row.material_id.id: {
                "date": self._say_moment(row.date),
                "user": row.sudo().user_id.name,  # sudo: the name of a colleague
                "how": ways[row.how],
            }
            for row in rows
        }

    # Questions ------------------------------------------------------------------------------------------

    def _get_brief_questions(self):
        """What to ask: for what is missing for the next grade, open objections, the stage, the need."""
        library = self.env["sales_toolkit.question"].search([("active", "=", True)])
        chosen = pick(library.get_rules(), self._get_question_facts(), QUESTIONS)
        return [{"id": found.id, "text": library.browse(found.id).name} for found in chosen]

    def _get_question_facts(self):
        """What questions are chosen by, as ``rules.questions`` calls it. Rooms extend it.

        "objection": the codes of open objections' types, as ``sales_toolkit.question.objection`` has them.
        """
        # sudo: which policy the grade goes by
        lead = self.sudo()
        missing = Grading(lead.env).assess(lead).missing if lead._filter_open() else ()
        return {
            "objection": self._get_open_objection_codes(),
            "item": tuple(finding.item for finding in missing),
            "stage": tuple(self.stage_id.ids),
            "need_type": tuple(self._get_brief_partner().need_type_id.ids),
        }
