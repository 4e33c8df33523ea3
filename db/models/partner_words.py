"""The fixed sets of the supply chain; each value is the Chinese word that is stored and shown."""

from enum import StrEnum


class PartnerState(StrEnum):
    """合作状态, in the order of a partner's life; 黑名单 stands beside it."""

    PROSPECT = "潜在"
    COLLECTING = "资料收集"
    REVIEW = "资质审核"
    QUALIFIED = "合格在册"
    LIMITED = "限制合作"
    SUSPENDED = "暂停"
    EXITED = "已退出"
    BLACKLIST = "黑名单"


class District(StrEnum):
    """区县: the twelve of 临沂, its three zones, and all the rest."""

    LANSHAN = "兰山区"
    LUOZHUANG = "罗庄区"
    HEDONG = "河东区"
    YINAN = "沂南县"
    TANCHENG = "郯城县"
    YISHUI = "沂水县"
    LANLING = "兰陵县"
    FEIXIAN = "费县"
    PINGYI = "平邑县"
    JUNAN = "莒南县"
    MENGYIN = "蒙阴县"
    LINSHU = "临沭县"
    HIGH_TECH = "高新区"
    DEVELOPMENT = "经开区"
    PORT = "临港区"
    ELSEWHERE = "市外"


class CoopLevel(StrEnum):
    """合作等级."""

    STRATEGIC = "战略"
    CORE = "核心"
    ORDINARY = "普通"
    TRIAL = "试用"


class DocumentKind(StrEnum):
    """资质类型; none holds a sign that parts words (/、 ,). 专项许可 is that of 酒类, 出版 and the like."""

    LICENCE = "营业执照"
    FOOD_TRADE = "食品经营许可证"
    FOOD_MAKING = "食品生产许可证"
    COSMETICS = "化妆品备案或注册"
    MEDICAL = "医疗器械备案"
    CCC = "3C认证"
    TRADEMARK = "商标注册证"
    TRADEMARK_GRANT = "商标授权书"
    BRAND_CHAIN = "品牌授权链"
    TEST_REPORT = "质量检测报告"
    IMPORT = "进口检验检疫"
    SPECIAL = "专项许可"
    GUARANTEE = "质量保证书"
    INSURANCE = "保险"
    OTHER = "其他"


class DocumentCheck(StrEnum):
    """资质核验: what came of comparing a document with the register of whoever issued it."""

    NO = "未核验"
    YES = "已核验"
    MISMATCH = "不一致"


class Stock(StrEnum):
    """库存情况."""

    PLENTY = "充足"
    SHORT = "紧张"
    PRESALE = "预售"
    OUT = "缺货"


class CheckItem(StrEnum):
    """What is looked at before a product goes on air (选品核验)."""

    LICENCES = "主体与资质"
    LABEL = "标签与标识"
    TEST_REPORT = "质检报告"
    SAMPLE = "样品试用"
    PRICE = "价格依据"
    CLAIMS = "宣传用语"
    STOCK = "库存与发货"
    AFTER_SALE = "售后承诺"


class CheckResult(StrEnum):
    """核验结果."""

    PASSED = "通过"
    PASSED_IF = "整改后通过"
    REFUSED = "不通过"


class TicketKind(StrEnum):
    """工单类型."""

    COMPLAINT = "投诉"
    RETURN = "退货"
    SHORTAGE = "缺货"
    QUALITY = "质量"


class TicketSource(StrEnum):
    """工单来源."""

    CUSTOMER = "消费者"
    PLATFORM = "平台"
    STREAMER = "主播"
    BASE = "基地抽检"
    OFFICE = "监管部门"
    OTHER = "其他"


class TicketState(StrEnum):
    """处理状态; follows from the day a ticket was closed."""

    OPEN = "处理中"
    CLOSED = "已办结"


class Blame(StrEnum):
    """责任方."""

    PARTNER = "合作企业"
    CARRIER = "物流"
    STREAMER = "主播"
    PLATFORM = "平台"
    CUSTOMER = "消费者"
    OPEN = "待认定"


class ScoreItem(StrEnum):
    """评价指标."""

    QUALITY = "质量合格率"
    DELIVERY = "交付准时率"
    RETURNS = "退货率"
    AFTER_SALE = "售后响应"
    PRICE = "价格竞争力"
    RULES = "合规"


class Grade(StrEnum):
    """评价等级: A from 85 points, B from 70, C from 50."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Papers(StrEnum):
    """How a partner stands with its documents; the first that is true."""

    EXPIRED = "有过期"
    LACKING = "缺必备"
    DUE = "30天内到期"
    COMPLETE = "齐备"
