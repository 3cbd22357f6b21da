"""A real server on a database, and a client that talks to it over loopback HTTP as the web client does."""

import http.client
import json

from devtools import server


def serving(layers, *databases, workers=0):
    """A server's process and its port, for the length of a ``with`` block."""
    options = f"--workers={workers}", "--log-level=error"
    return server.serving(layers.odoo, databases, *options, log="bench")


class Client:
    """One session."""

    def __init__(self, port, database, login="admin", password="admin"):
        self.port, self.cookie = port, ""
        credentials = {"db": database, "login": login, "password": password}
        self.uid = self.post("/web/session/authenticate", credentials)["uid"]

    def post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        # a connection each: on one that is kept, delayed acknowledgements would add 40 ms to everything
        headers = {"Content-Type": "application/json", "Cookie": self.cookie, "Connection": "close"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", []):
            if cookie.startswith("session_id="):
                self.cookie = cookie.partition(";")[0]
        answer = json.loads(response.read())
        assert "error" not in answer, answer["error"]["data"]["debug"]
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", params)
