"""The fixed sets of the trade; each value is the Chinese word that is stored and shown."""

from enum import StrEnum


class OrgRoleKind(StrEnum):
    """What an organisation is to the base; one may be several at once."""

    SUPPLIER = "供应商"
    FACTORY = "工厂"
    BELT = "产业带商户"
    BRAND = "品牌方"
    DEALER = "经销商"
    MERCHANT = "商家"
    CARRIER = "物流"
    WAREHOUSE = "仓储"
    SERVICE = "服务商"
    TENANT = "入驻企业"
    TEAM = "操盘团队"
    MCN = "MCN"
    SCHOOL = "院校"
    SOCIETY = "协会"
    MEDIA = "媒体"
    OFFICE = "政府"


class Gender(StrEnum):
    """性别."""

    MALE = "男"
    FEMALE = "女"


class IdKind(StrEnum):
    """证件类型."""

    RESIDENT = "居民身份证"
    HMT_PERMIT = "港澳台居民居住证"
    PASSPORT = "护照"
    OTHER = "其他"


class Verified(StrEnum):
    """实名核验: whether the identity was compared with the document."""

    NO = "未核验"
    YES = "已核验"
    MISMATCH = "不一致"
    EXPIRED = "过期"


class StreamerKind(StrEnum):
    """主播类型."""

    SELF = "自播"
    INFLUENCER = "达播"
    SHOP = "店播"
    AGENT = "代播"
    INSTITUTION = "机构号"
    VIRTUAL = "虚拟主播"


class Relation(StrEnum):
    """合作关系."""

    SIGNED = "签约"
    COOPERATING = "合作"
    FREE = "自由"
    STAFF = "员工"


class Level(StrEnum):
    """内部评级."""

    S = "S"
    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Source(StrEnum):
    """主播来源."""

    OWN = "自招"
    REFERRED = "推荐"
    SCHOOL = "院校"
    TRANSFER = "转会"
    PLATFORM = "平台"
    OTHER = "其他"


class StreamerState(StrEnum):
    """主播状态, in the order of a streamer's life; the last four stand beside it."""

    LEAD = "线索"
    INVITED = "已邀约"
    INTERVIEWED = "已面试"
    TRIAL = "试播"
    READY = "待签约"
    SIGNED = "已签约"
    TRAINING = "培训中"
    EXAM = "考核中"
    PREP = "待首播"
    ACTIVE = "在播"
    PAUSED = "休播"
    LEAVING = "解约中"
    LEFT = "已离退"
    REJECTED = "未录用"
    SUSPENDED = "停播整改"
    BLACKLIST = "黑名单"
    TRANSFERRED = "转会"


class Platform(StrEnum):
    """直播平台."""

    KUAISHOU = "快手"
    DOUYIN = "抖音"
    TAOBAO = "淘宝"
    CHANNELS = "视频号"
    PINDUODUO = "拼多多"
    JD = "京东"
    XIAOHONGSHU = "小红书"
    BILIBILI = "B站"
    OTHER = "其他"


class AccountKind(StrEnum):
    """账号类型."""

    OWN = "自有"
    LICENSED = "授权"
    INSTITUTION = "机构号"


class AccountState(StrEnum):
    """账号状态."""

    NORMAL = "正常"
    LIMITED = "限流"
    BANNED = "封禁"
    CLOSED = "注销"


class SessionKind(StrEnum):
    """场次类型."""

    DAILY = "日常"
    SPECIAL = "专场"
    PROMOTION = "大促"
    ORIGIN = "溯源"
    AGENT = "代播"
    CHARITY = "公益助农"
    EVENT = "活动"


class DataStage(StrEnum):
    """数据状态: only 已核对 and 已锁定 are counted in a report."""

    PROVISIONAL = "临时"
    CHECKED = "已核对"
    LOCKED = "已锁定"


class ContractKind(StrEnum):
    """合同类型."""

    AGENCY = "经纪约"
    EXCLUSIVE = "独家"
    OPEN = "非独家"
    LABOUR = "劳动合同"
    SERVICE = "劳务协议"
    SLOT = "坑位合作"
    TRAINING = "培训协议"
    EVENT = "活动约"


class ContractState(StrEnum):
    """合同状态."""

    DRAFT = "草稿"
    REVIEW = "待审"
    SIGNED = "已签"
    ACTIVE = "生效"
    EXPIRED = "到期"
    RENEWED = "已续签"
    TERMINATED = "已解除"
    VOID = "作废"
