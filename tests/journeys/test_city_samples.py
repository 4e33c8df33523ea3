"""Every published fact about the city stands in the sample records and is printed back as it was written."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from db.engine import Database, Session
from db.models import Agreement, Campaign, CampaignEvent, CampaignLine, CityFigure, CityProgramme, EventGuest
from db.opening import open_database
from db.queries.city import benchmarks
from db.queries.tables import table_of
from desktop import assets
from desktop.windows.founding import _enter_city_figures
from desktop.windows.sample_records import entries_of

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "娱乐资本论"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a base with the city's figures and the records of its background."""
    from db.store.entering import enter  # noqa: PLC0415 - as the program loads it

    folder: Path = tmp_path_factory.mktemp("city")
    database = open_database(folder / "base.db", settings_folder=folder)
    with database.write() as session:
        _enter_city_figures(session)
        enter(session, entries_of(assets.path("samples/records/50_city.json")))
    yield database
    database.close()


@pytest.fixture
def session(city: Database) -> Iterator[Session]:
    """Give a reading session of that base."""
    with city.read() as found:
        yield found


def rows(session: Session, model: type[Any], **wanted: object) -> list[dict[str, Any]]:
    table = table_of(model)
    asked = select(table).where(*(table.c[name] == value for name, value in wanted.items()))
    return [dict(row) for row in session.execute(asked.order_by(table.c.id)).mappings()]


def one(session: Session, model: type[Any], **wanted: object) -> dict[str, Any]:
    (found,) = rows(session, model, **wanted)
    return found


FIGURES = (
    # indicator, as written, comparator, value, unit, what its scope names
    ("专业快手电商主播", "超过1.5万名", "超", 15_000, "名", "临沂市，快手"),
    ("粉丝量百万级以上主播", "300余位", "余", 300, "位", "单人粉丝100万以上"),
    ("快手基地操盘团队", "20多家", "多", 20, "家", "临沂市"),
    ("快手电商从业人员", "超15万人", "超", 150_000, "人", "临沂市，快手"),
    ("电商服务商占快手全国总量", "25%以上", "以上", 25, "%", "全国"),
    ("快手卖货量排名", "稳居全国第一", "第N", 1, None, "全国"),
    ("每天销售货品数量", "超过杭州和广州", "超", None, None, "杭州、广州"),
    ("快品牌扶持目标", "2022年 扶持出500个快品牌", "=", 500, "个", "全国，快手快品牌扶持计划"),
    ("快品牌流量红利", "230亿", "=", 23_000_000_000, None, "全国，快手快品牌扶持计划"),
    ("城市称号", "电商之都", "无", None, None, "临沂市"),
    ("城市称号", "直播之城", "无", None, None, "临沂市"),
    ("城市称号", "北方最大的短视频直播电商基地", "无", None, None, "临沂市"),
    ("城市称号", "快手直播电商之城", "无", None, None, "临沂市"),
    ("快手流量规模", "亿级", "无", None, None, "快手平台"),
)


@pytest.mark.parametrize("row", FIGURES, ids=[row[1] for row in FIGURES])
def test_a_figure_is_kept_as_written_with_scope_day_and_source(
    session: Session, row: tuple[Any, ...]
) -> None:
    name, words, comparator, value, unit, scope = row
    kept = one(session, CityFigure, name=name, as_written=words)
    assert (kept["comparator"], kept["value"], kept["unit"]) == (comparator, value, unit)
    assert scope in kept["scope"]
    assert kept["as_of"].year == 2022
    assert SOURCE in kept["source"]


def test_no_other_figure_is_claimed(session: Session) -> None:
    assert len(rows(session, CityFigure)) == len(FIGURES)


EVENTS = (
    # name, kind, day, time as written, head-count as written, comparator, number
    ("临沂市政府与快手战略合作协议签约", "签约仪式", "2022-06-26", None, None, None, None),
    ("“快赞临沂消费季”活动启动仪式", "启动仪式", "2022-06-26", None, None, None, None),
    ("快品牌当红夜", "当红夜", "2022-06-26", "2022年6月26日晚", "近百位", "近", 100),
    ("临沂市商务局发布消费季主题、场景、具体内容", "发布会", None, None, None, None, None),
    ("快手全国首个服饰产业带落地临沂", "产业带落地", None, "2019年", "超过600名", "超", 600),
    ("首届RCEP区域(山东)进口商品博览会主播直播", "博览会", None, "2021年10月", None, None, None),
)


@pytest.mark.parametrize("row", EVENTS, ids=[row[0] for row in EVENTS])
def test_an_event_is_kept_with_its_day_and_head_count(session: Session, row: tuple[Any, ...]) -> None:
    name, kind, day, when, words, comparator, count = row
    kept = one(session, CampaignEvent, name=name)
    assert kept["kind"] == kind
    assert kept["held_on"] == (date.fromisoformat(day) if day else None)
    assert kept["when_text"] == when
    assert (kept["headcount_text"], kept["headcount_comparator"], kept["headcount"]) == (
        words,
        comparator,
        count,
    )
    assert SOURCE in kept["source"]


def test_the_season_is_a_stop_of_the_series_with_slogan_and_policy(session: Session) -> None:
    series = one(session, Campaign, name="快赞百城")
    season = one(session, Campaign, name="快赞临沂消费季")
    assert (series["kind"], season["kind"], season["parent_id"]) == ("系列", "消费季", series["id"])
    assert (season["start_on"], season["place"]) == (date(2022, 6, 26), "山东临沂")
    assert season["slogan"] == "想消费、能消费、敢消费"
    assert season["policy_tags"] == "电商领域新业态推广、示范创建、支撑载体强化"
    events = rows(session, CampaignEvent, campaign_id=season["id"])
    assert len(events) == 4
    kinds = {line["kind"] for line in rows(session, CampaignLine, campaign_id=season["id"])}
    assert kinds == {"主题", "内容"}


