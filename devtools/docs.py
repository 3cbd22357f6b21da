"""`./dev docs`: the tables in docs/ that follow from the sources, so that they stay true."""

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

from .say import say
from .state import ROOT

ADDON = ROOT / "sales_toolkit"
DOCS = ROOT / "docs"
BLOCK = re.compile(r"(<!-- (\w+): written by \./dev docs -->\n).*?(<!-- end -->)", re.DOTALL)
# Core's methods that the add-on extends; they are documented with Odoo
CORE = {"message_post", "web_read", "get_import_templates", "execute_import", "onchange", "default_get"}
CORE |= {"create", "write", "unlink", "copy", "copy_data", "read", "search", "init", "convert_to_column"}


def docs(check=False):
    """Write the tables anew (`check`: only compare); 1 if one of them is not up to date."""
    stale = [path for path in sorted(DOCS.glob("*.md")) if refresh(path, check)]
    for path in stale:
        what = "not up to date (run ./dev docs)" if check else "brought up to date"
        say(f"{path.relative_to(ROOT)}: {what}")
    return int(check and bool(stale))


def refresh(path, check):
    old = path.read_text()
    new = BLOCK.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], old)
    if new != old and not check:
        path.write_text(new)
    return new != old


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )


# What the sources say ---------------------------------------------------------------------------------


def classes():
    """(class, its model) of each model of the add-on, in the order of the files."""
    for path in sorted([*ADDON.glob("models/*/*.py"), *ADDON.glob("wizard/*.py")]):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and any("models." in ast.unparse(base) for base in node.bases):
                if model := model_of(node):
                    yield node, model


def model_of(node):
    values = {}
    for line in node.body:
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) in ("_name", "_inherit"):
            value = line.value
            if isinstance(value, ast.List):
                value = value.elts[0]
            if not isinstance(value, ast.Constant):
                continue
            value = value.value
            values[ast.unparse(line.targets[0])] = value
    return values.get("_name") or values.get("_inherit")


def records(model):
    """The XML records of a model: {id: {field: text}}, in the order of the files."""
    found = {}
    for path in sorted([*ADDON.glob("data/*.xml"), *ADDON.glob("security/*.xml"), *ADDON.glob("demo/*.xml")]):
        for record in ElementTree.parse(path).iter("record"):
            if record.get("model") == model:
                fields = {field.get("name"): (field.get("ref"), field) for field in record.iter("field")}
                found[record.get("id")] = {
                    name: ref or " ".join((field.text or field.get("eval") or "").split())
                    for name, (ref, field) in fields.items()
                }
    return found


def summary(function):
    """The first sentence of a docstring, on one line."""
    text = " ".join((ast.get_docstring(function) or "").split("\n\n")[0].split())
    return re.sub(r"``", "`", text)


# The tables -------------------------------------------------------------------------------------------


def settings():
    rows, titles = [], page_titles()
    for node, model in classes():
        for line in node.body if model == "res.company" else ():
            call = getattr(line, "value", None)
            if isinstance(line, ast.Assign) and ast.unparse(call).startswith("fields."):
                if not any(word.arg == "readonly" for word in call.keywords):
                    title, *cells = setting(line.targets[0].id, call)
                    rows.append((titles.get(line.targets[0].id, title), *cells))
    return table(["Setting", "At first", "What it is", "Field of the company"], rows)


def page_titles():
    """{field: what it is called on the settings page}"""
    titles = {}
    for path in sorted(ADDON.glob("views/*.xml")):
        for block in ElementTree.parse(path).iter("setting"):
            labels = {label.get("for"): label.get("string") for label in block.iter("label")}
            for field in block.iter("field"):
                parts = [block.get("string"), labels.get(field.get("name"))]
                titles[field.get("name")] = ": ".join(filter(None, parts))
    return {name: title for name, title in titles.items() if title}


def setting(name, call):
    words = {word.arg: word.value for word in call.keywords}
    strings = [ast.literal_eval(value) for value in call.args if isinstance(value, ast.Constant)]
    title = ast.literal_eval(words["string"]) if "string" in words else (strings or [""])[-1]
    kind = ast.unparse(call.func).removeprefix("fields.")
    if kind == "Many2one":
        title = title if "." not in title else name.removesuffix("_id").replace("_", " ").title()
    default = ast.unparse(words["default"]) if "default" in words else {"Boolean": "False"}.get(kind, "empty")
    if kind == "Selection" and "default" in words:
        default = ast.literal_eval(words["default"])
    default = {"True": "on", "False": "off", "THRESHOLD": "75"}.get(default, default)
    help_text = re.sub(r" \((?:[COX]\d+)\)", "", ast.literal_eval(words["help"])) if "help" in words else ""
    return title or name.replace("_", " ").title(), default, help_text, f"`{name}`"


def crons():
    done_by = {
        function.name: summary(function)
        for node, _model in classes()
        for function in node.body
        if isinstance(function, ast.FunctionDef)
    }
    rows = []
    for fields in records("ir.cron").values():
        every = f"{fields['interval_number']} {fields['interval_type']}"
        every = {"1 days": "day", "1 hours": "hour"}.get(every, every)
        method = re.search(r"_cron_\w+", fields["code"])
        what = done_by.get(method.group(), "") if method else ""
        rows.append((fields["name"].removeprefix("Sales Toolkit: "), every, what))
    return table(["Scheduled action (*Sales Toolkit: …*)", "Every", "What it does"], rows)


def groups():
    privileges = records("res.groups.privilege")
    rows = [
        (
            f"{privileges[fields['privilege_id'].split('.')[-1]]['name']} / {fields['name']}",
            f"`{name}`",
            fields["comment"],
        )
        for name, fields in records("res.groups").items()
    ]
    return table(["Group", "Id", "What its members may do"], rows)


def methods():
    rows = {}
    for node, model in classes():
        for function in node.body:
            if isinstance(function, ast.FunctionDef) and is_public(function):
                call = f"`{function.name}({arguments(function)})`"
                rows.setdefault((f"`{model}`", call), summary(function))
    return table(["Model", "Method", "What it does"], [(*key, text) for key, text in sorted(rows.items())])


def is_public(function):
    decorators = [ast.unparse(decorator) for decorator in function.decorator_list]
    ours = not function.name.startswith("_") and function.name not in CORE
    return ours and "api.private" not in decorators and "property" not in decorators


def arguments(function):
    return re.sub(r"^self(, )?", "", ast.unparse(function.args))


TABLES = {"settings": settings, "crons": crons, "groups": groups, "methods": methods}


def named(path: Path):
    """The methods that a page names as code: `action_…`, `get_…`, `export_…`."""
    return set(re.findall(r"\b((?:action|get|export)_[a-z_]+)\(", path.read_text()))
