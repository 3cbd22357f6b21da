from . import (
    team_board,
    team_board_metrics,
    team_board_tiles,
    team_board_reps,
    team_board_pipeline,
    crm_team,
    ir_ui_menu,
    ir_filters,
    digest_digest,
    follow_up,
    res_partner,
)
