"""A merged cell shows one value in many places: here each of them gets it."""

from xml.etree.ElementTree import iterparse

from openpyxl.utils import range_boundaries


def fill_merged_cells(source, grid, most):
    """Fill the merged cells of the grid; False when they are more than `most`.

    What a merged range covers beyond the filled part of the sheet is left alone.
    """
    width = max(map(len, grid), default=0)
    for left, top, right, bottom in _merged_ranges(source):
        right, bottom = min(right, width), min(bottom, len(grid))
        if left > right or top > bottom:
            continue
        most -= (right - left + 1) * (bottom - top + 1)
        if most < 0:
            return False
        _fill(grid[top - 1 : bottom], left - 1, right)
    return True


def _fill(rows, left, right):
    value = rows[0][left] if left < len(rows[0]) else None
    if value is None:
        return
    for row in rows:
        row.extend([None] * (right - len(row)))
        row[left:right] = [value] * (right - left)


def _merged_ranges(source):
    # openpyxl keeps no public way to the merged cells of a sheet that is read row by row.
    with source._get_source() as stream:
        for _event, element in iterparse(stream):
            if element.tag.endswith("}mergeCell"):
                yield range_boundaries(element.get("ref"))
            element.clear()
