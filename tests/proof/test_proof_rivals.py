"""Two people at once, in real transactions: see proof/rivals.py."""

from devtools.testing import current
from proof.database import temporary


def test_of_two_at_once_none_is_lost_and_the_second_is_told():
    with temporary(current(), "rivals") as database:
        results = database.call("proof.rivals.prove_all")
    wrong = [f"{pair}: {what}\n    {answers}" for pair, (answers, what) in results.items() if what]
    assert not wrong, "\n".join(wrong)
