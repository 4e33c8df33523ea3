"""What holds for every kind of sheet, also for those declared tomorrow."""

from functools import partial
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from db.engine import Database
from db.imports import Mode, Severity
from db.intake import KINDS, TITLES
from db.queries.memory import remember
from desktop.excel.exports import export
from desktop.excel.importing import memory_of, tables_in, take
from desktop.excel.samples import sample_files
from desktop.excel.sheets import open_book
from desktop.excel.templates import write_template
from tests.db.intake.invented_lines import LINES, fill
from tests.db.intake.sheets import PEOPLE, ROSTER, asked, mapped, take_in
from tests.desktop.excel.books import recognise, write_sheets

DECLARED = [name for name in KINDS if name not in ("streamers", "lives", "followers", "refunds", "baselines")]


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    tables = SQLModel.metadata.sorted_tables
    return {
        table.name: asked(database, f"SELECT * FROM {table.name} ORDER BY 1")  # noqa: S608 - our own names
        for table in tables
    }


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base with two streamers."""
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    return database


@pytest.mark.parametrize("name", DECLARED)
def test_what_is_exported_is_known_again_and_taking_it_in_changes_nothing(
    base: Database, tmp_path: Path, name: str
) -> None:
    with base.write() as session:
        fill(session, KINDS[name])
    file = tmp_path / "导出.xlsx"
    with base.read() as session:
        written = export(session, name, file)
    before = everything(base)
    book = open_book(file)
    with base.write() as session:
        assert recognise(book, partial(memory_of, session)) == name
        loaded = tables_in(book, name)
        taken = take(session, loaded, Mode.UPSERT)
    wrong = [one for one in taken.checked.problems if one.severity is Severity.ERROR]
    assert [(one.row, one.column, one.reason) for one in wrong] == []
    assert (taken.outcome.added, taken.outcome.updated) == (0, 0)
    assert taken.outcome.unchanged == written.rows >= LINES
    assert everything(base) == before


@pytest.mark.parametrize("name", list(KINDS))
def test_a_template_is_understood_column_by_column(tmp_path: Path, name: str) -> None:
    written = write_template(name, tmp_path / f"{TITLES[name]}.xlsx")
    book = open_book(written.path)
    (header, *_), kind = [row for _, row in book.sheets[0].rows], KINDS[name]
    del header
    found = tables_in(book, name).found[0]
    assert list(found.mapped.mapping.values()) == [column.name for column in kind.template]
    assert recognise(book) == name


def test_every_kind_has_a_title_of_its_own_and_labels_that_do_not_collide() -> None:
    assert len(set(TITLES.values())) == len(TITLES)
    for name, kind in KINDS.items():
        labels = [column.label for column in kind.template]
        assert sorted(labels) == sorted(set(labels)), name


AS_PEOPLE_MAKE_THEM = (
    ("streamers", "序号 昵称 抖音号 手机 姓名 身份证号 归属运营 签约日期 首播日期 粉丝数 合同到期 备注"),
    ("streamers", "姓名 手机号"),
    ("streamers", "姓名 手机号 签约日期 合同到期"),
    ("streamers", "姓名 快手号 粉丝数 状态"),
    ("streamers", "编号 姓名 艺名 状态"),
    ("streamers", "主播姓名 平台 账号 所属机构 签约时间 合同到期日 备注"),
    ("lives", "开播时间 直播间 GMV 订单数"),
    ("lives", "日期 账号 主播 时长 成交金额 观看人数"),
    ("followers", "平台 账号 日期 粉丝数"),
    ("followers", "统计日期 抖音号 粉丝量"),
    ("followers", "账号昵称 平台 粉丝总数 新增粉丝"),
    ("contracts", "合同编号 主播姓名 合同类型 签约机构 签约日期 到期日期"),
    ("contracts", "主播 合同类型 开始日期 结束日期 分成比例 底薪"),
    ("contracts", "主播姓名 手机 合同编号 起 止 分成比例 底薪"),
    ("courses", "课程名称 类别 学时 是否必修"),
    ("trainings", "培训主题 培训时间 地点 讲师 学时 应到人数"),
    ("trainings", "序号 日期 培训内容 讲师 地点 参加人数"),
    ("attendance", "培训编号 姓名 联系电话 签到"),
    ("attendance", "序号 姓名 单位 联系电话 签到 学时 备注"),
    ("attendance", "序号 姓名 电话 是否到场 签名"),
    ("assessments", "姓名 联系电话 成绩 是否合格 考核日期"),
    ("certificates", "姓名 证书名称 证书编号 等级 发证日期 有效期至"),
    ("partners", "企业名称 统一社会信用代码 法人 联系人 电话 主营产品 资质情况 备注"),
    ("partners", "序号 供应商名称 联系人 联系电话 主营类目 合作状态"),
    ("qualifications", "供应商 证照名称 证书号 到期日期"),
    ("qualifications", "企业名称 统一社会信用代码 资质名称 编号 有效期"),
    ("products", "企业名称 产品名称 规格 供货价 零售价 库存"),
    ("brands", "品牌名称 所属企业 类目 阶段 商标状态"),
    ("supports", "品牌 扶持项目 扶持类型 计划数量 已获数量 已用数量 单位 提供方"),
    ("services", "品牌 服务类型 服务内容 服务商 服务日期 时长"),
    ("metrics", "品牌 月份 GMV 订单数 复购人数 购买人数"),
    ("incidents", "发生日期 类型 平台 主播 事件经过 整改情况 办结日期"),
    ("incidents", "序号 日期 事件类型 事由 处理情况"),
    ("employment", "月份 从业人员 带动就业人数 测算方法"),
)


@pytest.mark.parametrize(("name", "header"), AS_PEOPLE_MAKE_THEM)
def test_a_sheet_as_people_make_it_is_known_by_its_header(tmp_path: Path, name: str, header: str) -> None:
    file = tmp_path / "表.csv"
    texts = header.split()
    file.write_text(f"{','.join(texts)}\n{','.join('1' for _ in texts)}\n", encoding="utf-8-sig")
    assert recognise(open_book(file)) == name


@pytest.mark.parametrize(("file", "name"), [pytest.param(*one, id=one[0].stem) for one in sample_files()])
def test_every_sample_is_known_by_its_headers(file: Path, name: str) -> None:
    assert recognise(open_book(file)) == name


def test_a_sheet_about_something_else_is_refused_with_what_can_be_done(tmp_path: Path) -> None:
    file = tmp_path / "表.csv"
    file.write_text("甲,乙,丙\n1,2,3\n", encoding="utf-8-sig")
    said = recognise(open_book(file))
    assert "请在“数据类型”里选择" in said
    assert [title for title in TITLES.values() if title not in said] == []


def test_what_was_read_so_before_is_read_so_again(base: Database, tmp_path: Path) -> None:
    header = ("姓名", "手机号", "签约日期", "合同到期")
    file = tmp_path / "表.csv"
    file.write_text(f"{','.join(header)}\n1,2,3,4\n", encoding="utf-8-sig")
    book = open_book(file)
    with base.write() as session:
        assert recognise(book, partial(memory_of, session)) == "streamers"
        remember(session, "contracts", header, {"姓名": "streamer_id"})
        assert recognise(book, partial(memory_of, session)) == "contracts"


def test_a_sheet_that_is_left_out_is_told_for_what_it_looks_like(tmp_path: Path) -> None:
    line = ("沂河商贸", "保险", "1", "2027-01-01")
    file = write_sheets(
        tmp_path / "供应链.xlsx",
        企业=[("企业名称", "法人", "联系人", "主营产品"), line],
        资质=[("企业名称", "资质类型", "证书编号", "有效期至"), line],
        随记=[("想到的", "以后"), line[:2]],
    )
    notes = tables_in(open_book(file), "partners").notes
    assert notes == (
        "工作表“资质”没有找到合作企业名单的表头，已跳过。它像是资质台账，请另外导入，数据类型选“资质台账”。",
        "工作表“随记”没有找到合作企业名单的表头，已跳过。",
    )
