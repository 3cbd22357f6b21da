"""The disk of the file store is full: a signed contract, a file to import, a file of the minutes.

    ./dev prove disk

A real server, and a file store on a small disk of its own (tmpfs, so as root), which the kernel finds full.
Each upload must be refused in plain words, leave nothing behind, and work again once there is room.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import urllib.request
import uuid
from contextlib import contextmanager
from http.cookiejar import CookieJar

from devtools.say import Trouble, say, step

from . import service
from .database import temporary
from .report import format_table

ROOM = 1_000_000  # bytes that are left on the full disk
FILE = os.urandom(3 * ROOM)
TOLD = "no room left"


def prove(layers, arguments):
    if os.geteuid():
        raise Trouble("./dev prove disk mounts a disk of its own: run it as root")
    rows = []
    with temporary(layers, "disk") as database, step("a full disk"):
        scene = database.call("proof.disk.prepare")
        store = layers.odoo.filestore("disk")
        with small_disk(store) as grow, service.servers(database) as [(_process, port)]:
            visit = Visit(port, "disk", scene["login"])
            uploads = {name: upload(visit, scene) for name, upload in UPLOADS.items()}
            before = contents(database, store)
            told = {name: upload() for name, upload in uploads.items()}
            left = [new for old, new in zip(before, contents(database, store), strict=True) if old != new]
            grow()
            after = {name: upload() for name, upload in uploads.items()}
    for name in UPLOADS:
        rows.append((name, TOLD in told[name], not left, after[name] == "stored"))
    say(format_table(["upload", "told why", "nothing left behind", "works with room"], rows))
    for new in left:
        say(f"left behind: {new}")
    say("\n".join(f"{name}: {told[name][:300]}; then {after[name][:300]}" for name in UPLOADS))
    return 0 if all(all(row[1:]) for row in rows) else 1


@contextmanager
def small_disk(store):
    """The folder on a disk of its own with little room; yields what makes more."""
    kept = store.with_suffix(".kept")
    store.rename(kept)
    store.mkdir()
    used = sum(path.stat().st_size + 4096 for path in kept.rglob("*"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={used + ROOM}", "tmpfs", store], check=True)
    try:
        shutil.copytree(kept, store, dirs_exist_ok=True)
        more = ["mount", "-o", f"remount,size={used + 20 * ROOM}", store]
        yield lambda: subprocess.run(more, check=True)
    finally:
        subprocess.run(["umount", store], check=True)
        store.rmdir()
        kept.rename(store)


def contents(database, store):
    """What is stored: files, attachments, and the state of the contract."""
    files = sorted(str(path) for path in store.rglob("*") if path.is_file() and "checklist" not in path.parts)
    states = database.sql("SELECT state, signed_on, signed_scan_name FROM sales_toolkit_contract")
    return set(files), database.sql("SELECT id, name, res_model, store_fname FROM ir_attachment"), states


class Visit:
    """A salesperson in the web client."""

    def __init__(self, port, database, login):
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.json("/web/session/authenticate", {"db": database, "login": login, "password": login})
        page = self.opener.open(f"{self.base}/odoo", timeout=300).read().decode()
        self.token = re.search(r'csrf_token: "([^"]+)"', page)[1]

    def json(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        request = urllib.request.Request(self.base + path, body, {"Content-Type": "application/json"})
        answer = json.loads(self.opener.open(request, timeout=300).read())
        if "error" not in answer:
            return "stored"
        data = answer["error"]["data"]
        return f"{'' if data['name'] == 'odoo.exceptions.UserError' else 'TRACEBACK '}{data['message']}"

    def upload(self, path, **values):
        """A form with a file; the error that the answer tells of, if any."""
        bound = uuid.uuid4().hex
        parts = [f'--{bound}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in {"csrf_token": self.token, **values}.items()]  # fmt: skip
        head = 'Content-Disposition: form-data; name="ufile"; filename="a.xlsx"'
        parts += [f"--{bound}\r\n{head}\r\n\r\n".encode(), FILE[::-1], f"\r\n--{bound}--\r\n".encode()]
        kind = {"Content-Type": f"multipart/form-data; boundary={bound}"}
        request = urllib.request.Request(self.base + path, b"".join(parts), kind)
        answer = json.loads(self.opener.open(request, timeout=300).read())
        [answer] = answer if isinstance(answer, list) else [answer]
        return answer.get("error", "stored")


def sign(visit, scene):
    args = [[scene["contract"]], scene["day"], base64.b64encode(FILE).decode(), "signed.pdf"]
    params = {"model": "sales_toolkit.contract", "method": "action_sign", "args": args, "kwargs": {}}
    return lambda: visit.json("/web/dataset/call_kw", params)


def form_to_import(visit, scene):
    where = {"model": "sales_toolkit.paper_form_import", "id": 0}
    return lambda: visit.upload("/web/binary/upload_attachment", **where)


def file_of_minutes(visit, scene):
    where = {"thread_model": "crm.lead", "thread_id": scene["lead"]}
    return lambda: visit.upload("/mail/attachment/upload", **where)


UPLOADS = {"signed contract": sign, "form to import": form_to_import, "file of the minutes": file_of_minutes}


# In the shell -------------------------------------------------------------------------------------------


def prepare(env):
    """A salesperson with an approved contract."""
    from .rivals import Arena
    from .rivals_closed import approved

    arena = Arena(env)
    lead, contract = approved(env, arena)
    rep = env["res.users"].browse(arena.users["rep"])
    rep.password = rep.login
    env.cr.commit()
    return {"login": rep.login, "lead": lead, "contract": contract, "day": str(rep.get_today())}
