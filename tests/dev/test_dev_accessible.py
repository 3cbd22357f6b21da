"""What can be said of accessibility without a browser: names of icons, and contrast of our colours."""

import re

import pytest

from devtools.docs import ADDON

SCSS = sorted(ADDON.glob("static/src/**/*.scss"))
TEMPLATES = sorted([*ADDON.glob("views/*.xml"), *ADDON.glob("static/src/**/*.xml")])
# Odoo's own, from web/static/src/scss/primary_variables.scss: text, muted text (gray-700 at 76 %), on white
TEXT, MUTED, WHITE, WARNING = (0x21, 0x25, 0x29), (0x49, 0x50, 0x57), (255, 255, 255), (0xFF, 0xAC, 0x00)


def blend(color, alpha, below):
    return tuple(alpha * over + (1 - alpha) * under for over, under in zip(color, below, strict=True))


def luminance(color):
    parts = [part / 255 for part in color]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """As WCAG 2 defines it, from 1 to 21.

    >>> round(contrast((0, 0, 0), (255, 255, 255)))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("path", SCSS, ids=lambda path: path.name)
def test_colours_are_the_erps(path):
    """No colour of our own: what the ERP shows in a light or a dark scheme, ours follows."""
    text = re.sub(r"//.*|/\*.*?\*/", "", path.read_text(), flags=re.DOTALL if "/*" in path.read_text() else 0)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\{)", text)
    assert not re.findall(r"rgba?\(\s*\d", text)
    assert not re.findall(r":\s*(?:white|black|red|green|blue|gr[ae]y)\b", text)


@pytest.mark.parametrize("alpha", [0.08, 0.35])
def test_text_on_our_tints_can_be_read(alpha):
    """The tints that our style sheets lay over a form: 4.5 : 1 at least for text.

    The ERP's own muted text has 4.3 : 1 on white; a tint of ours takes little of that.
    """
    used = {
        float(value)
        for path in SCSS
        for value in re.findall(r"rgba\(\$warning, ([\d.]+)\)", path.read_text())
    }
    assert used <= {0.08, 0.35}
    tint = blend(WARNING, alpha, WHITE)
    assert contrast(TEXT, tint) >= 4.5
    muted, own = (contrast(blend(MUTED, 0.76, below), below) for below in (tint, WHITE))
    assert muted >= 0.85 * own


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_icons_have_names(path):
    """A button that shows an icon alone, or an icon that stands alone, says what it is."""
    text = path.read_text()
    for button in re.findall(r"<button\b[^>]*?/>", text, re.DOTALL):
        if "icon=" in button and not re.search(r"(string|title|aria-label)=", button):
            raise AssertionError(button)
    for element in re.findall(r"<(?:button|a)\b[^>]*>\s*<i class=\"(?:fa|oi)[^>]*/>\s*</(?:button|a)>", text):
        assert re.search(r"(title|aria-label)=", element), element
    for picture in re.findall(r"<img\b[^>]*>", text):
        assert "alt=" in picture or "t-att-alt=" in picture, picture
