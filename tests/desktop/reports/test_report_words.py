"""What a reader of the report meets: names of annexes, the latest trainings, corrections, words of print."""

from dataclasses import replace

from db.queries.report_differences import WORDING, Change
from desktop.reports import monthly
from desktop.reports.chapters.annexes import names
from desktop.reports.document import AttachmentTitle, Numbering
from desktop.reports.wording import tight
from tests.desktop.reports import made_up, made_up_rows
from tests.desktop.reports.test_chapters import QUARTER, blocks, of, said, tables


def test_every_annex_bears_the_name_attachments_give_it() -> None:
    for content in (of(QUARTER), replace(made_up_rows.content(), corrections=())):
        titles = [block.title for block in blocks(content) if isinstance(block, AttachmentTitle)]
        assert titles == list(names(content))
        assert titles[1] == f"{content.words}直播场次台账"


def test_a_long_year_of_trainings_shows_the_latest_ones() -> None:
    content = made_up_rows.content()
    lines = tuple(made_up_rows.training(number) for number in range(20))
    shown = replace(content, parts=replace(content.parts, trainings=lines))
    assert [row[1] for row in tables(shown)["培训活动情况"].texts] == [line.title for line in lines[5:]]
    assert "列示最近15场" in said(shown)


def test_a_correction_says_so_at_once_and_counts_its_figures_without_its_words() -> None:
    content = made_up_rows.content()
    text = Change(WORDING, "文字表述", "", "见原报告", "见本报告", "表述有误")
    gmv = Change("L05", "支付GMV", "万元", "1.00", "2.00", "补录订单")
    told = said(replace(content, corrections=(gmv, text)))
    assert told.startswith("本报告对原报送的内容作了更正，更正情况见附件7。现将")
    assert "经核实有1项数据与原报送数不一致，部分文字表述需要修改，现更正如下：" in told
    assert "经核实部分文字表述需要修改，现更正如下：" in said(replace(content, corrections=(text,)))
    assert said(replace(content, corrections=())).startswith("现将")


def test_more_platforms_than_a_sentence_holds_are_named_in_part() -> None:
    content = made_up_rows.content()
    many = replace(content, figures=replace(content.figures, platforms=made_up.platforms(12)))
    assert "共在12个平台开播，包括快手、抖音、淘宝、视频号、拼多多、京东、小红书、B站等。" in said(many)


def test_numbers_of_the_window_lose_their_blanks_in_print() -> None:
    assert tight("近3个月GMV 246.25 万元，还差 53.75 万元") == "近3个月GMV 246.25万元，还差53.75万元"
    assert tight("9月12日升阶至S3 成长培育：A b") == "9月12日升阶至S3成长培育：A b"


def test_page_numbers_stand_where_the_base_wants_them() -> None:
    centred = replace(made_up_rows.content(), numbering=Numbering.CENTRED)
    assert monthly.lay_out(centred, made_up.DAY).numbering is Numbering.CENTRED
