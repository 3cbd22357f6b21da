"""What happens around installing: existing data stays as it is."""


def pre_init_hook(env):
    """Existing partners get empty columns and nothing else."""
    add_columns(env.cr)


def add_columns(cr):
    """Add the columns of stored computed fields up front.

    The ERP works out a new stored field for every row of the table at once. Nothing can have been
    derived before the add-on is there, so the columns start empty, at no cost per row.
    """
    cr.execute(
        """ALTER TABLE res_partner
               ADD COLUMN IF NOT EXISTS last_contact_date date,
               ADD COLUMN IF NOT EXISTS last_contact_at timestamp,
               ADD COLUMN IF NOT EXISTS last_contact_summary text,
               ADD COLUMN IF NOT EXISTS completeness integer,
               ADD COLUMN IF NOT EXISTS missing_items text,
               ADD COLUMN IF NOT EXISTS review_state varchar,
               ADD COLUMN IF NOT EXISTS next_check_date date"""
    )
