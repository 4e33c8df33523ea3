"""The indicator dictionary of the report, in order of print: L 直播 and R 零售, A 主播, then the others."""

from db.queries.dictionary_records import BRANDS, PARTNERS, SAFETY, TRAINING
from db.queries.figures import Indicator, Nature

_FLOW, _STOCK, _RATIO = Nature.FLOW, Nature.STOCK, Nature.RATIO
_DISTINCT, _MAXIMUM = Nature.DISTINCT, Nature.MAXIMUM
_FEN = "分"
_RATE = "比率"

LIVE: tuple[Indicator, ...] = (
    Indicator("L01", "直播场次", "场", "场", _FLOW, "开播时间在本月、数据已核对或已锁定的直播场数"),
    Indicator("L02", "有效直播场次", "场", "场", _FLOW, "直播时长不少于{minutes}分钟的场数"),
    Indicator("L03", "直播总时长", "小时", "分钟", _FLOW, "各场直播时长之和"),
    Indicator("L04", "参播主播人数", "人", "人", _DISTINCT, "出镜主播去重人数；累计按1月至本月重新去重"),
    Indicator("L05", "支付GMV", "万元", _FEN, _FLOW, "各场支付GMV之和，含之后退款的订单"),
    Indicator("L06", "退款金额（场次口径）", "万元", _FEN, _FLOW, "本月各场订单截至统计日的退款之和"),
    Indicator(
        "L07",
        "退款金额（退款时间口径）",
        "万元",
        _FEN,
        _FLOW,
        "退款日期在本月的退款之和；各账号的“账号日退款”都已导入时填报",
        is_strict=True,
    ),
    Indicator("L08", "退款率", "%", _RATE, _RATIO, "退款金额（场次口径）÷支付GMV", parts=("L06", "L05")),
    Indicator(
        "L09",
        "净成交额（场次口径）",
        "万元",
        _FEN,
        _FLOW,
        "支付GMV－退款金额（场次口径）",
        parts=("L05", "L06"),
    ),
    Indicator("L10", "成交订单数", "单", "单", _FLOW, "各场成交订单数之和"),
    Indicator("L10U", "成交件数", "件", "件", _FLOW, "各场成交件数之和"),
    Indicator("L10B", "成交人数", "人", "人", _FLOW, "各场成交人数之和，跨场未去重"),
    Indicator("L11", "客单价", "元", _FEN, _RATIO, "支付GMV÷成交订单数", parts=("L05", "L10")),
    Indicator("L12", "观看人次", "万人次", "人次", _FLOW, "各场观看人次之和"),
    Indicator("L13", "观看人数", "万人", "人", _FLOW, "各场观看人数之和，跨场未去重"),
    Indicator("L14", "直播间新增粉丝", "人", "人", _FLOW, "各场新增粉丝之和"),
    Indicator(
        "L14N", "直播间净增粉丝", "人", "人", _FLOW, "各场新增粉丝之和－取关粉丝之和", parts=("L14", "L14L")
    ),
    Indicator("L15", "上架商品数", "款", "款", _FLOW, "各场上架商品数之和，跨场未去重"),
    Indicator("L16", "直播网络零售量", "万件", "件", _FLOW, "各场成交件数之和"),
    Indicator(
        "L17",
        "直播网络零售额占比",
        "%",
        _RATE,
        _RATIO,
        "基地申报口径：直播网络零售额÷网络零售额，不以支付GMV计算",
        parts=("L17L", "L17T"),
    ),
    Indicator("L18", "单场最高GMV", "万元", _FEN, _MAXIMUM, "单场支付GMV的最大值；累计为1月至本月的最大值"),
    Indicator("L19", "千万级场次", "场", "场", _FLOW, "支付GMV不低于1000万元的场数"),
    Indicator(
        "L20",
        "每小时成交额",
        "元/小时",
        "分/小时",
        _RATIO,
        "支付GMV÷直播总时长",
        parts=("L05", "L03"),
        times=60,
    ),
    Indicator("L14L", "直播间取关粉丝", "人", "人", _FLOW, "各场取关粉丝之和", is_part=True),
    Indicator(
        "L17L", "申报齐全月份的直播网络零售额", "万元", _FEN, _FLOW, "两数均已申报的月份", is_part=True
    ),
    Indicator("L17T", "申报齐全月份的网络零售额", "万元", _FEN, _FLOW, "两数均已申报的月份", is_part=True),
    Indicator(
        "R01",
        "网络零售额（基地申报口径）",
        "万元",
        _FEN,
        _FLOW,
        "由入驻企业按月申报汇总，含非直播网络零售额，不等于平台支付GMV；缺一个月即不合计",
        is_strict=True,
    ),
    Indicator(
        "R01L",
        "其中直播网络零售额",
        "万元",
        _FEN,
        _FLOW,
        "网络零售额中通过直播实现的部分，由入驻企业申报；缺一个月即不合计",
        is_strict=True,
    ),
)
"""L01-L20 and R01; L10, L14 and R01 have several values (件数 U, 人数 B, 净增 N, 其中直播 L)."""

TEAM: tuple[Indicator, ...] = (
    Indicator(
        "A01",
        "签约主播数",
        "人",
        "人",
        _STOCK,
        "月末状态为已签约至解约中（含停播整改）且有有效合同的人数",
        at_month_end=True,
    ),
    Indicator("A02", "在播主播数", "人", "人", _STOCK, "月末状态为在播的人数", at_month_end=True),
    Indicator(
        "A03",
        "活跃主播数",
        "人",
        "人",
        _DISTINCT,
        "当月至少1场有效直播且直播满{hours}小时的人数；累计为1月至本月任一月达标的去重人数",
    ),
    Indicator(
        "A04",
        "百万粉以上主播数",
        "人",
        "人",
        _STOCK,
        "月末各账号最近一次粉丝数合计不低于100万的人数",
        at_month_end=True,
    ),
    Indicator("A05", "新增签约", "人", "人", _FLOW, "本月由其他状态转入已签约至解约中各状态的人次"),
    Indicator("A05E", "解约离队", "人", "人", _FLOW, "本月由已签约至解约中各状态转出的人次"),
    Indicator(
        "A06",
        "粉丝总量",
        "万",
        "人",
        _STOCK,
        "月末全部账号最近一次粉丝数之和，每个账号计一次",
        at_month_end=True,
    ),
    Indicator("A07", "未成年主播数", "人", "人", _STOCK, "签约主播中月末未满18周岁的人数", at_month_end=True),
    Indicator(
        "A07C",
        "其中监护人同意手续齐全",
        "人",
        "人",
        _STOCK,
        "未成年主播中监护人姓名、电话、同意日期齐全的人数",
        at_month_end=True,
    ),
    Indicator(
        "A08",
        "实名核验率",
        "%",
        _RATE,
        _RATIO,
        "签约主播中月末前已实名核验的人数÷签约主播数",
        at_month_end=True,
        parts=("A08V", "A01"),
    ),
    Indicator(
        "A08V",
        "已实名核验的签约主播数",
        "人",
        "人",
        _STOCK,
        "签约主播中月末前已实名核验的人数",
        at_month_end=True,
        is_part=True,
    ),
)
"""A01-A08; A05 and A07 have two values (解约 E, 同意齐全 C)."""

INDICATORS: tuple[Indicator, ...] = LIVE + TEAM + TRAINING + PARTNERS + BRANDS + SAFETY

BY_CODE: dict[str, Indicator] = {entry.code: entry for entry in INDICATORS}
"""Every entry by its code, parts of ratios too."""
