"""What a room says about its part of the day: which records wait, and what is done with them."""

from dataclasses import dataclass, field

from odoo.fields import Domain


@dataclass(frozen=True)
class Button:
    """One click: a public method of the item's record, which may return an action; or none: opens it."""

    label: str
    method: str | None = None
    args: tuple = ()
    icon: str = ""

    def get_values(self):
        return {"label": self.label, "method": self.method, "args": list(self.args), "icon": self.icon}


@dataclass(frozen=True)
class Section:
    """Records of one kind that wait for the user. Fields are named as paths from the record."""

    name: str
    model: str
    domain: Domain
    order: str
    # the day, or the moment, until which it is to be done
    due: str = ""
    lead: str = ""
    partner: str = ""
    # what a click on the item opens: lead, partner or row
    opens: str = "lead"
    # (model, domain) of what the user has done today; the first button does the work
    done: tuple = ()
    buttons: tuple[Button, ...] = ()
    # a method of ``sales_toolkit.my_day``: {record id: {text, note, grade}} of these records
    describe: str = ""
    # whether one is in contact with the customer: then there are a call and a brief
    contact: bool = False
    # the window action with all of them, and what its context begins with
    action: str = ""
    context: dict = field(default_factory=dict)
