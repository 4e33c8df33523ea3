"""Ten chapters and the annexes: what each says when there is everything, something, or nothing."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from db.queries.base_checks import BaseCheck
from db.queries.figures import Figure, ReportFigures
from db.queries.periods import Period
from desktop.reports import monthly, report_book
from desktop.reports.chapters.annexes import names
from desktop.reports.content import ReportContent, Year
from desktop.reports.document import (
    Amount,
    AttachmentTitle,
    Block,
    Chart,
    Heading,
    Ledger,
    Paragraph,
    Table,
)
from desktop.reports.pipeline import Pipeline
from tests.desktop.reports import made_up, made_up_rows

QUARTER, YEAR = Period(202607, 202609), Period(202601, 202612)


def blocks(content: ReportContent) -> tuple[Block, ...]:
    return tuple(monthly.lay_out(content, made_up.DAY).blocks)


def said(content: ReportContent) -> str:
    return "\n".join(block.text for block in blocks(content) if isinstance(block, Paragraph))


def tables(content: ReportContent) -> dict[str, Table]:
    found = [block for block in blocks(content) if isinstance(block, Table)]
    return {table.caption.partition("　")[2]: table for table in found if table.caption}


def of(period: Period, **changes: object) -> ReportContent:
    content = made_up_rows.content()
    return replace(content, figures=replace(content.figures, period=period), **changes)  # type: ignore[arg-type]


def _changed(figures: ReportFigures, codes: Iterable[str], **changes: object) -> ReportFigures:
    new = {code: replace(figures.figures[code], **changes) for code in codes}  # type: ignore[arg-type]
    return replace(figures, figures=figures.figures | new)


def test_the_ten_chapters_stand_in_their_order() -> None:
    headings = [block for block in blocks(made_up_rows.content()) if isinstance(block, Heading)]
    chapters = [heading.text for heading in headings if heading.level == 1]
    assert [chapter[0] for chapter in chapters] == list("一二三四五六七八九十")


def test_the_thirteen_tables_stand_in_their_order_and_are_numbered_as_they_come() -> None:
    captions = [block.caption for block in blocks(made_up_rows.content()) if isinstance(block, Table)]
    named = [caption for caption in captions if caption]
    assert [caption.split("　")[0] for caption in named] == [f"表{n}" for n in range(1, len(named) + 1)]
    assert [caption.split("　")[1] for caption in named] == [
        "主要指标", "分平台直播情况", "标杆场次", "分类目直播情况", "主播队伍情况", "培训活动情况",
        "培训汇总", "合作企业增减情况", "资质到期预警", "品牌培育情况", "五项扶持情况", "重点活动情况",
        "就业与合规情况",
        "安全与合规事件",
    ]  # fmt: skip


def test_every_number_of_a_table_or_chart_that_is_pointed_to_exists() -> None:
    for content in (made_up_rows.content(), of(QUARTER), of(YEAR), ReportContent(made_up.empty_month())):
        laid = blocks(content)
        drawn = [block for block in laid if isinstance(block, Table | Chart | Pipeline) and block.caption]
        known = {block.caption.split("　")[0] for block in drawn}
        pointed = set(re.findall(r"[表图]\d+", said(content)))
        assert pointed <= known
        assert known <= pointed


def test_the_columns_are_those_of_the_official_tables() -> None:
    columns = {name: table.columns for name, table in tables(made_up_rows.content()).items()}
    found = {name: [column.title for column in own] for name, own in columns.items()}
    assert found["培训活动情况"] == [
        "日期", "主题", "类别", "讲师", "学时", "应到（人）", "实到（人）", "通过率（%）"
    ]  # fmt: skip
    assert found["合作企业增减情况"] == ["新增/退出", "类型", "名称", "产品类目", "资质状态"]
    assert found["品牌培育情况"] == ["品牌", "企业", "当前阶段", "本月变化", "门槛达成", "下一步"]
    assert found["五项扶持情况"][1:3] == ["流量红利（计划/已获/已用）", "冷启动福利"]
    assert tables(made_up_rows.content())["五项扶持情况"].texts[0] == (
        "沂河布语", "600/400/350万流量", "—", "8/—/5次", "—", "25/21/15天", "123.45"
    )  # fmt: skip


def test_what_each_chapter_says_of_a_full_month() -> None:
    text = said(made_up_rows.content())
    for words in (
        "全月举办培训6场", "考核通过率92.3%", "合作企业86家", "30天内到期的资质4份，90天内到期的11份",
        "A级12家、B级30家、C级5家、D级1家", "在库培育品牌24个", "本月升阶3次、退阶1次", "S0摸底入库5个",
        "流量红利82.0%", "产品特权没有同一计量单位", "本月开展重点活动2项，为“沂蒙好物节”和“四季购”",
        "群众反响：群众参与踊跃。", "本月相关活动落实的政策措施有：示范创建。", "1. 兑付电商奖补资金35万元。",
        "直接从业人员1,205人", "统计方法：直接从业人员按社保人数统计", "发生安全与合规事件1件（投诉1件）",
        "（一）冷链仓容不足。", "10月20日前完成双11选品会。", "跨境直播4场，支付成交额12.35万元",
        "以上为引用的公开资料，不计入本基地数据。", "9月中旬平台系统升级，两日数据延迟导出。",
    ):  # fmt: skip
        assert words in text, words


def test_cited_sessions_are_in_no_table_of_the_base() -> None:
    for table in tables(made_up_rows.content()).values():
        assert not [row for row in table.texts if any("博览会" in cell for cell in row)]


def test_a_base_without_records_says_so_and_has_no_empty_table() -> None:
    content = ReportContent(made_up.empty_month())
    text = said(content)
    for words in (
        "本月没有培训记录", "本月没有合作企业记录", "本月没有品牌培育记录", "本月未开展重点活动",
        "本月未填报政策落实情况", "本月未申报就业情况", "本月未填报安全与合规事件",
        "本月未填报存在的困难和问题", "本月没有应列入培训台账的记录",
    ):  # fmt: skip
        assert words in text, words
    assert all(table.rows for table in tables(content).values())
    assert "None" not in text


def test_the_annexes_are_numbered_and_named_in_the_list_before_the_signature() -> None:
    for corrections, count in (((), 6), ((made_up_rows.CHANGE,), 7)):
        laid = blocks(replace(made_up_rows.content(), corrections=corrections))
        titles = [block.label for block in laid if isinstance(block, AttachmentTitle)]
        assert titles == [f"附件{number}" for number in range(1, count + 1)]
        assert len(names(replace(made_up_rows.content(), corrections=corrections))) == count


def test_a_correction_tells_old_new_and_why() -> None:
    content = replace(made_up_rows.content(), corrections=(made_up_rows.CHANGE,))
    table = [block for block in blocks(content) if isinstance(block, Table)][-1]
    assert table.texts == (("1", "支付GMV", "万元", "12,300.00", "12,345.68", "补录3场漏报直播"),)
    assert "有1项数据与原报送数不一致" in said(content)


def test_a_ledger_too_long_for_paper_is_in_the_workbook_alone_and_that_is_said() -> None:
    content = replace(made_up_rows.content(), ledgers=made_up_rows.ledgers(101))
    assert not [block for block in blocks(content) if isinstance(block, Ledger)]
    assert "本月直播场次台账共101行，篇幅较长，不再随文印制" in said(content)
    sheets = {sheet.name: sheet.table for sheet in report_book.lay_out(content, made_up.DAY).sheets}
    assert isinstance(sheets["直播场次台账"], Ledger)
    printed = [block for block in blocks(made_up_rows.content()) if isinstance(block, Ledger)]
    assert len(printed) == 4


def test_data_that_are_not_complete_mark_the_title_and_every_page() -> None:
    for score, marked in ((79, True), (80, False)):
        document = monthly.lay_out(replace(made_up_rows.content(), score=score), made_up.DAY)
        assert ("数据未完整" in document.mark) == marked
        assert ("（数据未完整）" in document.blocks[0].parts) == marked  # type: ignore[union-attr]


def test_number_and_hash_stand_on_both_files() -> None:
    content = made_up_rows.content()
    assert "报告编号：YB202609　数据校验码：8f2c234a" in monthly.contact(content)
    for sheet in report_book.lay_out(content, made_up.DAY).sheets:
        assert sheet.head.endswith("报告编号：YB202609　　数据校验码：8f2c234a")


def test_figures_entered_by_hand_are_marked_and_the_mark_is_explained() -> None:
    content = made_up_rows.content()
    marked = replace(content, figures=_changed(content.figures, ["L05"], declared=frozenset({"last_year"})))
    first = next(block for block in blocks(marked) if isinstance(block, Table) and len(block.columns) == 12)
    row = next(row for row in first.rows if row[1] == "支付GMV")
    assert [isinstance(cell, Amount) and cell.text.endswith("#") for cell in row[3:5]] == [False, True]
    assert any("带#的为使用本系统前填报的历史数据" in note for note in first.notes)
    assert "（上年同期10,864.20万元#）" in said(marked)
    assert "带#的为使用本系统前填报的历史数据，下同。" in said(marked)
    assert "#" not in said(content)
    plain = next(block for block in blocks(content) if isinstance(block, Table) and len(block.columns) == 12)
    assert not any("#" in note for note in plain.notes)


def test_a_quarter_speaks_of_quarters() -> None:
    content = of(QUARTER)
    text, found = said(content), tables(content)
    assert "2026年第三季度" in monthly.title_of(content).text
    assert "全季开展直播231场" in text
    assert "本月" not in text
    assert [column.title for column in found["主要指标"].columns][2:] == [
        "本季", "同比（%）", "环比（%）", "本年累计", "累计同比（%）"
    ]  # fmt: skip
    assert "上年同季" in [column.title for column in found["分类目直播情况"].columns]


def test_a_year_is_compared_to_the_year_before_alone_and_checks_itself() -> None:
    figures = made_up.full_month().figures
    check = BaseCheck("经营面积", "平方米", 2000, 3000), BaseCheck("直播间", "间", 10, None)
    content = of(YEAR, years=(Year(2025, figures), Year(2026, figures)), checks=check)
    text, found = said(content), tables(content)
    assert "全年开展直播231场，同比增长" in text
    assert "环比" not in text
    assert "对照参考门槛自查，2项中达到1项，1项缺数据未作比较" in text
    assert [column.title for column in found["历年主要指标"].columns] == ["指标", "单位", "2025年", "2026年"]
    assert found["对照参考门槛自查"].texts[0][2:] == ("2,000", "3,000", "达到")
    assert "可在设置中修改" in found["对照参考门槛自查"].notes[0]
    assert [column.title for column in found["主要指标"].columns][2:] == ["本年", "上年", "同比（%）"]


@pytest.mark.parametrize("period", [QUARTER, YEAR])
def test_only_a_year_has_the_tables_of_years(period: Period) -> None:
    assert ("历年主要指标" in tables(of(period))) is False


def test_a_year_ago_known_in_part_is_not_compared() -> None:
    content = of(YEAR)
    partly = replace(
        content, figures=_changed(content.figures, content.figures.figures, ytd_comparable=False)
    )
    assert "本年数据不全，暂不作同比。" in said(partly)  # September is the last month with data
    growth = [row[4] for row in tables(partly)["分类目直播情况"].texts]
    assert set(growth) == {"…"}
    assert "类3,000.00万元、" in said(partly)
    whole = replace(partly, figures=replace(partly.figures, last_month_with_data=202612))
    assert "上年数据不全，暂不作同比。" in said(whole)
    growth = [row[-1] for row in tables(partly)["主要指标"].texts if row[0] == "直播场次"]
    assert growth == ["…"]


def test_every_figure_is_explained_with_its_source() -> None:
    content = made_up_rows.content()
    table = [block for block in blocks(content) if isinstance(block, Table)][-1]
    rows = {row[0]: row for row in table.texts}
    printed: tuple[Figure, ...] = content.figures.printed
    assert list(rows) == [figure.code for figure in printed]
    assert rows["L05"][5] == "已核对的直播场次记录"
    assert rows["B05T"][5] == "扶持台账"
    assert all(row[4] and row[5] for row in table.texts)


def test_compliance_is_one_line_for_the_base_with_each_kind_of_incident_in_its_column() -> None:
    found = tables(made_up_rows.content())
    assert found["就业与合规情况"].texts == (("1,205", "4,800", "96.5", "2", "2", "1", "0", "0", "1"),)
    assert found["安全与合规事件"].texts == (
        ("9月18日", "投诉", "快手", "沂蒙大妮", "买家反映发货超时", "已退款并约谈团队", "9月20日"),
    )


@pytest.mark.parametrize(
    ("name", "growth", "place", "words"),
    [
        ("last_year", "同比", 3, "上年同季数据不全，暂不作同比。"),
        ("last_month", "环比", 4, "上季数据不全，不作环比。"),
    ],
)
def test_a_quarter_told_over_other_months_than_an_earlier_one_is_not_compared_to_it(
    name: str, growth: str, place: int, words: str
) -> None:
    def opening(content: ReportContent) -> str:
        return next(line for line in said(content).splitlines() if "全季开展直播231场" in line)

    content = of(QUARTER)
    figures = _changed(content.figures, content.figures.figures, partly=frozenset({name}))
    partly = replace(content, figures=figures)
    assert growth in opening(content)
    assert words not in opening(content)
    assert f"，{growth}" not in opening(partly)
    assert words in opening(partly)
    cells = {row[0]: row[place] for row in tables(partly)["主要指标"].texts}
    assert cells["直播场次"] == "…"


def test_the_year_so_far_begins_in_january_where_earlier_months_were_entered_by_hand() -> None:
    figures = replace(made_up.full_month(), first_month_with_data=202608)
    assert "8至9月，累计开展直播" in said(ReportContent(figures))
    entered = _changed(figures, ["L01", "L05", "L10"], declared=frozenset({"ytd"}))
    text = said(ReportContent(entered))
    assert "1至9月，累计开展直播2,055场#，同比" in text
    assert "带#的为使用本系统前填报的历史数据。" in text
