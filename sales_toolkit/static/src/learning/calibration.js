import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const GRADES = ["a", "b", "c"];
const MONTHS = [
    { value: 6, label: _t("Last 6 Months") },
    { value: 12, label: _t("Last 12 Months") },
    { value: 24, label: _t("Last 24 Months") },
    { value: 60, label: _t("Last 5 Years") },
];
const RESULTS = [
    { key: "hit", label: _t("Won in Time"), color: "bg-success" },
    { key: "late", label: _t("Won Later"), color: "bg-warning" },
    { key: "lost", label: _t("Lost"), color: "bg-danger" },
    { key: "open", label: _t("Not Closed"), color: "bg-secondary" },
];
const ALERTS = { misleading: "alert-warning", fine: "alert-success", few: "alert-info" };

/** How well grades keep their promise, per quarter and team, and which statement misleads most. */
export class Calibration extends Component {
    static template = "sales_toolkit.Calibration";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static path = "toolkit-calibration";
    static displayName = _t("Calibration of Grades");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.grades = GRADES;
        this.months = MONTHS;
        this.results = RESULTS;
        this.state = useState({ found: null, months: 12, teamId: 0 });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    get found() {
        return this.state.found;
    }

    get alert() {
        return ALERTS[this.found.conclusion.kind];
    }

    async load() {
        const asked = [this.state.months, this.state.teamId || null];
        const answer = this.orm.call("sales_toolkit.calibration", "get_calibration", asked);
        this.state.found = await this.keepLast.add(answer);
    }

    onMonths(ev) {
        this.state.months = Number(ev.target.value);
        return this.load();
    }

    onTeam(ev) {
        this.state.teamId = Number(ev.target.value);
        return this.load();
    }

    percent(value) {
        return `${Math.round(value)}%`;
    }

    /** How wide the part of one result is. */
    width(grade, key) {
        return `width: ${((grade[key] || 0) * 100) / grade.decided}%`;
    }

    /** What a bar says when one points at it. */
    describe(grade) {
        return RESULTS.map(({ key, label }) => `${label}: ${grade[key] || 0}`).join(" · ");
    }

    /** The deals behind a cell. */
    openDeals(line, code) {
        return this.open([
            ["date", ">=", line.since < this.found.start ? this.found.start : line.since],
            ["date", "<", line.until],
            ["team_id", "=", line.team[0]],
            ["grade", "=", code],
            ["decided", "=", 1],
        ]);
    }

    open(domain) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Hit Rate of Grades"),
            res_model: "sales_toolkit.grade_hit",
            views: [[false, "list"], [false, "pivot"], [false, "graph"]],
            domain,
        });
    }

    openReport() {
        return this.action.doAction("sales_toolkit.grade_hit_action");
    }
}

registry.category("actions").add("sales_toolkit.calibration", Calibration);
