"""The fixed sets of the brand programme; each value is the Chinese word that is stored and shown."""

from enum import StrEnum


class BrandStage(StrEnum):
    """品牌阶段: the pipeline of 快品牌, in order; SX stands beside it."""

    S0 = "S0 摸底入库"
    S1 = "S1 初评立项"
    S2 = "S2 冷启动扶持"
    S3 = "S3 成长培育"
    S4 = "S4 快品牌认定"
    S5 = "S5 破圈升级"
    S6 = "S6 标杆复制"
    SX = "SX 暂缓/退出"


class ExitReason(StrEnum):
    """暂缓/退出原因."""

    SUPPLY = "供应链"
    MONEY = "资金"
    COMPLIANCE = "合规"
    WILL = "意愿"
    OTHER = "其他"


class Trademark(StrEnum):
    """商标状态."""

    NONE = "无"
    APPLIED = "申请中"
    REGISTERED = "已注册"
    LICENSED = "已授权"
    UNKNOWN = "未知"


class BrandOrigin(StrEnum):
    """品牌来源: what the brand grew out of."""

    WHITE_LABEL = "白牌"
    FACTORY = "源头工厂"
    BELT = "产业带"
    EXISTING = "原有品牌"
    IMPORT = "进口"
    REGIONAL = "农产品区域公用品牌"


class BrandChannel(StrEnum):
    """销售渠道: the platforms, and 线下."""

    KUAISHOU = "快手"
    DOUYIN = "抖音"
    TAOBAO = "淘宝"
    CHANNELS = "视频号"
    PINDUODUO = "拼多多"
    JD = "京东"
    XIAOHONGSHU = "小红书"
    BILIBILI = "B站"
    OTHER = "其他"
    OFFLINE = "线下"


class SupportAspect(StrEnum):
    """五项扶持: the five supports of 快品牌扶持计划."""

    TRAFFIC = "流量红利"
    COLD_START = "冷启动福利"
    PRODUCT = "产品特权"
    MARKETING = "营销活动"
    SERVICE = "专属服务"


class SupportUnit(StrEnum):
    """What a support is counted in."""

    VIEWS = "万流量"
    SESSIONS = "场"
    DAYS = "天"
    YUAN = "元"
    TIMES = "次"


class SupportProvider(StrEnum):
    """Who gives a support."""

    PLATFORM = "平台"
    GOVERNMENT = "政府"
    BASE = "基地"
    SERVICE = "服务商"


class BrandServiceKind(StrEnum):
    """The four services of a service provider."""

    TRAINING = "运营培训"
    STREAMERS = "主播赋能"
    SUPPLY = "供应链建设"
    TECHNOLOGY = "技术引入"


class Decision(StrEnum):
    """What was decided on a brand's wish to go on to a stage."""

    PASSED = "通过"
    REFUSED = "驳回"
    POSTPONED = "暂缓"
    BACK = "退回"
