"""The items of the registration form (客户信息登记表): which fields each of them is.

To add an item to the form: add the field, name it here, place it in ``views/profile_views.xml`` and
give it a label in ``rules/registration_form/labels.py`` if it is on the paper form too. The update
log, the column beside the item and the history follow from here.
"""

# Fields of res.partner that are items of a customer: field -> key of the item.
CUSTOMER_ITEMS = {
    "name": "name",
    "vat": "credit_code",
    "main_contact_id": "contact_name",
    "function": "contact_title",
    "phone": "phone",
    "email": "email",
    "industry_id": "industry",
    "headcount_min": "size",
    "headcount_max": "size",
    "annual_revenue_min": "size",
    "annual_revenue_max": "size",
    "main_business": "main_business",
    "pain_points": "pain_points",
    "category_id": "tags",
    "need_description": "need_description",
    "need_type_id": "need_type",
    "intent": "intent",
    "channel_id": "channel",
    "consumption_preferences": "consumption_preferences",
    "registered_on": "registered_on",
}

# Fields of a contact (a person below a company) that are items of its company.
CONTACT_ITEMS = {"name": "contact_name", "function": "contact_title", "phone": "phone", "email": "email"}

# What only the toolkit writes: whoever writes one of these uses the form, and is logged.
OWN_FIELDS = frozenset(CUSTOMER_ITEMS) - {
    "name",
    "vat",
    "function",
    "phone",
    "email",
    "industry_id",
    "category_id",
}
