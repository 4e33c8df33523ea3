"""品牌档案: exactly two pages however much there is to tell, and what stands on them."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import store
from db.engine import Database, Session
from db.lifecycle import move
from db.lifecycle.brands import refuse
from db.models import Brand, BrandService, LiveBase, Support
from db.queries.brand_file import BrandFile, brand_file, brand_of
from db.queries.brand_story import BrandEvent
from desktop.cli import main
from desktop.reports import brand_tables as tables
from desktop.reports.brand_file import draw, make_brand_file, pages_of
from tests.db.brand_world import WAN, YEAR, add_account, add_brand, add_months
from tests.desktop.reports.drawn import texts_of

DAY = date(2026, 10, 20)


def told(session: Session, key: int, folder: Path) -> list[str]:
    """Return the text of the pages of a brand's file, without spaces."""
    return texts_of(make_brand_file(session, key, folder, DAY).path)


def full(session: Session) -> int:
    """Return a brand with something of everything."""
    store.save(session, LiveBase, {"name": "沂河示例直播基地"})
    brand = add_brand(session, status="S1 初评立项")
    add_account(session, brand, led=True)
    add_months(session, brand, YEAR)
    for aspect, unit in (("流量红利", "万流量"), ("流量红利", "次"), ("专属服务", "天")):
        values = {"brand_id": brand, "aspect": aspect, "name": f"{aspect}{unit}", "unit": unit}
        more = {"planned": 100, "granted": 80, "used": 60, "outcome_gmv": 12 * WAN}
        store.save(session, Support, values | more | {"start_on": date(2026, 3, 1)})
    values = {"brand_id": brand, "kind": "技术引入", "name": "会员系统接入", "on": date(2026, 4, 1)}
    store.save(session, BrandService, values | {"outcome": "老客回访率提高"})
    refuse(session, brand, "S2 冷启动扶持", "五项扶持计划不全", on=date.today())
    move(session, Brand, brand, "S2 冷启动扶持", reason="急用", override=True)
    return brand


def test_the_file_tells_facts_gate_supports_figures_and_story(session: Session, tmp_path: Path) -> None:
    first, second = told(session, full(session), tmp_path)
    for words in (
        "沂水谣品牌档案", "沂水谣服饰有限公司", "苏禾", "S2冷启动扶持", "内容力16、商业力15",
        "进入S3成长培育的门槛", "750.00万元", "≥300.00万元", "权属企业有效资质", "未达成",
        "100万流量、100次",        "75.0%、75.0%", "24.00", "特批通过",
    ):  # fmt: skip
        assert words in first, words
    for words in (
        "近12个月GMV", "2026年9月", "250.00", "15.0%", "30.0%", "会员系统接入", "老客回访率提高", "驳回",
        "五项扶持计划不全", "特批通过；急用", "3/4达成",
    ):  # fmt: skip
        assert words in second, words
    assert second.startswith("四、近12个月GMV"), "what heads the chart stands above it, as every heading"


@pytest.fixture
def file(session: Session) -> BrandFile:
    """Give the file of a brand with something of everything."""
    return brand_file(session, full(session), DAY)


def test_however_much_there_is_it_stays_two_pages(file: BrandFile) -> None:
    long = "很长的一段说明" * 200
    row = {
        **file.row,
        "name": "名" * 40,
        "source_products": long,
        "case_text": long,
        "channels": long,
        "founder": "理" * 60,
    }
    event = BrandEvent(DAY, "扶持", "流量红利：" + "项" * 60, "某人", "原因" * 60)
    events = tuple(replace(event, on=DAY - timedelta(days=number)) for number in range(80))
    services = tuple(replace(file.services[0], outcome=long, name="名" * 90) for _ in range(30))
    criteria = file.gate + file.gate[:2]
    drawn = draw(
        replace(
            file, row=row, events=(*events, *file.events), services=services, gate=criteria, owner="企" * 60
        )
    )
    assert pages_of(drawn) == 2


def test_a_brand_nothing_is_known_of_has_two_pages_too(session: Session, tmp_path: Path) -> None:
    key = store.save(session, Brand, {"name": "江南印象"})
    first, second = told(session, key, tmp_path)
    assert "进入S1初评立项的门槛（0/6达成）" in first
    assert "还没有录入月度数据" in second
    assert "0.00" not in first + second


def test_stages_and_decisions_come_before_everything_else() -> None:
    kinds = ("扶持", "阶段", "服务", "决定", "数据")
    events = [BrandEvent(DAY, kind, kind) for kind in kinds]
    assert [event.kind for event in tables.weightiest(events, 3)] == ["扶持", "阶段", "决定"]
    assert [event.kind for event in tables.weightiest(events, 9)] == list(kinds)


def test_a_brand_is_named_by_code_or_name(session: Session) -> None:
    key = full(session)
    assert brand_of(session, "沂水谣") == brand_of(session, " pp-000001 ") == key


def test_the_command_writes_the_file(
    sqlite_database: Database,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with sqlite_database.write() as session:
        full(session)
    where = ["--db", str(sqlite_database.engine.url.database)]
    monkeypatch.setattr("desktop.settings.config_folder", lambda: sqlite_database.settings_folder)
    monkeypatch.setattr(
        "desktop.cli.places.settings.config_folder", lambda: sqlite_database.settings_folder, raising=False
    )
    assert main([*where, "brand", "沂水谣", "--out", str(tmp_path)]) == 0
    assert "品牌档案已生成" in capsys.readouterr().out
    assert list(tmp_path.glob("品牌档案_沂水谣_*.pdf"))
    assert main([*where, "brand", "PP-999999", "--out", str(tmp_path)]) == 1
    assert "没有编号或名称为“PP-999999”的品牌" in capsys.readouterr().err
