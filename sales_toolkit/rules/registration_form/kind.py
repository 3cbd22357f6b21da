"""Whether a form is about a company or about a private person.

>>> kind_of({"name": "江苏恒锂新材料科技有限公司"}, "客户名称(企业/个人)")
'company'
>>> kind_of({"name": "王芳", "contact_name": "王芳"}, "客户名称(企业/个人)")
'individual'
"""

import re

from .labels import INDIVIDUAL_ITEMS
from .text import normalise, text_of

COMPANY_ITEMS = ("credit_code", "size", "main_business")
_ORGANISATION = re.compile(
    r"(公司|集团|厂|院|所|中心|学校|大学|医院|银行|局|协会|委员会|合作社|事务所|商店|超市|工作室|部)(\(.*\))?$"
    r"|\b(co|ltd|inc|llc|corp|corporation|company|gmbh|ag|plc|group|s\.?a|b\.?v)\.?$",
    re.IGNORECASE,
)
_COMPANY_LABEL = re.compile("企业|公司|单位|company", re.IGNORECASE)
_INDIVIDUAL_LABEL = re.compile("个人|姓名|individual", re.IGNORECASE)


def kind_of(values, name_label):
    """Judge by what is filled in, then by what the name is called, by the rows there are, and by the name.

    `values` has a key for every row of the form; the value of a blank one is None.
    """
    if any(values.get(item) for item in COMPANY_ITEMS):
        return "company"
    if any(values.get(item) for item in INDIVIDUAL_ITEMS):
        return "individual"
    return _kind_of_label(text_of(name_label)) or _kind_of_rows(values) or _kind_of_name(values)


def _kind_of_label(label):
    company, individual = _COMPANY_LABEL.search(label), _INDIVIDUAL_LABEL.search(label)
    if bool(company) == bool(individual):
        return None
    return "company" if company else "individual"


def _kind_of_rows(values):
    """Only a form for individuals leaves the rows of companies out; the handbook's is for both."""
    if values.keys() & set(INDIVIDUAL_ITEMS) and not values.keys() & set(COMPANY_ITEMS):
        return "individual"
    return None


def _kind_of_name(values):
    name = values.get("name") or ""
    if _ORGANISATION.search(normalise(name)):
        return "company"
    is_own_contact = name and name == values.get("contact_name")
    return "individual" if is_own_contact or values.keys() & set(INDIVIDUAL_ITEMS) else "company"
