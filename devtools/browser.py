"""Chromium over its DevTools protocol: a page that is driven and photographed."""

import base64
import json
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import websocket

from .system import BROWSERS

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
ZONE = "Asia/Shanghai"  # as the people of the demo data
QUIET, LONG = 0.6, 5  # seconds without news of a request after which a page has come to rest
HEIGHT = """(() => {
    const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowY);
    const hidden = [...document.querySelectorAll("*")]
        .filter((node) => scrolls(node) || node.matches(".o_action_manager"))
        .map((node) => node.scrollHeight - node.clientHeight);
    return window.innerHeight + Math.max(0, ...hidden);
})()"""


def _with_memory():
    """Chromium reserves more address space than Odoo, in whose process tests run, allows itself."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


class Browser:
    """One page; a context manager that leaves nothing behind."""

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="stk-shots-")
        program = next(path for name in BROWSERS if (path := shutil.which(name)))
        command = [
            program,
            *FLAGS,
            f"--user-data-dir={self.profile}",
            "--remote-debugging-port=0",
            "about:blank",
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, **quiet, preexec_fn=_with_memory)
        self.socket = websocket.create_connection(self._address(), timeout=60, suppress_origin=True)
        self.number, self.open, self.last, self.errors = 0, set(), 0, []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setTimezoneOverride", timezoneId=ZONE)
        return self

    def __exit__(self, *_exception):
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.profile, ignore_errors=True)

    def _address(self):
        port = Path(self.profile, "DevToolsActivePort")
        for _attempt in range(600):
            if port.exists() and len(lines := port.read_text().split("\n")) > 1:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            time.sleep(0.1)
        raise TimeoutError("the browser does not start")

    # The protocol ------------------------------------------------------------------------------------

    def call(self, method, **parameters):
        return self._call(method, session=self.session, **parameters)

    def _call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        self.socket.send(json.dumps({**message, **({"sessionId": session} if session else {})}))
        while (answer := self._receive()).get("id") != self.number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _receive(self, timeout=60):
        self.socket.settimeout(timeout)
        message = json.loads(self.socket.recv())
        method, parameters = message.get("method", ""), message.get("params", {})
        if method == "Network.requestWillBeSent" and "/bus/" not in parameters["request"]["url"]:
            self.open.add(parameters["requestId"])
            self.last = time.monotonic()
        elif method in ("Network.loadingFinished", "Network.loadingFailed"):
            self.open.discard(parameters["requestId"])
            self.last = time.monotonic()
        elif method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description", details.get("text", "")))
        return message

    # What a person does ------------------------------------------------------------------------------

    def size(self, width, height):
        mobile = width < 600
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=mobile,
        )
        self.call("Emulation.setTouchEmulationEnabled", enabled=mobile)

    def fit(self, width, height, most):
        """As high as what is shown asks for: nothing is left to scroll to, up to ``most``."""
        if (needed := min(self.evaluate(HEIGHT), most)) > height:
            self.size(width, needed)
            self.wait_for("body")

    def take_errors(self):
        """What went wrong on the page since this was asked last."""
        errors, self.errors = self.errors, []
        return errors

    def cookies(self, address, **values):
        self.call("Network.clearBrowserCookies")
        for name, value in values.items():
            self.call("Network.setCookie", name=name, value=value, url=address)

    def go(self, address):
        self.open.clear()
        self.call("Page.navigate", url=address)

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "error"))
        return answer["result"].get("value")

    def wait_for(self, selector, patience=60):
        """Until the selector is there and the page has come to rest."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.evaluate(f"!!document.querySelector({json.dumps(selector)})") and self._rests():
                return
            time.sleep(0.1)
        raise TimeoutError(f"{selector} does not appear on {self.evaluate('location.href')}")

    def _rests(self):
        """Nothing is asked for any more; a request that is never answered does not count for ever."""
        idle = time.monotonic() - self.last
        return idle > QUIET if not self.open else idle > LONG

    def click(self, selector):
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def hover(self, selector):
        node = f"document.querySelector({json.dumps(selector)})"
        self.evaluate(f"{node}.dispatchEvent(new MouseEvent('mouseenter'))")
        time.sleep(1)  # what opens by that does so slowly

    def photograph(self):
        """A PNG of what is seen, once it has been painted."""
        self.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
