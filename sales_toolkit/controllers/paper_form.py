from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PaperFormController(http.Controller):
    @http.route("/sales_toolkit/paper_form/<string:ids>", type="http", auth="user", readonly=True)
    def download(self, ids):
        """The registration forms of the customers ``ids`` (1,2,3) as .xlsx, read as the user.

        Nothing is stored: the file holds what this user may see, and nobody else gets at it.
        """
        if not ids.replace(",", "").isdecimal():
            raise UserError(request.env._("The address of this download is wrong. Export the form again."))
        partners = request.env["res.partner"].browse(map(int, filter(None, ids.split(",")))).exists()
        name = partners.name if len(partners) == 1 else request.env._("Registration forms")
        headers = [("Content-Type", XLSX), ("Content-Disposition", content_disposition(f"{name}.xlsx"))]
        return request.make_response(partners.export_paper_form(), headers)
