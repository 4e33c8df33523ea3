"""What the sample base declares: its retail sales and people month by month, and incidents with their measures."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sample_lives import Live
from sample_people import Person

SEED = 20261201
MONTHS = tuple(202500 + month for month in range(1, 13)) + tuple(202600 + month for month in range(1, 11))
SCOPE = "入驻企业线上店铺零售额（含非直播），不含批发和未付款订单"
METHOD = "直接从业人员为基地和入驻企业月末在岗人数；带动就业按每名直接从业人员带动2.6人推算（示例）"
FIRM_A, FIRM_B, FIRM_C = "沂水蒙山红薯食品有限公司", "兰陵绿垄蔬菜加工有限公司", "罗庄盛窑日用陶瓷有限公司"
INCIDENTS: tuple[tuple[str, str, str | None, str, str, str | None, int | None], ...] = (
    ("2025-03-14", "投诉", "快手", FIRM_A, "收到红薯少斤两的投诉2起", "补发并赔付，发货前逐箱称重", 3),
    (
        "2025-05-22",
        "违规",
        "抖音",
        "主播",
        "直播间使用“最便宜”等绝对化用语，被平台提醒",
        "下架录屏，重学广告用语",
        6,
    ),
    ("2025-06-19", "投诉", "快手", FIRM_C, "大促期间瓷器破损较多", "更换包装，破损包赔", 9),
    ("2025-09-02", "封禁", "视频号", "主播", "未成年人入镜，直播间被限流三天", "撤下片段，重申入镜规定", 4),
    ("2025-11-12", "投诉", "抖音", FIRM_B, "“双11”后发货延迟超过承诺时限", "增开夜班，逐单回访", 8),
    ("2026-01-21", "违规", "快手", "主播", "抽奖规则没有公示", "补公示，登记抽奖审批", 2),
    ("2026-02-05", "安全", None, "", "二号仓夜间用电超负荷跳闸，未造成损失", "更换线路，加装限流", 5),
    ("2026-04-16", "投诉", "快手", FIRM_A, "礼盒赠品与页面不符", "补寄赠品，页面改正", 2),
    ("2026-06-11", "舆情", "抖音", "主播", "一段剪辑视频引发“产地不实”的讨论", "公开检测报告和产地照片", 3),
    ("2026-07-29", "违规", "快手", "主播", "与公会外账号连麦，未报备", "约谈，连麦报备表上墙", 3),
    ("2026-08-13", "投诉", "视频号", FIRM_B, "冷链到货温度偏高", "更换冰袋规格，赔付6单", 5),
    ("2026-09-09", "投诉", "快手", FIRM_C, "茶具色差投诉3起", "页面补实拍图，退换到家", 4),
    ("2026-09-18", "违规", "抖音", "主播", "食品功效表述不当，被平台警告一次", "停播一天，复训合规课程", 6),
    ("2026-10-22", "投诉", "快手", FIRM_A, "大促首日客服排队时间过长", "加派客服4人，仍在跟踪", None),
)
"""Day, kind, platform, whom it concerns (主播: one of the hosts), what, measures, days until it was closed."""


def write_all(people: Sequence[Person], lives: Sequence[Live], folder: Path) -> None:
    """Write the records no sheet brings."""
    chance = random.Random(SEED)
    records = folder / "records"
    records.mkdir(exist_ok=True)
    entries = (*_retail(lives, chance), *_employment(chance), *_incidents(people, chance))
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    (records / "80_填报.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _retail(lives: Sequence[Live], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the declared retail sales: the live part is most of what was paid, and most of the whole."""
    paid: defaultdict[int, float] = defaultdict(float)
    for live in lives:
        paid[live.start_at.year * 100 + live.start_at.month] += live.gmv
    for month in MONTHS:
        live_part = round(paid[month] * chance.uniform(0.80, 0.86) / 100) * 10_000
        total = round(live_part / chance.uniform(0.66, 0.74) / 10_000) * 10_000
        values = {"month": month, "total": total, "live": live_part, "note": SCOPE}
        yield {"model": "RetailMonth", "values": values}


def _employment(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the people employed, a few more each month."""
    direct = 1_486
    for month in MONTHS:
        direct += chance.randrange(-6, 32)
        values = {"month": month, "direct": direct, "induced": round(direct * 2.6), "method": METHOD}
        yield {"model": "EmploymentMonth", "values": values}


def _incidents(people: Sequence[Person], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the incidents; those of a host name one nobody else is called like."""
    names = Counter(person.name for person in people)
    hosts = [p.name for p in people if p.status == "在播" and not p.left_on and names[p.name] == 1]
    for on, kind, platform, about, what, measures, days in INCIDENTS:
        concerned = {"streamer_id": chance.choice(hosts)} if about == "主播" else {"org_id": about}
        closed = date.fromisoformat(on) + timedelta(days=days) if days is not None else None
        values = {
            "on": on, "kind": kind, "platform": platform, **(concerned if about else {}), "description": what,
            "measures": measures, "closed_on": closed and closed.isoformat(),
        }  # fmt: skip
        given = {name: value for name, value in values.items() if value is not None}
        yield {"model": "Incident", "values": given}
