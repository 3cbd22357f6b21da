"""What a value is called, and how what is said of several is joined."""


def label_of(record, name):
    """The label of a selection field's value in the user's language; empty where there is no such record."""
    labels = dict(record._fields[name]._description_selection(record.env))
    return labels.get(record[name], "")


def colon(env, label, text):
    """A text with what it is about before it, as the user's language writes it."""
    return env._("%(label)s: %(text)s", label=label, text=text)


def in_a_row(env, texts):
    """Texts one after the other, with the mark that stands between them in the user's language."""
    # a mark alone is no term that can be translated
    return env._("%(one)s, %(next)s", one="", next="").join(texts)
