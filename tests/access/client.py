"""A person at a browser or with an API key: everything goes through HTTP."""

import base64
import json
import re
from datetime import datetime, timedelta
from io import BytesIO

from openpyxl import load_workbook

from odoo.http import Request
from odoo.tools.pdf import PdfFileReader

# a page's own token, made anew each second
TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
# what a selection field offers, in views and in the errors of imports
OFFERS = ("selection", "moreinfo")
JSON = {"Content-Type": "application/json"}


class Client:
    """Requests as one user, in debug mode, where the server's refusals say most."""

    def __init__(self, case, user):
        self.case, self.user = case, user
        self.key = user and self._make_key()
        login = user and user.login
        case.authenticate(login, login, session_extra={"debug": "1"})

    def rpc(self, model, method, *args, **kwargs):
        """The result of a call over JSON-RPC, or all that the refusal says."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self._post("/web/dataset/call_kw", {"jsonrpc": "2.0", "method": "call", "params": params})
        return answer["result"] if "result" in answer else {"error": answer.get("error", answer)}

    def json2(self, model, method, **body):
        """The same with an API key."""
        if not self.user:
            return self._post(f"/json/2/{model}/{method}", body)
        return self._post(f"/json/2/{model}/{method}", body, {"Authorization": f"bearer {self.key}"})

    def jsonrpc(self, model, method, *args):
        """The same with login and password, at the endpoint for programs."""
        cr = self.case.env.cr
        credentials = [cr.dbname, self.user.id if self.user else 0, self.user.login if self.user else "x"]
        params = {"service": "object", "method": "execute_kw", "args": [*credentials, model, method, *args]}
        return self._post("/jsonrpc", {"jsonrpc": "2.0", "method": "call", "params": params})

    def get(self, url):
        """What a page or a download shows, as text."""
        return text_of(self.case.url_open(url, allow_redirects=False).content)

    def export(self, kind, **parameters):
        """A file from the web client's export dialog."""
        data = {"data": json.dumps({"import_compat": False, **parameters}), "csrf_token": self._csrf_token()}
        return text_of(self.case.url_open(f"/web/export/{kind}", data=data).content)

    def _post(self, url, body, headers=None):
        response = self.case.url_open(url, data=json.dumps(body), headers=JSON | (headers or {}))
        try:
            answer = response.json()
        except ValueError:
            answer = page_text(response.text)
        return answer if isinstance(answer, dict) or url.startswith("/json/2") else {"error": answer}

    def _csrf_token(self):
        return Request.csrf_token(self.case)

    def _make_key(self):
        keys = self.case.env["res.users.apikeys"].with_user(self.user)
        return keys.sudo()._generate("rpc", "attack", datetime.now() + timedelta(days=1))


def text_of(content):
    """The text in a download: the cells of a workbook, the text of a PDF, or the page itself."""
    if content.startswith(b"PK"):
        sheets = load_workbook(BytesIO(content)).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell)
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfFileReader(BytesIO(content)).pages)
    return page_text(content.decode(errors="replace"))


def page_text(page):
    """A page without what differs from second to second, and without its session, which names currencies."""
    return TOKEN.sub("", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def visible(answer):
    """An answer as text, without what a selection field offers: that is the same for everyone."""
    return json.dumps(_without_selections(answer), ensure_ascii=False, default=str).replace("\\n", " ")


def _without_selections(value):
    if isinstance(value, dict):
        return {key: _without_selections(inner) for key, inner in value.items() if key not in OFFERS}
    if isinstance(value, list):
        return [_without_selections(inner) for inner in value]
    if isinstance(value, str) and value.startswith("UEsDB"):
        return text_of(base64.b64decode(value))
    return value


def failed(answer):
    return isinstance(answer, dict) and bool({"error", "debug"} & answer.keys())
