"""Merge a fresh template into .pot and .po files; run by i18n.py as a module with polib at hand."""

import ast
import json
import sys
from pathlib import Path

import polib

from .punctuation import punctuate

# Odoo writes the moment of the export, which would change the files every time
DATES = ("POT-Creation-Date", "PO-Revision-Date")
HEADER = {
    "Project-Id-Version": "Odoo Server 19.0",
    "Report-Msgid-Bugs-To": "",
    "Last-Translator": "",
    "Language-Team": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "",
    "Plural-Forms": "",
}


def merge(template, old, language=None):
    """The entries of the template in its order, with the translations that the old file has for them."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    merged = polib.POFile(wrapwidth=78)
    merged.header = template.header
    merged.metadata = {**HEADER, **({"Language": language} if language else {})}
    for entry in template:
        before = known.pop((entry.msgctxt, entry.msgid), None)
        if language and before:
            entry.msgstr, entry.tcomment = before.msgstr, before.tcomment
            if language.startswith("zh"):
                entry.msgstr = punctuate(entry.msgstr)
            entry.flags += [flag for flag in before.flags if flag not in entry.flags]
        merged.append(entry)
    return merged, [msgid for _context, msgid in known]


def read_template(exported, addon):
    """What Odoo has exported, with the name and the summary of the add-on on the Apps page.

    They are in a record of ``base``, which is not exported with an add-on; the loader takes them from an
    add-on's file as any others.
    """
    template = read(exported)
    manifest = addon / "__manifest__.py"
    values = ast.literal_eval(manifest.read_text()) if manifest.exists() else {}
    for key, field in (("name", "shortdesc"), ("summary", "summary")):
        if text := values.get(key):
            entry = template.find(text)
            if not entry:
                entry = polib.POEntry(msgid=text, comment=f"module: {addon.name}")
                later = [place for place, other in enumerate(template) if other.msgid > text]
                template.insert(later[0] if later else len(template), entry)
            place = f"model:ir.module.module,{field}:base.module_{addon.name}", ""
            entry.occurrences = sorted([*entry.occurrences, place])
    return template


def read(path):
    return polib.pofile(str(path), wrapwidth=78) if path.exists() else polib.POFile(wrapwidth=78)


def write(path, entries, check):
    """Return whether the file differs; write it unless only asked."""
    text = str(entries).rstrip("\n") + "\n"
    changed = not path.exists() or path.read_text() != text
    if changed and not check:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return changed


def main(exported, pot_path, po_path, check=False):
    addon = pot_path.parent.parent
    pot, _ = merge(read_template(exported, addon), polib.POFile())
    po, dropped = merge(read_template(exported, addon), read(po_path), po_path.stem)
    changed = [path.name for path, entries in ((pot_path, pot), (po_path, po)) if write(path, entries, check)]
    return {
        "file": po_path.name,
        "terms": len(po),
        "missing": [entry.msgid for entry in po if not entry.msgstr],
        "fuzzy": [entry.msgid for entry in po if entry.fuzzy],
        "dropped": dropped,
        "changed": changed,
    }


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:4]]
    print(json.dumps(main(*paths, check="--check" in sys.argv)))