GUESTS = (
    ("“快赞临沂消费季”活动启动仪式", "临沂市政府", None, None, "启动人"),
    ("“快赞临沂消费季”活动启动仪式", "山东省商务厅领导", None, None, "启动人、领导"),
    ("“快赞临沂消费季”活动启动仪式", "快手", None, None, "启动人"),
    ("“快赞临沂消费季”活动启动仪式", "臧耀刚", "山东省商务厅", "二级巡视员", "领导"),
    ("“快赞临沂消费季”活动启动仪式", "隽新阳", "临沂市", "中共临沂市委常委、市政府副市长", "领导"),
    ("“快赞临沂消费季”活动启动仪式", "龙安", "快手", "副总裁", "嘉宾"),
    ("“快赞临沂消费季”活动启动仪式", "张军", "快手", "副总裁", "嘉宾"),
    ("“快赞临沂消费季”活动启动仪式", "王骊之", "快手", "商业化副总裁", "嘉宾"),
    ("“快赞临沂消费季”活动启动仪式", "贺冬冬", "梦泉美妆", "品牌创始人", "发言人、品牌创始人"),
    ("“快赞临沂消费季”活动启动仪式", "宋建", "徐小米江南印象", "品牌主理人", "发言人、品牌主理人"),
    *(
        ("快品牌当红夜", name, None, None, "出席主播")
        for name in ("晴姐精油", "姜河", "酿酒的老头", "娟姐", "胡颜雪", "参爷")
    ),
    ("首届RCEP区域(山东)进口商品博览会主播直播", "泰国领事", None, None, "嘉宾"),
)


@pytest.mark.parametrize("row", GUESTS, ids=[row[1] for row in GUESTS])
def test_a_guest_is_kept_with_unit_title_and_role(session: Session, row: tuple[Any, ...]) -> None:
    event, name, unit, title, roles = row
    kept = one(session, EventGuest, event_id=one(session, CampaignEvent, name=event)["id"], name=name)
    assert (kept["unit"], kept["title"], kept["roles"]) == (unit, title, roles)


def test_the_agreement_names_parties_day_and_fields(session: Session) -> None:
    kept = one(session, Agreement)
    assert kept["name"] == "战略合作协议"
    assert kept["parties"] == "临沂市政府、北京快手科技有限公司"
    assert kept["signed_on"] == date(2022, 6, 26)
    assert kept["cooperation"].splitlines() == ["电商产业发展", "人才培养", "本地优秀品牌打造"]
    assert kept["content"].splitlines() == ["城市宣传、电商产业发展、拉动市场消费", "公私域、品效销"]


def test_the_benchmark_session_is_cited_with_guest_and_occasion(session: Session) -> None:
    (cited,) = benchmarks(session)
    assert (cited.gmv_text, cited.gmv, cited.guests) == ("3000万元", 3_000_000_000, ("泰国领事",))
    assert (cited.when, cited.is_cross_border) == ("2021年10月", True)
    assert one(session, CampaignEvent, name="快手全国首个服饰产业带落地临沂")["is_national_first"]
    assert one(session, CampaignEvent, name="快手全国首个服饰产业带落地临沂")["category"] == "服饰"


PROGRAMMES: tuple[tuple[str, list[str]], ...] = (
    ("快品牌扶持计划（2022）", ["流量红利", "冷启动福利", "产品特权", "营销活动", "专属服务"]),
    (
        "战略合作领域",
        [
            "电商产业发展、人才培养、本地优秀品牌打造",
            "城市宣传、电商产业发展、拉动市场消费",
            "公私域、品效销",
        ],
    ),
    ("平台向临沂开放的资源", ["流量、内容、IP活动", "集中曝光", "扶持政策"]),
    ("服务商扶持", ["运营培训", "主播赋能", "供应链建设", "技术引入"]),
    ("服务商生态", ["快手投资易心优选", "易心优选：电商服务商扎根临沂"]),
    (
        "打造快品牌需要的四方",
        ["地区", "商家", "达人", "平台", "优质内容", "高信任值达人", "全链路整合营销方案"],
    ),
    ("已有知名度的临沂品牌", ["江南印象（徐小米）", "JR（陶子家）", "青春底片"]),
    (
        "升级方向",
        [
            "性价比好物、源头好物→新兴品牌",
            "从品牌开始，延伸到产业链的升级",
            "复制成百上千个品牌",
            "从城市→全国→家喻户晓",
        ],
    ),
    ("省里肯定的工作", ["电商领域新业态推广", "示范创建", "支撑载体强化"]),
    ("消费口号", ["想消费、能消费、敢消费"]),
    ("品牌建设的几个概念", ["新市井", "私域", "信任关系", "消费决策成本", "品牌建设周期"]),
    ("临沂区位与商贸基础", ["北接京津冀、南邻长三角", "商贸基础"]),
)


@pytest.mark.parametrize(("name", "content"), PROGRAMMES, ids=[row[0] for row in PROGRAMMES])
def test_a_programme_is_kept_line_by_line(session: Session, name: str, content: list[str]) -> None:
    kept = one(session, CityProgramme, name=name)
    assert kept["content"].splitlines() == content
    assert SOURCE in kept["source"]


def test_targets_of_programmes_are_kept_in_words(session: Session) -> None:
    plan = one(session, CityProgramme, name="快品牌扶持计划（2022）")
    assert plan["target"] == "2022年 扶持出500个快品牌；流量红利230亿"
    aim = one(session, CityProgramme, name="服务商扶持")
    assert aim["target"] == "基地转型升级、拓展新业务、可持续发展"
