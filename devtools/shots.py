"""Take the pictures of screens.py, or look for English on Chinese screens; run by screenshots.py."""

import argparse
import functools
import io
import json
import re
import sys
import urllib.request
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .browser import Browser
from .screens import SCREENS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "screenshots"
APPS_PAGE = {
    "my_day.png": "en_US/my_day.webp",
    "team_board.png": "en_US/team_board.webp",
    "registration_form.png": "en_US/registration_form.webp",
    "registration_form_zh_CN.png": "zh_CN/registration_form.webp",
    "review.png": "en_US/review.webp",
}
FONTS = [
    f"/usr/share/fonts/truetype/{name}" for name in ("dejavu/DejaVuSans-Bold.ttf", "dejavu/DejaVuSans.ttf")
]
# Latin words that may stand on a Chinese screen: names of people and things in the demo data, and units
ALLOWED = (ROOT / "devtools" / "latin_words.txt").read_text().split()
# What the ERP has not translated itself
GAPS = ["Update Preferences", "Add Star", "Rotting", "This lead has been stuck in this stage for"]
# What people of the demo data wrote, on cards and in titles
WRITTEN = {
    "res.partner": ["name"],
    "crm.lead": ["name"],
    "sales_toolkit.objection": ["description"],
    "sales_toolkit.material": ["name", "description"],
}
OPENED = ".o_action_manager > *, .modal .o_form_view"
VISIBLE = """(() => {
    // Code, samples, and what people wrote: texts and names are data, in the language of who wrote them
    const DATA = [
        ".o_view_sample_data tbody, .o_view_sample_data .o_kanban_record",
        ".o-mail-Message-content, .o-mail-Composer",
    ].join(", ");
    const SKIPPED = ["script, style", DATA]
        .concat(["char", "text", "html", "many2one", "many2one_avatar_user", "many2many_tags"].map(
            (type) => `.o_list_${type}, .o_field_${type}`
        ))
        .join(", ");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest(SKIPPED)) continue;
        if (parent.checkVisibility()) texts.push(walker.currentNode.textContent);
    }
    for (const node of document.querySelectorAll("[placeholder], [title], [aria-label]")) {
        if (!node.checkVisibility() || node.closest(DATA)) continue;
        for (const name of ["placeholder", "title", "aria-label"]) texts.push(node.getAttribute(name) || "");
    }
    return texts;
})()"""


class Erp:
    """A session with the ERP over JSON-RPC, whose cookie the browser takes over."""

    def __init__(self, address, login, database):
        self.address, self.jar = address, CookieJar()
        handlers = urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(*handlers)
        credentials = {"db": database, "login": login, "password": login}
        self.uid = self.post("/web/session/authenticate", credentials)["uid"]

    @property
    def session(self):
        return next(cookie.value for cookie in self.jar if cookie.name == "session_id")

    def post(self, path, parameters):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": parameters}).encode()
        request = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"})
        answer = json.load(self.opener.open(request, timeout=120))
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        parameters = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", parameters)


class Place:
    """Where the pictures are taken, and put."""

    def __init__(self, options):
        self.address, self.database, self.target = options.address, options.database, Path(options.target)
        self.admin = self.erp("admin")
        self.sessions = {}

    def erp(self, login):
        return Erp(self.address, login, self.database)

    def session(self, login, anew=False):
        """One for each person: logging in is slow on purpose."""
        if anew or login not in self.sessions:
            self.sessions[login] = self.erp(login).session
        return self.sessions[login]

    @functools.cached_property
    def written(self):
        """What stands on screens in the language in which it was written, the longest first."""
        texts = set(GAPS)
        for model, names in WRITTEN.items():
            rows = self.admin.call(model, "search_read", [], names)
            texts |= {row[name] for row in rows for name in names if row[name]}
        return sorted(texts, key=len, reverse=True)

    def find(self, path):
        """The address, with the numbers of the records that it names."""
        return self.address + re.sub(r"\{(.+?)\}", lambda found: str(self.number(found[1])), path)

    def number(self, named):
        room, _colon, xmlid = named.rpartition(":")
        domain = [
            ["name", "=", xmlid],
            ["module", "in", ["sales_toolkit", "sales_toolkit_dashboard", "base"]],
        ]
        known = self.admin.call("ir.model.data", "search_read", domain, ["model", "res_id"])
        if not known:
            raise RuntimeError(f"no record is called {xmlid}: see devtools/screens/")
        number = known[0]["res_id"]
        if room:
            link = "lead_id" if known[0]["model"] == "crm.lead" else "partner_id"
            found = self.admin.call(f"sales_toolkit.{room}", "search", [[link, "=", number]], limit=1)
            if not found:
                raise RuntimeError(f"{xmlid} has no {room}: see devtools/screens/")
            number = found[0]
        return number


