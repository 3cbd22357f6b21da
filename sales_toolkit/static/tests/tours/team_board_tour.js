import { registry } from "@web/core/registry";

/*
 * A leader opens the board, looks at what stands behind a figure, comes back, and chooses another team and
 * another period. By names and numbers only, so that it is the same in every language.
 */
registry.category("web_tour.tours").add("sales_toolkit_team_board", {
    steps: () => [
        {
            content: "styled: an error in any style sheet takes them all",
            trigger: ".o_team_board_tiles",
            run({ anchor }) {
                if (getComputedStyle(anchor).display !== "grid") {
                    throw new Error("the styles are missing");
                }
            },
        },
        { content: "how many are stalled", trigger: "[data-tile=stalled] button[data-metric=stalled_open][data-count='2']" },
        { trigger: "[data-tile=stalled] button[data-metric=stalled_open]", run: "click" },
        { content: "those two", trigger: ".o_list_view:has(.o_data_row:nth-child(2)):not(:has(.o_data_row:nth-child(3)))" },
        { trigger: ".o_data_row .o_data_cell[name=lead_id]:contains(Board deal)" },
        { content: "back to the board", trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button", run: "click" },
        { content: "the salespeople by what is open", trigger: "th button[data-sort=deals]", run: "click" },
        { trigger: "th[aria-sort=descending] button[data-sort=deals]" },
        { content: "another team", trigger: ".o_team_board_team", run: "click" },
        { trigger: ".o-dropdown-item:contains(Board West)", run: "click" },
        { trigger: "[data-tile=stalled] button[data-metric=stalled_open][data-count='0']" },
        { content: "another period", trigger: ".o_team_board_period", run: "click" },
        { trigger: ".o-dropdown--menu .o-dropdown-item:nth-child(5)", run: "click" },
        { trigger: "[data-period=quarter]" },
        { content: "their one deal", trigger: ".o_team_board_pipeline tbody tr:last-child button[data-count='1']", run: "click" },
        { trigger: ".o_list_view .o_data_row .o_data_cell[name=name]:contains(Board West deal)" },
        { content: "the board as it was left", trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item.o_back_button", run: "click" },
        { trigger: "[data-period=quarter] [data-tile=stalled]" },
    ],
});
