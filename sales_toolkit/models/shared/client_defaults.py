"""What a new row gets that nobody has written into it."""


def with_defaults(model, vals_list):
    """``vals_list`` with the defaults of a client's context (``default_…``) and of the user (``ir.default``).

    The ERP adds them within ``create()``: a guard that looks at what is written asks for these, too.
    """
    given = model.env["ir.default"]._get_model_defaults(model._name) | {
        name.removeprefix("default_"): value
        for name, value in model.env.context.items()
        if name.startswith("default_")
    }
    defaults = {name: value for name, value in given.items() if name in model._fields}
    return [defaults | vals for vals in vals_list] if defaults else vals_list
