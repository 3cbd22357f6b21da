import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";

const BADGES = { a: "text-bg-success", b: "text-bg-warning", c: "text-bg-info" };
// Buttons beside each other; the rest is in a menu.
const SHOWN = 2;

/** One thing to do: what, whom it is about, since when, and a button for each way to do it. */
export class MyDayItem extends Component {
    static template = "sales_toolkit.MyDayItem";
    static components = { Dropdown, DropdownItem };
    static props = {
        item: Object,
        name: String,
        buttons: Array,
        contact: Boolean,
        current: Boolean,
        disabled: Boolean,
        onFocus: Function,
        onRun: Function,
        onOpen: Function,
        onBrief: Function,
    };

    get badge() {
        return BADGES[this.props.item.grade];
    }

    get title() {
        const { customer, deal } = this.props.item;
        return customer || deal;
    }

    get shown() {
        return this.props.buttons.slice(0, SHOWN);
    }

    get hidden() {
        return this.props.buttons.slice(SHOWN);
    }

    get label() {
        const { grade, when, note, text } = this.props.item;
        const named = grade && _t("grade %s", grade.toUpperCase());
        return [this.title, named, when, note, text].filter(Boolean).join(", ");
    }

    get phoneLink() {
        return `tel:${this.props.item.phone.replace(/[^\d+*#,;]/g, "")}`;
    }

    hotkey(key) {
        return this.props.current ? key : undefined;
    }

    /** Enter on the item itself does what its first button does. */
    onKeydown(ev) {
        if (ev.key === "Enter" && ev.target === ev.currentTarget) {
            ev.preventDefault();
            this.props.onRun(this.props.buttons[0]);
        }
    }
}
