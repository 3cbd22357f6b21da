"""What clients can call: found in the registry, and called as the server does."""

import inspect
import traceback
from dataclasses import dataclass

from psycopg2 import IntegrityError

from odoo.exceptions import AccessDenied, UserError
from odoo.service.model import call_kw, get_public_method

from devtools.state import ROOT

OURS = "odoo.addons.sales_toolkit"
FOLDER = str(ROOT / "sales_toolkit")
# What the server tells a user in words of its own; it turns a violated constraint into such a message
CLEAN = (UserError, AccessDenied, IntegrityError)
# Ways in that every model has
COMMON = (
    "create", "write", "unlink", "copy", "read", "onchange", "load", "export_data", "default_get", "web_save",
    "web_read", "search_read", "web_search_read", "formatted_read_group", "name_search", "name_create",
)  # fmt: skip


@dataclass(frozen=True)
class Method:
    """One public method of a model. ``own``: nobody but us defines it."""

    model: str
    name: str
    own: bool
    on_ids: bool
    parameters: tuple

    def __str__(self):
        return f"{self.model}.{self.name}"


def is_ours(module):
    return module.startswith(OURS)


def our_models(env):
    """Names of the models that we define, without the abstract ones."""
    return sorted(
        name for name, model in env.registry.items() if not model._abstract and is_ours(_origin(model))
    )


def _origin(model):
    """The module of the class that defines a model first."""
    bases = [
        cls for cls in model.mro() if getattr(cls, "_name", None) == model._name and "_module" in vars(cls)
    ]
    return bases[-1].__module__ if bases else ""


def our_methods(env):
    """All that clients can call and that we define, or that our models inherit of the usual ways in."""
    found = {}
    mine = set(our_models(env))
    for name, model in sorted(env.registry.items()):
        if model._abstract:
            continue
        for method in _names(model) | (set(COMMON) if name in mine else set()):
            if described := _describe(env[name], method):
                found[name, method] = described
    return [found[key] for key in sorted(found)]


def _names(model):
    """Public names that a class of ours defines on the model."""
    classes = [cls for cls in model.mro() if is_ours(cls.__module__)]
    return {
        name
        for cls in classes
        for name, value in vars(cls).items()
        if not name.startswith("_") and inspect.isfunction(getattr(value, "__func__", value))
    }


def _describe(model, name):
    try:
        function = get_public_method(model, name)
    except Exception:  # private
        return None
    definers = [cls.__module__ for cls in type(model).mro() if name in vars(cls)]
    own = all(is_ours(module) or module == "odoo.orm.model_classes" for module in definers)
    parameters = list(inspect.signature(function).parameters.values())[1:]
    named = tuple(p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY))
    return Method(model._name, name, own, not getattr(function, "_api_model", False), named)


def call(env, method, ids, arguments, context=None):
    """As a client's request: the result, with everything that it leaves to be written."""
    args = [ids] if method.on_ids else []
    result = call_kw(env[method.model], method.name, args, {**arguments, "context": context or {}})
    env.flush_all()
    env.cr.precommit.run()
    return result


def is_clean(error):
    return isinstance(error, CLEAN)


def blame(error):
    """The last place in our code, and whether the error comes from there."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(FOLDER)]
    place = f"{ours[-1].filename.removeprefix(FOLDER)}:{ours[-1].lineno}" if ours else ""
    return place, bool(ours) and frames[-1] == ours[-1]
