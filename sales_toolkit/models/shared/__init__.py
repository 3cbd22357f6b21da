from . import (
    append_only,
    approval,
    bulk_insert,
    customer_row,
    derived_fields,
    dialog,
    import_collision,
    ir_attachment,
    partner_merge,
    update_log_mixin,
    update_log_input,
    update_log_rows,
)
