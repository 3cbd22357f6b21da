"""How a contact takes place."""

METHODS = [
    ("phone", "Phone"),
    ("visit", "Visit"),
    ("email", "E-mail"),
    ("online", "Online Meeting"),
    ("message", "Instant Message"),
]
# The ERP's kind of activity for each.
ACTIVITY_TYPES = {
    "phone": "mail.mail_activity_data_call",
    "email": "mail.mail_activity_data_email",
    "visit": "mail.mail_activity_data_meeting",
    "online": "mail.mail_activity_data_meeting",
}
