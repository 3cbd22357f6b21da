"""Printing without root: wkhtmltopdf and a Chinese font, fetched and unpacked but not installed."""

import re
import subprocess
from pathlib import Path

import pytest

from devtools import printing
from devtools.state import State

PACKAGES = ["wkhtmltopdf", "fonts-noto-cjk"]


@pytest.fixture
def lacking(tmp_path):
    """What dpkg would know on this system without the two packages."""
    known = Path(printing.STATUS).read_text(errors="surrogateescape").split("\n\n")
    without = [about for about in known if not re.match(f"Package: ({'|'.join(PACKAGES)})\n", about)]
    status = tmp_path / "status"
    status.write_text("\n\n".join(without), errors="surrogateescape")
    return status


def test_unpacked_program_prints_chinese(tmp_path, lacking):
    state = State(tmp_path / "state folder").make()
    printing.ensure_unpacked(state, PACKAGES, lacking)
    assert (state.printing / "tree/usr/bin/wkhtmltopdf").exists()
    (tmp_path / "in.html").write_text("<meta charset='utf-8'><h1>销售工具箱</h1>")
    command = [state.printing / "bin/wkhtmltopdf", tmp_path / "in.html", tmp_path / "out.pdf"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert b"NotoSansCJK" in (tmp_path / "out.pdf").read_bytes()
    printing.ensure_unpacked(state, PACKAGES, tmp_path / "not read a second time")
