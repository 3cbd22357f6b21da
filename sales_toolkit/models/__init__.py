from . import (
    shared,
    update_log,
    profile,
    confidential,
    follow_up,
    paper_form,
    privacy,
    dormancy,
    erasure,
    settings,
)
