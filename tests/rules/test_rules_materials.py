"""Materials: the best first, whatever the library (O4)."""

from hypothesis import given
from hypothesis import strategies as st
from rules.materials import WEIGHTS, Material, fits, rank

VALUES = st.integers(0, 3)
DEALS = st.dictionaries(st.sampled_from(list(WEIGHTS)), VALUES)
MADE_FOR = st.dictionaries(st.sampled_from(list(WEIGHTS)), st.frozensets(VALUES, max_size=3))


@st.composite
def libraries(draw):
    made_for = draw(st.lists(MADE_FOR, max_size=8))
    return [
        Material(number, dimensions, draw(st.integers(0, 2))) for number, dimensions in enumerate(made_for)
    ]


@given(libraries(), DEALS)
def test_what_fits_better_everywhere_comes_first(library, deal):
    places = {ranked.id: place for place, ranked in enumerate(rank(library, deal))}
    for one in library:
        for other in library:
            mine, theirs = fits(one, deal), fits(other, deal)
            if mine != theirs and all(mine[name] >= theirs[name] for name in WEIGHTS):
                assert places[one.id] < places[other.id]


@given(libraries(), DEALS)
def test_an_exact_match_never_ranks_below_a_worse_one(library, deal):
    exact = Material(99, {name: frozenset({value}) for name, value in deal.items()}, 9)
    ranked = rank([*library, exact], deal)
    alike = [found.id for found in ranked if found.matches == ranked[0].matches and not found.mismatches]
    assert exact.id in alike


@given(libraries(), DEALS, st.randoms())
def test_the_order_of_the_library_does_not_matter(library, deal, random):
    shuffled = random.sample(library, len(library))
    assert rank(shuffled, deal) == rank(library, deal)


@given(libraries(), DEALS)
def test_nothing_is_lost_and_reasons_are_true(library, deal):
    ranked = rank(library, deal)
    assert sorted(found.id for found in ranked) == [material.id for material in library]
    for found in ranked:
        made_for = library[found.id].made_for
        assert all(deal[name] in made_for[name] for name in found.matches)
        assert all(deal[name] not in made_for[name] for name in found.mismatches)
    assert rank(library, deal, 3) == ranked[:3]
