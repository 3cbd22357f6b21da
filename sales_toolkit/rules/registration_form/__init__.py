"""The handbook's customer registration form: from cells to plain values, and back to cells."""
