"""Whether a file may be opened as a workbook: looked at from outside, before anything parses it."""

import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from ..registration_form.problems import problem
from .limits import MEGABYTE

OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_HEADER = b"PK"
CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPES = (
    b"spreadsheetml.sheet.main+xml",
    b"spreadsheetml.template.main+xml",
    b"sheet.macroEnabled.main+xml",
)
_ENCRYPTED = 0x1
_CHUNK = 2**16


class _Prolog(Exception):
    """Ends the parsing of a prolog; the argument says whether there was a DTD."""


def find_package_problem(data, limits):
    """Return why the file cannot be read as a workbook, None when it may be tried."""
    if len(data) > limits.max_bytes:
        return _too_large(limits.max_bytes)
    if data.startswith(OLE_HEADER):
        return problem("protected_or_old")
    if not data.startswith(ZIP_HEADER):
        return problem("not_a_workbook")
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _find_archive_problem(archive, limits)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return problem("damaged")


def _find_archive_problem(archive, limits):
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return problem("protected_or_old")
    if not _is_workbook(archive):
        return problem("not_a_workbook")
    if any(_holds_macros(part.filename.lower()) for part in parts):
        return problem("macros")
    if sum(part.file_size for part in parts) > limits.max_inflated:
        return _too_large(limits.max_inflated)
    return _find_content_problem(archive, parts, limits)


def _find_content_problem(archive, parts, limits):
    """Inflate every part once: this also compares what is declared (size, checksum) with what is there."""
    inflated = 0
    for part in parts:
        if has_dtd(_chunks(archive, part)):
            return problem("unsafe_xml")
        for chunk in _chunks(archive, part):
            inflated += len(chunk)
            if inflated > limits.max_inflated:
                return _too_large(limits.max_inflated)
    return None


def _chunks(archive, part):
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def has_dtd(chunks):
    """Whether an XML text declares a DTD, in whatever encoding; nothing after its prolog is parsed.

    >>> has_dtd(['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")])
    True
    >>> has_dtd([b"<a/>"]), has_dtd([b"not XML"])
    (False, False)
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *args: _stop(True)
    parser.StartElementHandler = lambda *args: _stop(False)
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # newer expat keeps the end of what it was given back until then
    except _Prolog as prolog:
        return prolog.args[0]
    except (expat.ExpatError, LookupError, ValueError):  # not XML, or in an encoding nobody can read
        return False
    return False


def _stop(found_dtd):
    raise _Prolog(found_dtd)


def _is_workbook(archive):
    if CONTENT_TYPES not in archive.namelist():
        return False
    with archive.open(CONTENT_TYPES) as stream:
        content_types = stream.read(MEGABYTE)
    return any(main_type in content_types for main_type in MAIN_TYPES)


def _holds_macros(name):
    return name.endswith("vbaproject.bin") or "macrosheets/" in name


def _too_large(limit):
    return problem("too_large", limit=max(1, limit // MEGABYTE))
