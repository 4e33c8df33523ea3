"""The words of the command line; nothing is loaded for them, so that ``--help`` answers at once."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from db.errors import BadValue
from db.intake import TITLES

if TYPE_CHECKING:
    from db.queries.periods import Period

MODES = ("upsert", "add", "update", "check")
ACCEPTED = ("old-id", "misread-code", "several-names")
_ACCEPT_HELP = "收下：15位旧身份证号换算成18位、信用代码里的字母O、I改成数字、一格里的几个姓名拆成几行"
_MONTH = re.compile(r"(20\d\d)-?(0[1-9]|1[0-2])")
_MONTH_WANTED = "月份要写成 2026-09"
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_QUARTER = re.compile(r"20\d\d[Qq][1-4]")
_QUARTER_WANTED = "季度要写成 2026Q3"
_DAYS_WANTED = "要写成 2026-09-30、2026-09、2026Q3 或 2026"
AUTOMATIC = "auto"
"""The kind of each sheet is told by its header."""
_AUTOMATIC_HELP = f"{AUTOMATIC} 按表头自动识别，每张工作表各按各的类型"
_GIVEN_HELP = "表里没有这一列、而每一行都相同的内容，如 平台=快手、年份=2026；可以写几次"
_PAIR_WANTED = "请写成 列=内容，例如 平台=快手。"
_KIND_HELP = "，".join(f"{name} {title}" for name, title in TITLES.items())


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        self.exit(2, f"命令写得不对（{message}），请看 basedesk --help。\n")


class Version(argparse.Action):
    """Prints the installed version; looking it up would slow down every other command."""

    def __call__(self, parser: argparse.ArgumentParser, *_others: object) -> None:
        """Print it and leave."""
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 30 ms

        try:
            print(f"BaseDesk {version('basedesk')}")
        except PackageNotFoundError:
            print("BaseDesk")
        parser.exit()


def load(place: str) -> Callable[[argparse.Namespace], int]:
    """Return the function a command stands for (``module:function``), loading its module only now."""
    module, name = place.split(":")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(f"desktop.cli.{module}"), name)
    return found


def build_parser() -> Parser:
    """Return the parser of all commands; each sets ``run`` to where its function lives."""
    made = Parser(prog="basedesk", description="BaseDesk 直播基地管家：不带命令时打开窗口。")
    made.add_argument("--db", metavar="PATH_OR_URL", help="数据库文件，或 postgresql://… 地址")
    made.add_argument("--version", action=Version, nargs=0, help="显示版本")
    made.set_defaults(run="showing:open_window")
    commands = made.add_subparsers(title="命令", metavar="COMMAND", parser_class=Parser)
    _add_files(commands)
    _add_batches(commands)
    _add_figures(commands)
    _add_brand(commands)
    _add_people(commands)
    _add_safekeeping(commands)
    _add_showing(commands)
    return made


def month(text: str) -> int:
    """Return 2026-09 as 202609."""
    match = _MONTH.fullmatch(text)
    if not match:
        raise argparse.ArgumentTypeError(_MONTH_WANTED)
    return int(match[1] + match[2])


def period(text: str) -> "Period":
    """Return the period of 2026-09, 2026Q3 or 2026."""
    from db.queries.periods import read_period  # noqa: PLC0415 - no other command needs it

    try:
        return read_period(text)
    except BadValue as wrong:
        raise argparse.ArgumentTypeError(f"{wrong.label}{wrong.reason}") from None


def quarter(text: str) -> "Period":
    """Return the period of 2026Q3."""
    if not _QUARTER.fullmatch(text):
        raise argparse.ArgumentTypeError(_QUARTER_WANTED)
    return period(text)


def days(text: str) -> "Period | date":
    """Return a day, or the period of a month, a quarter or a year."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else period(text)
    except (ValueError, argparse.ArgumentTypeError):
        raise argparse.ArgumentTypeError(_DAYS_WANTED) from None


def _pair(text: str) -> tuple[str, str]:
    """Read “列=内容”; argparse says what is wanted when it is anything else."""
    label, _, value = text.partition("=")
    if not label.strip() or not value.strip():
        raise argparse.ArgumentTypeError(_PAIR_WANTED)
    return label.strip(), value.strip()


