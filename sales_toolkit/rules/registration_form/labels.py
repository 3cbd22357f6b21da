"""The items of the form: their keys in the handbook's order, and what they are called on paper.

>>> find_item("*联系人姓名："), find_item("客户名称（企业/个人）"), find_item("手 机"), find_item("E-mail")
('contact_name', 'name', 'phone', 'email')
>>> find_item("3. 所属行业 (必填)"), find_item("备注")
('industry', None)
"""

import re

from .text import normalise, text_of

LABELS = {
    "zh": {
        "name": "客户名称(企业/个人)",
        "credit_code": "统一社会信用代码(企业)",
        "contact_name": "联系人姓名",
        "contact_title": "联系人职务",
        "phone": "联系方式",
        "email": "电子邮箱",
        "industry": "所属行业",
        "size": "企业规模",
        "main_business": "主营业务",
        "pain_points": "当前需求痛点",
        "budget": "预算范围",
        "decision_chain": "决策链角色",
        "tags": "客户标签",
        "last_contact_date": "最近跟进时间",
        "last_contact_summary": "跟进记录摘要",
        "need_description": "需求描述",
        "need_type": "需求类型",
        "intent": "合作意向",
        "channel": "收集渠道",
        "key_notes": "重点标注",
        "other_contacts": "其他联系人",
        "consumption_preferences": "消费偏好",
        "purchase_history": "购买历史",
        "family_situation": "家庭情况",
    },
    "en": {
        "name": "Customer name (company/individual)",
        "credit_code": "Unified social credit code (company)",
        "contact_name": "Contact name",
        "contact_title": "Contact title",
        "phone": "Phone",
        "email": "E-mail",
        "industry": "Industry",
        "size": "Company size",
        "main_business": "Main business",
        "pain_points": "Current pain points",
        "budget": "Budget range",
        "decision_chain": "Decision chain roles",
        "tags": "Customer tags",
        "last_contact_date": "Last follow-up date",
        "last_contact_summary": "Follow-up summary",
        "need_description": "Need description",
        "need_type": "Need type",
        "intent": "Intent",
        "channel": "Collection channel",
        "key_notes": "Key notes",
        "other_contacts": "Other contacts",
        "consumption_preferences": "Consumption preferences",
        "purchase_history": "Purchase history",
        "family_situation": "Family situation",
    },
}
ITEMS = tuple(LABELS["zh"])
HEADERS = {
    "zh": ("客户基本信息", "内容", "更新记录"),
    "en": ("Customer information", "Content", "Update record"),
}
SYNONYMS = {
    "name": "客户名|名称|姓名|客户姓名|客户全称|企业名称|公司名称|公司全称|单位名称|name|company name",
    "credit_code": "信用代码|社会信用代码|税号|纳税人识别号|credit code|social credit code|tax id|vat",
    "contact_name": "联系人|主要联系人|contact|contact person",
    "contact_title": "职务|职位|岗位|联系人职位|title|job title|position|job position",
    "phone": "联系电话|电话|电话号码|手机|手机号|手机号码|联系人电话|mobile|telephone|phone number|tel",
    "email": "邮箱|邮箱地址|电子邮件|邮件|联系人邮箱|email|email address|mail",
    "industry": "行业|行业类别|客户行业",
    "size": "规模|人员规模|公司规模|企业规模及营收|size",
    "main_business": "主营|主营产品|经营范围|业务范围|business",
    "pain_points": "需求痛点|痛点|痛点需求|当前痛点|当前痛点需求|pain points",
    "budget": "预算|预算金额|采购预算|budget",
    "decision_chain": "决策链|决策角色|决策链成员|decision chain",
    "tags": "标签|tags",
    "last_contact_date": "最近跟进日期|最近跟进|上次跟进时间|最后跟进时间|last contact date|last follow-up",
    "last_contact_summary": "跟进摘要|跟进记录|last contact summary|follow-up record",
    "need_description": "需求|客户需求|需求说明|具体需求|need|needs",
    "need_type": "需求类别|type of need",
    "intent": "意向|合作意向等级|意向等级|意向程度|客户意向|intention|intent level",
    "channel": "渠道|信息来源|客户来源|来源|来源渠道|收集方式|channel|source",
    "key_notes": "重点信息|关键信息|重点备注|重点|key note",
    "other_contacts": "其它联系人|其余联系人|further contacts",
    "consumption_preferences": "消费习惯|偏好|preferences",
    "purchase_history": "购买记录|消费历史|历史购买|purchases",
    "family_situation": "家庭状况|家庭信息|family",
}
# The headings of the three columns, and what people call them.
HEADER_SYNONYMS = (
    "客户基本信息|客户信息|基本信息|项目|信息项|字段|customer information|item|field",
    "内容|填写内容|信息内容|具体内容|content|value",
    "更新记录|更新|变更记录|更新日志|update record|update records|updates|update log",
)
INDIVIDUAL_ITEMS = ("consumption_preferences", "purchase_history", "family_situation")
_COMPANY_ITEMS = ("credit_code", "size", "main_business", "decision_chain", "contact_name", "contact_title")
LONGEST_LABEL = 100
_NUMBERING = re.compile(r"^\(?\d{1,2}[.、)]")


def items_for(kind):
    """The items of a "company" or an "individual", in the order of the form.

    >>> items_for("individual")[:4]
    ('name', 'phone', 'email', 'industry')
    """
    left_out = INDIVIDUAL_ITEMS if kind == "company" else _COMPANY_ITEMS
    return tuple(item for item in ITEMS if item not in left_out)


def find_item(label):
    """Return the key of the item that a label names, None when it names none."""
    return _find(_ITEM_OF, label)


def find_header(label):
    """Return 0, 1 or 2 for the heading of the item, content or update record column, else None.

    >>> find_header("内 容"), find_header("Update Record"), find_header("联系人")
    (1, 2, None)
    """
    return _find(_HEADER_OF, label)


def _find(table, label):
    text = text_of(label)
    if len(text) > LONGEST_LABEL:
        return None
    text = _fold(text)
    without_brackets = re.sub(r"\([^()]*\)", "", text)
    return table.get(text, table.get(without_brackets))


def _fold(label):
    text = re.sub(r"[\s*※:_]|\[[^\]]*\]|【[^】]*】", "", normalise(label).lower())
    return _NUMBERING.sub("", text)


def _table(names):
    return {_fold(name): key for key, synonyms in names for name in synonyms if name}


_ITEM_OF = _table(
    (item, [LABELS["zh"][item], LABELS["en"][item], *SYNONYMS[item].split("|")]) for item in ITEMS
)
_ITEM_OF |= {re.sub(r"\([^()]*\)", "", label): item for label, item in _ITEM_OF.items()}
_HEADER_OF = _table((column, names.split("|")) for column, names in enumerate(HEADER_SYNONYMS))
