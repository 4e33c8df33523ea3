"""The fixed sets of campaigns and of what is known of the city; each value is the word stored and shown."""

from enum import StrEnum


class CampaignKind(StrEnum):
    """活动类型."""

    SERIES = "系列"
    SEASON = "消费季"
    STOP = "分站"
    SPECIAL = "专场"
    FESTIVAL = "节庆"
    FAIR = "展会"
    SELECTION = "评选"
    INVESTMENT = "招商会"
    SHOWCASE = "产品推荐会"
    SOURCING = "选品会"
    TRAINING = "培训会"
    OTHER = "其他"


class CampaignState(StrEnum):
    """活动状态, in the order of a campaign's life."""

    PLANNED = "计划"
    PREPARING = "筹备"
    RUNNING = "进行中"
    SUMMARISING = "总结"
    CLOSED = "已结束"
    CANCELLED = "取消"


class LineKind(StrEnum):
    """What a campaign is published by: three lists that stand apart."""

    THEME = "主题"
    SCENE = "场景"
    CONTENT = "内容"


class EventKind(StrEnum):
    """大事类型."""

    LAUNCH = "启动仪式"
    NIGHT = "当红夜"
    FAIR = "博览会"
    SIGNING = "签约仪式"
    TRAINING = "培训"
    LIVE = "直播专场"
    PRESS = "发布会"
    BELT = "产业带落地"
    SELECTION = "评选颁奖"
    MEETING = "对接会"
    MILESTONE = "里程碑"
    OTHER = "其他"


class GuestRole(StrEnum):
    """在活动中的身份; one person may be several at once."""

    STARTER = "启动人"
    OFFICIAL = "领导"
    GUEST = "嘉宾"
    SIGNER = "签约人"
    SPEAKER = "发言人"
    HOST = "主持人"
    STREAMER = "出席主播"
    FOUNDER = "品牌创始人"
    KEEPER = "品牌主理人"
    OTHER = "其他"


class ProgrammeKind(StrEnum):
    """What a programme or idea of the city's background is about."""

    SUPPORT = "扶持计划"
    COOPERATION = "合作领域"
    RESOURCE = "平台资源"
    SERVICE = "服务商扶持"
    ECOSYSTEM = "生态"
    BRAND = "品牌"
    UPGRADE = "升级方向"
    POLICY = "政策落实"
    SLOGAN = "口号"
    CONCEPT = "理念"
    PLACE = "区位商贸"
