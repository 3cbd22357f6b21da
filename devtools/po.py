"""Merge a fresh template into .pot and .po files; run by i18n.py as a module with polib at hand."""

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
    pot, _ = merge(read(exported), polib.POFile())
    po, dropped = merge(read(exported), read(po_path), po_path.stem)
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
