"""Tables of what was found."""


def format_table(header, rows):
    """
    >>> print(format_table(["what", "rows"], [("none lost", 3)]))
    | what | rows |
    | --- | --- |
    | none lost | 3 |
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
