"""For pytest, when it runs the ERP's own tests: more patience with browsers, and only what was asked for."""

import os

from devtools.cures import ChromeBrowser, patient, without_windows

ONLY = set(filter(None, os.environ.get("CORE_ONLY", "").split("\n")))
CLASSES = set(filter(None, os.environ.get("CORE_CLASSES", "").split("\n")))

ChromeBrowser.throttling_factor = patient()
ChromeBrowser.executable = without_windows()


def pytest_collection_modifyitems(items, config):
    """Of ``test_mail`` the classes about activities; when repeating, the tests that were named."""
    kept = [item for item in items if _is_wanted(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _is_wanted(item):
    if "/test_mail/" in str(item.path) and item.cls.__name__ not in CLASSES:
        return False
    name = (
        f"{item.nodeid.split('::')[0].removesuffix('.py').replace('/', '.')}.{item.cls.__name__}.{item.name}"
    )
    return not ONLY or name in ONLY
