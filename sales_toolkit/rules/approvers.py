"""Who approves on which level, when nobody may on two."""


def distribute(levels):
    """One person for each level, nobody twice; None where that can't be done.

    :param levels: for each level who may, first choice first. Earlier levels get their choice as long as
        all of them find somebody.

    >>> distribute([["ann", "bob"], ["ann"]])
    ['bob', 'ann']
    >>> distribute([["ann"], ["ann"]])
    >>> distribute([])
    []
    """
    chosen = []
    for index, people in enumerate(levels):
        for person in people:
            if person not in chosen and _can_fill(levels[index + 1 :], {*chosen, person}):
                chosen.append(person)
                break
        else:
            return None
    return chosen


def find_empty(levels):
    """The first level that can't find anybody, given those before it; None when each can.

    >>> find_empty([["ann"], ["ann"], ["bob"]])
    1
    >>> find_empty([["ann"], ["bob"]])
    """
    for count in range(1, len(levels) + 1):
        if not _can_fill(levels[:count], set()):
            return count - 1
    return None


def _can_fill(levels, taken):
    """Whether each of ``levels`` finds a person of its own besides ``taken``: augmenting paths."""
    level_of = {}

    def place(index, seen):
        for person in levels[index]:
            if person in taken or person in seen:
                continue
            seen.add(person)
            if person not in level_of or place(level_of[person], seen):
                level_of[person] = index
                return True
        return False

    return all(place(index, set()) for index in range(len(levels)))