def set_language(place, language):
    admin = place.admin
    users = admin.call("res.users", "search", [["share", "=", False]])
    admin.call("res.users", "write", users, {"lang": language})


def take(browser, place, language, screens):
    failed = []
    for screen in screens:
        try:
            target = place.target / language / f"{screen.name}.webp"
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                image = picture(browser, place, screen)
            except TimeoutError:
                place.session(screen.login, anew=True)
                image = picture(browser, place, screen)
            target.write_bytes(compressed(image))
            print(f"  {language}/{target.name} ({target.stat().st_size // 1024} kB)", flush=True)
        except (TimeoutError, RuntimeError) as error:
            failed.append(f"{language} {screen.name}: {error}")
            continue
        failed += [f"{language} {screen.name}: {error}" for error in browser.take_errors()]
        if language == "zh_CN" and (words := latin(browser, place)):
            print(f"    {', '.join(sorted(words))}", flush=True)
    return failed


def picture(browser, place, screen):
    show(browser, place, screen)
    browser.fit(screen.width, screen.height, screen.most)
    return browser.photograph()


def show(browser, place, screen):
    browser.size(screen.width, screen.height)
    browser.cookies(place.address, session_id=place.session(screen.login))
    browser.go(place.find(screen.path))
    browser.wait_for(screen.ready)
    if screen.script:
        browser.evaluate(screen.script)
    for selector in screen.clicks:
        browser.wait_for(selector)
        browser.click(selector)
        browser.wait_for(".o_action_manager")
    if screen.hover:
        browser.wait_for(screen.hover)
        browser.hover(screen.hover)


def compressed(png):
    """128 colours, the rare ones too, without loss: a fifth of the size, and looks the same."""
    colours = {"method": Image.Quantize.MAXCOVERAGE, "dither": Image.Dither.NONE}
    full = Image.open(io.BytesIO(png)).convert("RGB")
    image = full.quantize(128, **colours)
    image.putpalette(commonest(full, image))
    target = io.BytesIO()
    image.convert("RGB").save(target, "WEBP", lossless=True, quality=80, method=4)
    return target.getvalue()


def commonest(full, image):
    """The palette, each colour that of most that share its place: their mean would tint backgrounds."""
    colours = zip(*[iter(full.tobytes())] * 3, strict=True)
    palette, counts = image.getpalette(), Counter(zip(image.tobytes(), colours, strict=True))
    for (place, colour), _count in sorted(counts.items(), key=lambda item: item[1]):
        palette[3 * place : 3 * place + 3] = colour
    return palette


def apps_page():
    """The pictures of the Apps page follow from those in docs/."""
    target = ROOT / "sales_toolkit" / "static" / "description"
    for name, source in APPS_PAGE.items():
        if (picture := DOCS / source).exists():
            (target / name).write_bytes(top_of(picture))
    if (day := target / "my_day.png").exists():
        (target / "banner.png").write_bytes(banner(day, target / "icon.png"))