def _add_files(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare import, export, template."""
    taking = commands.add_parser("import", help="导入 .xlsx 或 .csv 文件")
    kinds = (AUTOMATIC, *TITLES)
    taking.add_argument("kind", choices=kinds, metavar="KIND", help=f"{_AUTOMATIC_HELP}；{_KIND_HELP}")
    taking.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taking.add_argument("--sheet", metavar="NAME", help="只读这个工作表")
    taking.add_argument(
        "--given", action="append", type=_pair, default=[], metavar="列=内容", help=_GIVEN_HELP
    )
    taking.add_argument("--mode", choices=MODES, default="upsert", help="新增或更新、新增、更新、仅校验")
    order = taking.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="5/9/2026 是 9 月 5 日")
    order.add_argument("--month-first", action="store_true", help="5/9/2026 是 5 月 9 日")
    taking.add_argument("--accept", action="append", choices=ACCEPTED, default=[], help=_ACCEPT_HELP)
    taking.add_argument("--erase-empty", action="store_true", help="空白单元格清空已登记的内容（默认不动）")
    kept = "导入后手工改过的内容：keep 保留（默认），overwrite 用文件的"
    taking.add_argument("--conflicts", choices=("keep", "overwrite"), default="keep", help=kept)
    taking.add_argument("--errors", type=Path, metavar="FILE.xlsx", help="把错误行另存成表")
    taking.add_argument("--json", action="store_true", help="只输出 JSON")
    taking.set_defaults(run="files:import_files")
    giving = commands.add_parser("export", help="导出为可再次导入的 .xlsx")
    giving.add_argument("kind", choices=tuple(TITLES), metavar="KIND", help=_KIND_HELP)
    giving.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    giving.add_argument("--full", action="store_true", help="证件号、电话不脱敏（记入审计记录）")
    giving.set_defaults(run="files:export_file")
    empty = commands.add_parser("template", help="写一份空的导入模板")
    empty.add_argument("kind", choices=tuple(TITLES), metavar="KIND", help=_KIND_HELP)
    empty.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    empty.set_defaults(run="files:write_empty")


def _add_batches(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare batches, undo."""
    listing = commands.add_parser("batches", help="导入批次：时间、操作人、文件、结果、是否已撤销")
    listing.add_argument("--json", action="store_true", help="只输出 JSON")
    listing.set_defaults(run="batches:list_batches")
    undoing = commands.add_parser("undo", help="撤销一批导入；撤销本身也能再撤销（即恢复）")
    undoing.add_argument(
        "batch", type=int, metavar="BATCH", help="批次号：import --json 的 batch，或见 batches"
    )
    undoing.add_argument("--check", action="store_true", help="只看会移除、还原、保留多少，不写入")
    undoing.add_argument("--json", action="store_true", help="只输出 JSON")
    undoing.set_defaults(run="batches:undo_batch")


def _add_figures(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare figures, report, training."""
    written = "2026-09（月）、2026Q3（季）或 2026（年）"
    figures = commands.add_parser("figures", help="某月、某季或某年的全部指标")
    figures.add_argument("period", type=period, metavar="PERIOD", help=written)
    figures.add_argument("--json", action="store_true", help="只输出 JSON：金额为分，时长为分钟，比率为小数")
    figures.set_defaults(run="figures:show_figures")
    report = commands.add_parser("report", help="生成月报、季报或年报的 PDF 和 Excel")
    report.add_argument("period", type=period, metavar="PERIOD", help=written)
    report.add_argument("--out", type=Path, required=True, metavar="DIR")
    report.add_argument("--fonts", action="store_true", help="说明 PDF 用了哪些字体")
    report.add_argument("--json", action="store_true", help="只输出 JSON")
    report.set_defaults(run="figures:make_report")
    training = commands.add_parser("training", help="生成某月培训台账和每场签到登记表（Excel）")
    training.add_argument("month", type=month, metavar="YYYY-MM")
    training.add_argument("--out", type=Path, required=True, metavar="DIR")
    training.add_argument("--json", action="store_true", help="只输出 JSON：文件位置和场次、人次、人数、学时")
    training.set_defaults(run="training:make_registers")


def _add_brand(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare brand."""
    brand = commands.add_parser("brand", help="生成一个品牌的两页档案（PDF）")
    brand.add_argument("code", metavar="CODE", help="品牌编号或名称")
    brand.add_argument("--out", type=Path, required=True, metavar="DIR")
    brand.add_argument("--json", action="store_true", help="只输出 JSON")
    brand.set_defaults(run="brands:make_file")


def _add_people(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare relations, income, roster and givings: tables of people, and who was given them."""
    relations = commands.add_parser("relations", help="生成机构—主播关系表（Excel）")
    relations.add_argument("days", type=days, nargs="?", metavar="WHEN", help=f"{_DAYS_WANTED}，默认今天")
    relations.set_defaults(run="people:make_relations")
    income = commands.add_parser("income", help="生成主播季度收入表（Excel），不是纳税申报表")
    income.add_argument("quarter", type=quarter, metavar="YYYYQn", help=_QUARTER_WANTED)
    income.set_defaults(run="people:make_income")
    roster = commands.add_parser("roster", help="生成主播名册附件（Excel）")
    roster.set_defaults(run="people:make_roster")
    given = commands.add_parser(
        "givings", help="生成个人信息对外提供记录（Excel）：何时、何人、提供给谁、用途"
    )
    given.set_defaults(run="people:make_record")
    for each in (relations, income, roster, given):
        each.add_argument("--out", type=Path, required=True, metavar="DIR")
        each.add_argument("--json", action="store_true", help="只输出 JSON")
    for each in (relations, income, roster):
        each.add_argument("--full", action="store_true", help="证件号、手机号不脱敏，要写明用途和接收方")
        each.add_argument("--reason", default="", metavar="TEXT", help="用途，记入审计记录")
        each.add_argument("--to", default="", metavar="NAME", help="接收方，记入审计记录")


def _add_safekeeping(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare check, backup, restore."""
    check = commands.add_parser("check", help="检查数据库是否完好")
    check.add_argument("--mend", action="store_true", help="先按场次明细重新汇总各月，再检查")
    check.set_defaults(run="safekeeping:check_database")
    backup = commands.add_parser("backup", help="备份数据库并核对备份")
    backup.add_argument("folder", type=Path, metavar="DIR")
    backup.set_defaults(run="safekeeping:back_up")
    restore = commands.add_parser("restore", help="用备份恢复数据库（原文件另存）")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run="safekeeping:restore")


def _add_showing(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare demo, shots."""
    demo = commands.add_parser("demo", help="用示例数据走一遍主要工作")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR")
    demo.add_argument("--open", action="store_true", help="最后打开窗口")
    demo.set_defaults(run="showing:run_demo")
    shots = commands.add_parser("shots", help="给每个页面存一张截图")
    shots.add_argument("--out", type=Path, required=True, metavar="DIR")
    shots.set_defaults(run="showing:take_shots")
