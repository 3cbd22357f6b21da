import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { formatInteger, formatMonetary } from "@web/views/fields/formatters";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const PERIOD = "month";

/** One number, which opens the records that it counts. */
export class TeamBoardFigure extends Component {
    static template = "sales_toolkit.TeamBoardFigure";
    static props = {
        figure: Object,
        label: String,
        open: Function,
        big: { type: Boolean, optional: true },
        slots: { type: Object, optional: true },
    };

    get text() {
        return showFigure(this.props.figure);
    }

    get ariaLabel() {
        const { figure, label } = this.props;
        const values = { label, value: this.text, count: formatInteger(figure.count) };
        return figure.percent
            ? _t("%(label)s: %(value)s of %(count)s", values)
            : _t("%(label)s: %(value)s", values);
    }

    get tone() {
        const { figure } = this.props;
        if (!figure.count) {
            return "text-muted";
        }
        return figure.tone ? `text-${figure.tone}-emphasis` : "text-body";
    }
}

export function showFigure(figure) {
    if (!figure.percent) {
        return formatInteger(figure.count);
    }
    return figure.value === null ? "–" : `${formatInteger(figure.value)}%`;
}

/** By what a row is sorted: what is shown in the column; what is not known comes last. */
export function sortRows(rows, { key, desc }) {
    const value = (row) => {
        const figure = row.figures[key];
        return figure.percent ? figure.value : figure.count;
    };
    const sign = desc ? -1 : 1;
    if (key === "name") {
        return desc ? [...rows].reverse() : rows;
    }
    return [...rows].sort((a, b) => {
        const [left, right] = [value(a), value(b)];
        if (left === null || right === null) {
            return (left === null) - (right === null);
        }
        return sign * (left - right);
    });
}

/** How a leader's team stands, from one call; each figure opens the records behind it. */
export class TeamBoard extends Component {
    static template = "sales_toolkit.TeamBoard";
    static components = { Dropdown, DropdownItem, Layout, TeamBoardFigure };
    static props = { ...standardActionServiceProps };
    static path = "team-board";
    static displayName = _t("Team Board");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        const { team, period, sort } = this.props.state || this.props.action.params || {};
        this.choice = { team: this.readTeam(team), period: period || PERIOD };
        this.state = useState({ board: null, sort: sort || { key: "name", desc: false } });
        this.openFigure = this.openFigure.bind(this);
        useSetupAction({ getLocalState: () => ({ ...this.choice, sort: { ...this.state.sort } }) });
        onWillStart(() => this.load());
    }

    /** Addresses hold texts. */
    readTeam(team) {
        return Number.isInteger(Number(team)) && team ? Number(team) : team || null;
    }

    get display() {
        return { controlPanel: {} };
    }

    get board() {
        return this.state.board;
    }

    get teamLabel() {
        return this.board.teams.find((team) => team.id === this.board.team)?.name || this.board.team_name;
    }

    get periodLabel() {
        return this.board.periods.find((period) => period.id === this.board.period).name;
    }

    get reps() {
        return sortRows(this.board.reps.rows, this.state.sort);
    }

    async load() {
        const args = [this.choice.team, this.choice.period];
        this.state.board = await this.keepLast.add(
            this.orm.call("sales_toolkit.team_board", "get", args)
        );
    }

    async choose(values) {
        Object.assign(this.choice, values);
        await this.load();
        this.props.updateActionState?.({ ...this.choice });
    }

    /** The list that counts the same: the metric's records, within the figure's domain. */
    async openFigure(figure, label) {
        const metric = this.board.metrics[figure.metric];
        const base = metric.action ? await this.action.loadAction(metric.action) : { views: [] };
        const views = base.views.filter(([, type]) => !["list", "form", "search"].includes(type));
        const find = (type) => base.views.find((view) => view[1] === type) || [false, type];
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: label ? `${metric.label} · ${label}` : metric.label,
            res_model: metric.model,
            views: [find("list"), ...views, find("form")],
            search_view_id: base.search_view_id,
            domain: [...metric.domain, ...figure.domain],
            context: { create: false },
            help: base.help,
            target: "current",
        });
    }

    // Tables ---------------------------------------------------------------------------------------

    money(revenue) {
        return formatMonetary(revenue, { currencyId: this.board.currency_id, digits: [16, 0] });
    }

    /** Figures are told of with their row and column. */
    cellLabel(...names) {
        return names.filter(Boolean).reduce((one, next) => _t("%(one)s, %(next)s", { one, next }));
    }

    cadenceClass(figure) {
        if (figure.value === null) {
            return "";
        }
        return figure.value >= 80 ? "table-success" : figure.value >= 50 ? "table-warning" : "table-danger";
    }

    sortBy(key) {
        const { sort } = this.state;
        // numbers: the largest first, since they say what waits
        this.state.sort = { key, desc: sort.key === key ? !sort.desc : key !== "name" };
    }

    ariaSort(key) {
        const { sort } = this.state;
        return sort.key === key ? (sort.desc ? "descending" : "ascending") : "none";
    }

    sortIcon(key) {
        const { sort } = this.state;
        return sort.key === key ? (sort.desc ? "fa-caret-down" : "fa-caret-up") : "";
    }
}

registry.category("actions").add("sales_toolkit.team_board", TeamBoard);
