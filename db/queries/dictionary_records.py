"""The indicator dictionary of the records: T 培训, P 供应链, B 品牌, E 就业与安全, in order of print."""

from db.models.brand_words import BrandStage, SupportAspect
from db.queries.figures import Indicator, Nature

_FLOW, _STOCK, _RATIO, _DISTINCT = Nature.FLOW, Nature.STOCK, Nature.RATIO, Nature.DISTINCT
_RATE = "比率"

TRAINING: tuple[Indicator, ...] = (
    Indicator("T01", "培训场次", "场", "场", _FLOW, "开始时间在本月、状态为已完成或已归档的培训场数"),
    Indicator("T02", "培训人次", "人次", "人次", _FLOW, "各场签到为出勤、迟到、早退的人次之和"),
    Indicator("T03", "培训人数", "人", "人", _DISTINCT, "参加培训的去重人数；累计按1月至本月重新去重"),
    Indicator(
        "T04",
        "培训总学时",
        "学时",
        "十分之一学时",
        _FLOW,
        "各人所得学时之和；记有参训时长的按时长折算，不超过该场学时",
    ),
    Indicator(
        "T05", "考核通过率", "%", _RATE, _RATIO, "本月考核通过人次÷本月考核人次", parts=("T05P", "T05A")
    ),
    Indicator(
        "T05P", "考核通过人次", "人次", "人次", _FLOW, "考核日期在本月、结果为通过的人次", is_part=True
    ),
    Indicator("T05A", "考核人次", "人次", "人次", _FLOW, "考核日期在本月、已有结果的人次", is_part=True),
    Indicator(
        "T06", "持证人数", "人", "人", _STOCK, "月末持有有效期内互联网营销师证书的去重人数", at_month_end=True
    ),
    Indicator(
        "T07", "交流活动场次", "场", "场", _FLOW, "本月培训场次中对外举办的招商会、培训会、产品推荐会、选品会"
    ),
)
"""T01-T07; T05 is reckoned from two parts."""

PARTNERS: tuple[Indicator, ...] = (
    Indicator(
        "P01", "合作企业数", "家", "家", _STOCK, "月末状态为合格在册或限制合作的企业数", at_month_end=True
    ),
    Indicator(
        "P02",
        "入驻企业数",
        "家",
        "家",
        _STOCK,
        "月末未暂停、未退出、不在黑名单的入驻企业数，角色以现有登记为准",
        at_month_end=True,
    ),
    Indicator(
        "P03", "新增合作企业", "家", "家", _FLOW, "本月由其他状态转入合格在册或限制合作的家次，含暂停后恢复"
    ),
    Indicator("P03E", "退出合作企业", "家", "家", _FLOW, "本月由合格在册或限制合作转出的家次，含暂停"),
    Indicator(
        "P04",
        "资质有效率",
        "%",
        _RATE,
        _RATIO,
        "必备资质月末全部在有效期内的合作企业数÷合作企业数，必备资质以现行要求为准",
        at_month_end=True,
        parts=("P04V", "P01"),
    ),
    Indicator(
        "P04V",
        "必备资质齐全有效的合作企业数",
        "家",
        "家",
        _STOCK,
        "必备资质月末全部在有效期内的合作企业数",
        at_month_end=True,
        is_part=True,
    ),
    Indicator(
        "P05",
        "30天内到期资质",
        "份",
        "份",
        _STOCK,
        "合作企业的资质中月末起30天内到期、且无有效期更长的同类资质的份数",
        at_month_end=True,
    ),
    Indicator(
        "P05Q",
        "90天内到期资质",
        "份",
        "份",
        _STOCK,
        "合作企业的资质中月末起90天内到期、且无有效期更长的同类资质的份数，含30天内到期的",
        at_month_end=True,
    ),
    Indicator(
        "P06A",
        "供应商评价A级",
        "家",
        "家",
        _STOCK,
        "合作企业截至月末最近一期评价为A级的家数",
        at_month_end=True,
    ),
    Indicator(
        "P06B",
        "供应商评价B级",
        "家",
        "家",
        _STOCK,
        "合作企业截至月末最近一期评价为B级的家数",
        at_month_end=True,
    ),
    Indicator(
        "P06C",
        "供应商评价C级",
        "家",
        "家",
        _STOCK,
        "合作企业截至月末最近一期评价为C级的家数",
        at_month_end=True,
    ),
    Indicator(
        "P06D",
        "供应商评价D级",
        "家",
        "家",
        _STOCK,
        "合作企业截至月末最近一期评价为D级的家数",
        at_month_end=True,
    ),
    Indicator("P07", "选品核验记录数", "条", "条", _FLOW, "核验日期在本月的选品核验记录条数"),
)
"""P01-P07; P03, P05 and P06 have several values (退出 E, 90天 Q, 等级 A-D)."""

