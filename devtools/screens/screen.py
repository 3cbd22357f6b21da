"""What one picture is of."""

from dataclasses import dataclass, replace

LIST = ".o_list_view"
FORM = ".o_form_view"
VIEW = ".o_view_controller, .o_action"
ROW = ".o_data_row .o_data_cell"
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Screen:
    """As whom, where, and what is done there first."""

    name: str
    login: str
    # {xmlid} stands for the number of a demo record, {room:xmlid} for the room's record about it
    path: str
    ready: str = VIEW
    clicks: tuple[str, ...] = ()  # CSS selectors, one after the other
    script: str = ""  # JavaScript that is run before the clicks
    hover: str = ""  # over what the mouse is, at last
    width: int = 1366
    height: int = 768
    # how high the picture may become, so that all of a page is on it
    most: int = 1700

    def on_a_phone(self):
        return replace(self, name=f"phone_{self.name}", **PHONE)

    def page(self, name, ready=VIEW):
        """The same form with another of its pages open."""
        opened = f".o_notebook_headers a[name={name}]"
        return replace(self, name=f"{self.name}_{name}", clicks=(*self.clicks, opened), ready=ready)
