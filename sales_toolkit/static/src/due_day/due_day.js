import { registry } from "@web/core/registry";
import { capitalize } from "@web/core/utils/strings";
import { RemainingDaysField, remainingDaysField } from "@web/views/fields/remaining_days/remaining_days_field";

// Further away than this, the date says more than the number of days.
const NEAR = 14;

/** As core's remaining days, but counted in days: core calls the day after tomorrow "next month" on the 29th. */
export class DueDayField extends RemainingDaysField {
    get diffString() {
        const days = this.diffDays;
        if (days === null) {
            return "";
        }
        const value = this.props.record.data[this.props.name];
        return Math.abs(days) > NEAR ? this.formattedValue : capitalize(value.toRelativeCalendar({ unit: "days" }));
    }
}

registry.category("fields").add("toolkit_due_day", { ...remainingDaysField, component: DueDayField });