_STAGES: tuple[Indicator, ...] = tuple(
    Indicator(
        f"B02{stage.name}",
        f"其中{stage.value}",
        "个",
        "个",
        _STOCK,
        f"月末处于“{stage.value}”阶段的品牌数",
        at_month_end=True,
    )
    for stage in BrandStage
    if stage is not BrandStage.SX
)

ASPECTS: dict[str, SupportAspect] = dict(zip("TCPMS", SupportAspect, strict=True))
"""The letter each of the five supports has in B05: B05T 流量红利 … B05S 专属服务."""

_SUPPORTS: tuple[Indicator, ...] = tuple(
    Indicator(
        f"B05{letter}",
        f"{aspect.value}执行率",
        "%",
        _RATE,
        _RATIO,
        f"{aspect.value}已用数量÷已获数量，按同一单位、两数均有记录的扶持项目计算",
        at_month_end=True,
        parts=(f"B05{letter}U", f"B05{letter}G"),
    )
    for letter, aspect in ASPECTS.items()
)
_QUANTITIES: tuple[Indicator, ...] = tuple(
    Indicator(
        f"B05{letter}{sign}",
        f"{aspect.value}{word}数量",
        "",
        "数量",
        _STOCK,
        f"两数均有记录的{aspect.value}项目的{word}数量",
        at_month_end=True,
        is_part=True,
    )
    for letter, aspect in ASPECTS.items()
    for sign, word in (("U", "已用"), ("G", "已获"))
)

BRANDS: tuple[Indicator, ...] = (
    Indicator("B01", "品牌培育在库数", "个", "个", _STOCK, "月末处于S0至S6各阶段的品牌数", at_month_end=True),
    *_STAGES,
    Indicator("B03", "升阶品牌", "个", "个", _FLOW, "本月升入更高阶段的品牌次数"),
    Indicator("B03D", "退阶品牌", "个", "个", _FLOW, "本月退回较低阶段或转入暂缓/退出的品牌次数"),
    Indicator(
        "B04",
        "快品牌认定数",
        "个",
        "个",
        _STOCK,
        "月末前曾进入S4及以上阶段的品牌数（累计）",
        at_month_end=True,
    ),
    *_SUPPORTS,
    Indicator("B06", "扶持品牌GMV", "万元", "分", _FLOW, "在库品牌月度数据中的GMV之和"),
    Indicator(
        "B07",
        "平均复购率",
        "%",
        _RATE,
        _RATIO,
        "各品牌复购人数之和÷购买人数之和，不是各品牌复购率的平均",
        parts=("B07R", "B07B"),
    ),
    Indicator("B07R", "品牌复购人数", "人", "人", _FLOW, "两数均有记录的品牌的复购人数之和", is_part=True),
    Indicator("B07B", "品牌购买人数", "人", "人", _FLOW, "两数均有记录的品牌的购买人数之和", is_part=True),
    *_QUANTITIES,
)
"""B01-B07; B02 by stage, B03 up and down (D), B05 by aspect."""

SAFETY: tuple[Indicator, ...] = (
    Indicator(
        "E01",
        "直接从业人员",
        "人",
        "人",
        _STOCK,
        "月末基地及入驻企业直接从业人员数，由基地申报",
        at_month_end=True,
    ),
    Indicator(
        "E02",
        "带动就业（测算）",
        "人",
        "人",
        _STOCK,
        "按申报的测算方法推算的带动就业人数，不是实际统计数",
        at_month_end=True,
    ),
    Indicator(
        "E03", "安全与合规事件", "件", "件", _FLOW, "发生日期在本月的违规、封禁、投诉、舆情、安全事件件数"
    ),
)
"""E01-E03."""
