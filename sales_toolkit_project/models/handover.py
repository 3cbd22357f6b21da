"""The plan that starts becomes a project (O10)."""

from odoo import api, fields, models
from odoo.exceptions import UserError


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    project_id = fields.Many2one(
        "project.project",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The project that the plan has become.",
    )

    project_archived = fields.Boolean(
        readonly=True,
        copy=False,
        help="Somebody had archived the project before the opportunity was reopened; it stays archived.",
    )

    @api.model
    def _get_derived_fields(self):
        message = self.env._("The project is made when the plan starts.")
        return super()._get_derived_fields() | dict.fromkeys(("project_id", "project_archived"), message)

    def _on_started(self):
        result = super()._on_started()
        rows = self.filtered(lambda row: row._get_home_company().handover_project)
        rows._make_projects()
        return result

    def _on_paused(self):
        self.filtered(lambda row: row.project_id and not row.project_id.active).store_derived(
            {"project_archived": True}
        )
        self.project_id.write({"active": False})
        return super()._on_paused()

    def _on_brought_back(self):
        self.filtered(lambda row: not row.project_archived).project_id.write({"active": True})
        self.store_derived({"project_archived": False})
        return super()._on_brought_back()

    def unlink(self):
        # sudo: whoever may delete the hand-over; its steps go without their own unlink()
        rows = self.sudo()
        rows.step_ids._cancel_tasks()
        rows.project_id.write({"active": False})
        return super().unlink()

    def _make_projects(self):
        """A project for each of these that has none, in one go. As superuser."""
        new = self.filtered(lambda row: not row.project_id)
        # nobody is mailed for each task: the activities of the steps tell already
        projects = self.env["project.project"].with_context(mail_auto_subscribe_no_notify=True)
        created = projects.create([row._prepare_project() for row in new])
        for row, project in zip(new, created, strict=True):
            row.store_derived({"project_id": project.id})
        self.step_ids._make_tasks()

    def _prepare_project(self):
        """Values of the project. Nothing of the deal but its names: colleagues read projects."""
        lead = self.lead_id
        customer = lead.partner_id
        company = self.company_id
        return {
            "name": lead.name,
            "partner_id": customer.id,
            "user_id": (self.leader_id or self.user_id).id,
            "company_id": company.id,
            "date_start": self.starts_on,
            "date": self.ends_on,
            "privacy_visibility": "employees",
        }

    def action_open_project(self):
        """Open the project's tasks.

        :raise UserError: when there is none
        """
        self.ensure_one()
        self.check_access("read")
        if not self.project_id:
            raise UserError(self.env._("This plan has no project."))
        return self.project_id.with_env(self.env).action_view_tasks()
