"""Which screens are photographed: all of ours, as the people who have them open."""

from . import customers, daily, deals, figures, setting_up

SCREENS = [
    *daily.SCREENS,
    *customers.SCREENS,
    *deals.SCREENS,
    *figures.SCREENS,
    *setting_up.SCREENS,
    *daily.ONBOARDING,
]
