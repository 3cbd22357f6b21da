"""What a value is called."""


def label_of(record, name):
    """The label of a selection field's value in the user's language; empty where there is no such record."""
    labels = dict(record._fields[name]._description_selection(record.env))
    return labels.get(record[name], "")
