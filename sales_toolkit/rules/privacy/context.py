"""What the words directly before a number say that it is.

>>> [context_at("订单号：", 4), context_at("订单的银行卡号 ", 8), context_at("sim卡号 ", 6)]
['other', 'card', 'other']
>>> context_at("银行卡，单价 ", 7) is None
True
"""

import re

REACH = 24
_CLAUSE_OR_DIGIT = re.compile(r"[0-9。，,；;!！?？]")
# Of two words at one place the first that is listed wins: the long ones stand before their parts.
_CHINESE = {
    "other": """
        对公账[号户] 公司账[号户] 企业账[号户] 单位账[号户] 基本账?户 一般账?户 开户行及?账号
        (?:会员|积分|购物|储值|礼品|充值|提货|门禁|饭|公交|加油|油|工|物联网?)卡[编卡]?号?
        (?:流量|电话|手机|sim|显|网|声)卡[编卡]?号?
        订单 订货 采购 单[号据] 合同 协议 发票 票号 税号 纳税人?识别号 信用代码 流水号? 交易号 凭证
        快递 运单 物流 提单 箱号 编[号码] 序列号? 序号 批[号次] 料号 货号 型号 件号 图号 条形?码
        串号 项目号? 工单 保单 商品 设备 资产 证书""",
    "identity": "身份证 证件号 居民证 居住证 居留",
    "passport": "护照 回乡证 台胞证 港澳.{0,4}通行证 台湾通行证",
    "card": "卡[编片]?号?(?![车通尔特扣点位槽]) 银联",
    "account": "账[号户] 帐[号户] 户头",
}
_LATIN = {
    "other": """
        orders? invoices? contracts? po so sn s/n serial tracking waybill awb imei imeisv meid iccid sim ean
        upc gtin barcode sku ref reference ticket batch lot part model case rma quote quotation doc document
        item asset membership loyalty""",
    "identity": r"(?:id|identity)(?:\s?(?:card|no|number))?",
    "passport": r"passports? travel\sdocument",
    "card": r"cards? visa mastercard unionpay amex american\sexpress jcb discover diners maestro",
    "account": "account acct a/c",
}


def _alternatives(kind):
    chinese, latin = ("|".join(words[kind].split()) for words in (_CHINESE, _LATIN))
    return f"(?P<{kind}>{chinese}|(?<![a-z])(?:{latin})(?![a-z]))"


_CONTEXT = re.compile("|".join(map(_alternatives, _CHINESE)))


def lead_of(text, place):
    """The words before `place`, back to the last digit or end of a clause."""
    return _CLAUSE_OR_DIGIT.split(text[max(0, place - REACH) : place])[-1]


def context_at(text, place):
    """The nearest word decides: other, identity, passport, card, account, or None without such a word."""
    kinds = [match.lastgroup for match in _CONTEXT.finditer(lead_of(text, place))]
    return kinds[-1] if kinds else None
