"""What a grade goes by, as selections: the levels of ``rules.grading``, best first."""

NEED_CLARITY = [("clear", "Clear"), ("partial", "Partly Clear"), ("vague", "Vague")]
BUDGET_FIT = [("matched", "Matched"), ("unconfirmed", "To Be Confirmed"), ("undecided", "Undecided")]
DECISION_CLARITY = [("clear", "Clear"), ("partial", "Partly Clear"), ("unclear", "Unclear")]
COMPETITION = [("ahead", "We Are Ahead"), ("even", "Even"), ("behind", "We Are Behind")]
GRADES = [("a", "A"), ("b", "B"), ("c", "C")]
