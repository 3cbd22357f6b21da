"""What happens around installing: existing data stays as it is."""


def pre_init_hook(env):
    """Existing partners get empty columns and nothing else."""
    add_columns(env.cr)


def post_init_hook(env):
    """Nothing that the ERP has is written through its models: not even a date of change moves."""
    mark_contacts(env.cr)


def mark_contacts(cr):
    """Calls, e-mails and meetings are contacts with the customer; an administrator may say otherwise."""
    cr.execute(
        """UPDATE mail_activity_type SET serves_follow_up = TRUE
            WHERE id IN (SELECT res_id FROM ir_model_data
                          WHERE model = 'mail.activity.type' AND module = 'mail'
                            AND name IN ('mail_activity_data_call', 'mail_activity_data_email',
                                         'mail_activity_data_meeting'))"""
    )


def add_columns(cr):
    """Add the columns of stored computed fields up front.

    The ERP works out a new stored field for every row of the table at once. Nothing can have been
    derived before the add-on is there, so the columns start empty, at no cost per row.
    """
    cr.execute(
        """ALTER TABLE res_partner
               ADD COLUMN IF NOT EXISTS last_contact_date date,
               ADD COLUMN IF NOT EXISTS last_contact_at timestamp,
               ADD COLUMN IF NOT EXISTS last_contact_kind varchar,
               ADD COLUMN IF NOT EXISTS last_follow_up_id integer,
               ADD COLUMN IF NOT EXISTS completeness integer,
               ADD COLUMN IF NOT EXISTS missing_items text,
               ADD COLUMN IF NOT EXISTS review_state varchar,
               ADD COLUMN IF NOT EXISTS next_check_date date"""
    )
    cr.execute("ALTER TABLE crm_lead ADD COLUMN IF NOT EXISTS next_follow_up_date date")
