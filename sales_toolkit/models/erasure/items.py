"""What an erasure clears (C12). For another item, name it here or extend ``res.partner._erase_items()``."""

# Who decides, and sees what is due.
MANAGERS = "sales_team.group_sale_manager"

# Items of every customer, by their keys. All of them are named in the proof, whether they were filled
# in or not: that a customer had a budget on record is confidential too.
ITEMS = (
    "contact_name",
    "contact_title",
    "phone",
    "email",
    "other_contacts",
    "need_description",
    "pain_points",
    "consumption_preferences",
    "last_contact_summary",
    "key_notes",
    "budget",
    "decision_chain",
    "internal_notes",
    "readers",
    "family_situation",
)
# Items of a private customer, who is a person.
PERSONAL_ITEMS = ("name", "address", "credit_code")
# The one row of the update log that tells of an erasure.
ERASURE = "erasure"

# Tables whose rows about the customer go.
TABLES = ("sales_toolkit.confidential", "sales_toolkit.decision_maker", "sales_toolkit.key_note")
FOLLOW_UP_TEXTS = ("goal", "outcome", "minutes", "next_step")
# Fields of res.partner. A company's own telephone is that of its contact where it has none (C1).
CUSTOMER_FIELDS = (
    "need_description",
    "pain_points",
    "consumption_preferences",
    "function",
    "phone",
    "email",
)
CONTACT_FIELDS = ("function", "phone", "email", "website", "company_name", "comment", "image_1920")
# What is kept of a contact who was a private customer before.
FORMER_FIELDS = ("need_description", "pain_points", "consumption_preferences", "main_business")
ADDRESS_FIELDS = ("street", "street2", "zip", "city", "partner_latitude", "partner_longitude")
PRIVATE_FIELDS = (*CONTACT_FIELDS, *ADDRESS_FIELDS, "vat", "main_business", "dormant_reason")
# Fields of crm.lead that repeat those of a person.
LEAD_FIELDS = ("contact_name", "email_from", "phone", "function", "email_cc", "referred")
PRIVATE_LEAD_FIELDS = (*LEAD_FIELDS, "partner_name", "website", "street", "street2", "zip", "city")
# Tracked fields, whose earlier values the chatter keeps.
TRACKED_FIELDS = {
    "res.partner": ("name", "function", "phone", "email", "vat", "contact_address_inline"),
    "crm.lead": PRIVATE_LEAD_FIELDS,
}