def top_of(picture, height=1000):
    """What one sees first of a high picture."""
    image = Image.open(picture)
    image = image.crop((0, 0, image.width, min(image.height, height))).quantize(64, dither=Image.Dither.NONE)
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def banner(day, icon):
    """A day, the icon and the name, in the shape in which shops of apps show them."""
    shown = Image.open(day).convert("RGB").crop((0, 0, 1366, 683)).resize((1120, 560))
    veil = Image.new("RGB", shown.size, (255, 255, 255))
    image = Image.blend(shown, veil, 0.15)
    image.paste((113, 99, 158), (0, 400, 1120, 560))
    mark = Image.open(icon).convert("RGBA").resize((96, 96))
    image.paste(mark, (48, 432), mark)
    font = next((path for path in FONTS if Path(path).exists()), None)
    if font:
        draw = ImageDraw.Draw(image)
        draw.text((176, 424), "Sales Toolkit", "white", ImageFont.truetype(font, 56))
        draw.text(
            (178, 496), "Customers and opportunities, by the handbook", "white", ImageFont.truetype(font, 28)
        )
    target = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def scan(browser, place):
    """What is not Chinese where it should be: each menu and its first record, and each screen of screens/."""
    set_language(place, "zh_CN")
    browser.size(1366, 1000)
    browser.cookies(place.address, session_id=place.session("administrator"))
    found = []
    for name, address in menus(place):
        found += report(name, lambda address=address: look(browser, place, address))
    for screen in SCREENS:
        found += report(screen.name, lambda screen=screen: look_at_screen(browser, place, screen))
    return found


def report(name, words):
    """Say what was found on one screen; one that does not open is no reason not to look at the others."""
    try:
        words = sorted(words())
    except (TimeoutError, RuntimeError) as error:
        words = [str(error)]
    print(f"  {name}: {', '.join(words) or 'Chinese'}", flush=True)
    return [f"{name}: {word}" for word in words]


def menus(place):
    """(name, address) of each menu of the app that opens something."""
    known = place.erp("administrator").call("ir.ui.menu", "load_menus", False)
    root = next(menu for menu in known.values() if menu.get("xmlid") == "sales_toolkit.menu_root")
    for menu in below(known, root):
        if menu["action_id"]:
            yield menu["name"], f"{place.address}/odoo/action-{menu['action_id']}"


def below(menus, menu):
    yield menu
    for number in menu["children"]:
        yield from below(menus, menus[str(number)])


def look(browser, place, address):
    browser.go(address)
    browser.wait_for(OPENED)
    words = latin(browser, place)
    if browser.evaluate("!!document.querySelector('.o_list_view .o_data_row .o_data_cell')"):
        browser.click(".o_list_view .o_data_row .o_data_cell")
        browser.wait_for(OPENED)
        words |= latin(browser, place)
    return words


def look_at_screen(browser, place, screen):
    show(browser, place, screen)
    return latin(browser, place)


def latin(browser, place):
    """The Latin words of what is seen that are no names, units or what people wrote."""
    allowed = {word.casefold() for word in ALLOWED}
    words = set()
    for text in browser.evaluate(VISIBLE):
        for written in place.written:
            text = text.replace(written, " ")
        text = re.sub(r"\S+@\S+|https?://\S+|\S+\.\w{2,4}\b", " ", text)
        words |= {
            word for word in re.findall(r"[A-Za-z][A-Za-z'’-]+", text) if word.casefold() not in allowed
        }
    return words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("database")
    parser.add_argument("language")
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("--names", default="")
    parser.add_argument("--target", default=DOCS)
    options = parser.parse_args()
    place = Place(options)
    chosen = options.names.split(",") if options.names else [screen.name for screen in SCREENS]
    with Browser() as browser:
        if options.scan:
            problems = scan(browser, place)
        else:
            set_language(place, options.language)
            screens = [screen for screen in SCREENS if screen.name in chosen]
            problems = take(browser, place, options.language, screens)
            if place.target == DOCS:
                apps_page()
    for problem in problems:
        print(f"- {problem}", file=sys.stderr)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
