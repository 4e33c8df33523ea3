"""Words of a fixed set as people shorten them: KS, 抖音小店, 在职, √."""

from enum import StrEnum
from functools import cache

from db.errors import BadValue
from db.values.kinds import Raw
from db.values.text import folded, read_text

_SAID: dict[str, str] = {
    # 平台
    "快手": "ks kuaishou 快 快手小店 快手直播 快手电商 快手平台",
    "抖音": "dy douyin 抖 抖音小店 抖店 抖音直播 抖音电商 抖音平台 tiktok",
    "淘宝": "tb taobao 淘 淘宝直播 点淘 天猫 天猫直播 淘系",
    "视频号": "sph 微信视频号 视频号小店 微信 wx 视频号直播",
    "拼多多": "pdd 拼 拼多多直播 多多直播",
    "京东": "jd 京东直播",
    "小红书": "xhs 红书 小红书直播 red",
    "B站": "b站 bilibili 哔哩哔哩 bili b站直播",
    # 主播状态
    "线索": "意向 潜在",
    "已邀约": "邀约 已约",
    "已面试": "面试 面试中",
    "试播": "试播中 试用 试用期",
    "待签约": "待签",
    "已签约": "签约 已签 在约",
    "培训中": "培训 在训 受训",
    "考核中": "考核 待考核",
    "待首播": "待开播 未开播 未首播",
    "在播": "在职 直播中 正常 在岗 在线 活跃 已开播 开播 在播中 正常直播 正常开播 在册",
    "休播": "停播 暂停 休假 请假 休息 暂停直播 产假 休播中",
    "解约中": "待解约 离职中 办理离职",
    "已离退": "离职 已离职 离退 解约 已解约 退出 已退出 流失 已流失 退会 已终止",
    "未录用": "淘汰 不录用 未通过",
    "停播整改": "整改 整改中 违规停播 封禁整改",
    "黑名单": "拉黑 永不合作",
    "转会": "已转会 转出",
    # 其余
    "男": "m male 男性 先生",
    "女": "f female 女性 女士",
    "居民身份证": "身份证 二代身份证 居民证 大陆身份证",
    "港澳台居民居住证": "居住证 港澳居住证 台湾居民居住证 港澳台居住证 港澳居民居住证",
    "已核验": "是 已实名 已认证 核验通过 通过 √ ✓ y yes 1 true 已核实 实名",
    "未核验": "否 未实名 未认证 待核验 × ✗ n no 0 false 未核实",
    "不一致": "核验不一致 不符",
    "过期": "已过期 证件过期",
    "自播": "品牌自播 自营",
    "达播": "达人 达人直播 达人播",
    "店播": "店铺直播 店铺",
    "代播": "代播主播",
    "机构号": "机构 企业号",
    "虚拟主播": "虚拟 数字人 ai主播",
    "签约": "已签约 签约主播 全约 独家",
    "合作": "合作主播 商务合作",
    "自由": "自由主播 自由人",
    "员工": "全职 在编 劳动关系 正式员工",
    "自招": "自主招募 招聘 自己招",
    "推荐": "转介绍 内推 朋友介绍 介绍",
    "院校": "学校 校企 高校 校招",
    "平台": "平台推荐",
    "其他": "其它 别的 other",
    "自有": "自有账号 自己的",
    "授权": "授权账号 授权号",
    "限流": "限流中",
    "封禁": "被封 封号 已封禁 封",
    "注销": "已注销 停用",
    "日常": "日播 日常直播 常规 普通",
    "专场": "品牌专场 专场直播",
    "大促": "大促专场 促销 618 双11 双十一 双12 年货节",
    "溯源": "溯源直播 产地直播 走播 溯源专场",
    "公益助农": "助农 公益 公益直播 助农直播",
    "活动": "活动直播 活动专场",
    "临时": "未核对 暂估 待核对",
    "已核对": "核对 已确认 确认 正式",
    "已锁定": "锁定",
    # 培训
    "计划中": "计划 待开课 未开始",
    "报名中": "报名 开放报名",
    "进行中": "正在进行 开课中",
    "已结束": "结束 待补录",
    "已完成": "完成 办结 已办结",
    "已归档": "归档",
    "已取消": "取消",
    "已延期": "延期 改期 推迟",
    "出勤": "√ ✓ ✔ ☑ 1 是 到 已到 到场 出席 签到 已签到 已签 正常 y yes",
    "迟到": "晚到",
    "早退": "提前离开",
    "请假": "事假 病假 公假 假",
    "缺席": "× ✗ ✘ x 0 否 未到 缺勤 旷课 没来 n no",
    "入门": "基础 新人 新人入门 入门课",
    "直播话术": "话术",
    "镜头表现": "镜头 表现力",
    "投流": "付费投流 千川 磁力",
    "合规与消保": "合规 消保 合规消保 法律法规 消费者权益保护",
    "平台规则": "规则",
    "安全": "安全生产 消防",
    "内训": "内部 内部培训",
    "五级": "五级/初级工 初级工 5级 五",
    "四级": "四级/中级工 中级工 4级 四",
    "三级": "三级/高级工 高级工 3级 三",
    "二级": "二级/技师 技师 2级 二",
    "一级": "一级/高级技师 高级技师 1级 一",
    "教室": "线下 线下教室 会议室 培训室",
    "直播间": "实操 直播间实操",
    "线上": "网络 在线 腾讯会议 网课",
    "自筹": "自费 基地 基地自筹",
    "政府补贴": "补贴 政府 财政补贴",
    "签到表": "纸质 纸质签到",
    "扫码": "扫码签到 二维码",
    "补录": "补签",
    "上岗": "上岗考核",
    "结业": "结业考核",
    "3分钟录屏": "录屏 三分钟录屏 录屏考核",
    "技能等级": "等级认定 技能鉴定",
    "通过": "是 合格 已通过 及格 √ ✓ 1 y yes pass",
    "未通过": "否 不合格 不及格 未达标 补考 × ✗ x 0 n no fail",
    "结业证": "结业证书 培训证书",
    "互联网营销师": "互联网营销师证 直播销售员 互联网营销师(直播销售员)",
}
_YES = frozenset(["是", "有", "√", "✓", "✔", "☑", "1", "y", "yes", "true", "对", "已", "需要"])
_NO = frozenset(
    ["否", "没有", "×", "✗", "✘", "x", "☐", "0", "n", "no", "false", "不", "未", "不是", "非", "不需要"]
)


def read_choice(raw: Raw, choices: type[StrEnum]) -> tuple[StrEnum, str]:
    """Return the member a cell means, by its word or a usual other; raises BadValue that lists the words."""
    said = folded(read_text(raw))
    member = _words(choices).get(said)
    if member is None:
        raise BadValue(f"不在可选范围内，可填：{'、'.join(choices)}")
    return member, ""


def read_yesno(raw: Raw) -> tuple[bool, str]:
    """Return whether a cell says yes; raises BadValue when it says neither."""
    said = folded(read_text(raw))
    if said in _YES or said in _NO:
        return said in _YES, ""
    raise BadValue("请填“是”或“否”")


@cache
def _words(choices: type[StrEnum]) -> dict[str, StrEnum]:
    """Return every folded word that means a member; the member's own word wins over another's alias."""
    words: dict[str, StrEnum] = {}
    for member in choices:
        for word in _SAID.get(member.value, "").split():
            words.setdefault(folded(word), member)
    return words | {folded(member.value): member for member in choices}
