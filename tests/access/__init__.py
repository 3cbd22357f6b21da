"""The attack on the confidential sheet: what is planted, who attacks, and by which paths."""
