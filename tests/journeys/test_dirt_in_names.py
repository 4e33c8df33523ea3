"""People, numbers and companies as rosters write them, through the import: what is stored, what is said."""

from datetime import date
from pathlib import Path
from typing import Any

from db.engine import Database
from tests.db.identity_numbers import id_no
from tests.journeys.dirty_sheets import FIRST, Said, asked, roster_cells, sentence, take_in, write

BORN = [date(1990, 5, day) for day in range(1, 9)]
GOOD = [id_no(day, serial=13) for day in BORN]
WHOLE = {
    f"{GOOD[1][:6]} {GOOD[1][6:14]} {GOOD[1][14:]}": GOOD[1],
    GOOD[2].translate({digit + 48: digit + 0xFF10 for digit in range(10)}): GOOD[2],
    f"'{GOOD[3]}": GOOD[3],
    f"{GOOD[4]}\t": GOOD[4],
    "11010519491231002x": "11010519491231002X",
}
BROKEN: dict[Any, str] = {
    371302199801011000: "请把该列设为“文本”格式后重新填写",
    371302900503001: "请把该列设为“文本”格式后重新填写",
    "3.71302E+17": "请把该列设为“文本”格式后重新填写",
    "1.1e17": "请把该列设为“文本”格式后重新填写",
    "371302199801011000": "疑似被Excel截断",
    "371302199801011001": "校验位不对",
    "371302900503001": "15位旧身份证号",
    "37130219980101100": "应为18位，现有 17 位",
}


def test_rows_9_to_11_numbers_a_spreadsheet_spoiled_are_refused_and_the_others_tidied(
    sqlite_database: Database, tmp_path: Path
) -> None:
    found = roster_cells(sqlite_database, tmp_path, ("身份证号", "id_no_tail"), [*WHOLE, *BROKEN])
    assert {cell: found[cell] for cell in WHOLE} == {
        cell: Said(number[-4:]) for cell, number in WHOLE.items()
    }
    for cell, wanted in BROKEN.items():
        assert found[cell].stored is None, cell
        assert wanted in found[cell].sentence, cell


PHONES = {
    "138 0013 8000": "8000",
    "+86 13800138001": "8001",
    "138-0013-8002": "8002",
    "１３８００１３８００３": "8003",
    "(86)13800138004": "8004",
    13800138005: "8005",
    "0539-8123456": "3456",
    "13800138006(微信同号)": "8006",
    "电话13800138007": "8007",
}
ODD_PHONES = {
    "13800138014.0": ("8014", "数字格式"),
    "1380013801": (None, "11 位"),
    "1.38E+10": (None, "请把该列设为“文本”格式"),
    "微信abc": (None, "不是电话号码"),
    "0539-8123457转101": ("3457", "分机号没有记录"),
}


def test_row_12_phones_are_reduced_to_their_digits(sqlite_database: Database, tmp_path: Path) -> None:
    found = roster_cells(sqlite_database, tmp_path, ("手机号", "phone_tail"), [*PHONES, *ODD_PHONES])
    assert {cell: found[cell] for cell in PHONES} == {cell: Said(tail) for cell, tail in PHONES.items()}
    for cell, (tail, wanted) in ODD_PHONES.items():
        assert found[cell].stored == tail, cell
        assert wanted in found[cell].sentence, cell


def test_row_13_a_phone_of_two_people_is_asked_about_and_nobody_is_merged(
    sqlite_database: Database, tmp_path: Path
) -> None:
    rows = [("田小麦", "13800138000"), ("谷小米", "13800138000"), ("高粱", "13700137000")]
    taken = take_in(sqlite_database, write(tmp_path / "名册.xlsx", ("姓名", "手机号"), rows), "streamers")
    assert taken.outcome.added == 3
    assert "手机号与第 2 行相同" in sentence(taken, 3)
    again = [("麦小冬", "13700137000")]
    taken = take_in(sqlite_database, write(tmp_path / "新.xlsx", ("姓名", "手机号"), again), "streamers")
    assert taken.outcome.added == 1
    assert "与库中另一位主播相同" in sentence(taken, 2)


NAMES = {
    "张 三": "张三",
    "张\u3000三": "张三",
    "诸葛 亮": "诸葛亮",
    "欧阳 修 文": "欧阳修文",
    "阿卜杜·热合曼": "阿卜杜·热合曼",
    "阿卜杜 热合曼": "阿卜杜 热合曼",
    "古丽•娜尔": "古丽·娜尔",
    "John Smith": "John Smith",
    "和加买提": "和加买提",
    "买买提和加": "买买提和加",
    "张三\u200b": "张三",
}
ROLES = {"张三（主）": "主", "【主播】张三": "主播", "张三(运营)": "运营", "张三（主）（副）": "主、副"}
TWO = ("张三/李四", "张三、李四", "张三 李四", "张三\n李四", "张三和李四", "张三&李四", "张三—李四")
NO_NAMES = {
    "小麦🌾": "艺名请填在“艺名”列",
    "张三1": "艺名请填在“艺名”列",
    "王": "请填写实名",
    "无": "请填写姓名",
}


def test_row_14_blanks_and_roles_go_and_two_names_are_not_one_person(
    sqlite_database: Database, tmp_path: Path
) -> None:
    cells = [*NAMES, *ROLES, *TWO, *NO_NAMES]
    found = roster_cells(sqlite_database, tmp_path, ("姓名", "name"), cells)
    assert {cell: found[cell] for cell in NAMES} == {cell: Said(name) for cell, name in NAMES.items()}
    assert {cell: found[cell].stored for cell in ROLES} == dict.fromkeys(ROLES, "张三")
    assert all(role in found[cell].sentence for cell, role in ROLES.items())
    assert all(found[cell].stored is None for cell in (*TWO, *NO_NAMES))
    assert all("两个姓名（张三、李四），请一人一行" in found[cell].sentence for cell in TWO)
    assert all(wanted in found[cell].sentence for cell, wanted in NO_NAMES.items())


def test_row_25_a_company_is_found_without_its_legal_suffix_and_the_code_wins_over_the_name(
    sqlite_database: Database, tmp_path: Path
) -> None:
    header = ("企业名称", "统一社会信用代码", "联系人")
    first = [
        ("临沂麦田商贸有限公司", "91330100799655058B", "甲"),
        ("Green Field Trading", None, "甲"),
        ("麦香百货店", None, "甲"),
    ]
    take_in(sqlite_database, write(tmp_path / "一.xlsx", header, first), "partners")
    second = [
        ("临沂 麦田商贸", None, "乙"),
        ("GreenField Trading Co., Ltd.", None, "乙"),
        ("麦香百货店（个体工商户）", None, "乙"),
    ]
    taken = take_in(sqlite_database, write(tmp_path / "二.xlsx", header, second), "partners")
    assert (taken.outcome.added, taken.outcome.updated) == (0, 3)
    third = [("山东麦田供应链有限公司", "91330100799655058b", "丙")]
    taken = take_in(sqlite_database, write(tmp_path / "三.xlsx", header, third), "partners")
    assert (taken.outcome.added, taken.outcome.updated) == (0, 1)
    assert asked(sqlite_database, "SELECT contact FROM org ORDER BY id") == [("丙",), ("乙",), ("乙",)]


CODES = {
    "91330100799655058B": "",
    "９１３３０１００７９９６５５０５８Ｂ": "",
    "9133 0100 7996 5505 8b": "",
    "9133O1O0799655058B": "是否应为 91330100799655058B",
    "913301007996550S8B": "核对是否应为数字",
    "799655058": "旧的组织机构代码",
    "79965505-8": "旧的组织机构代码",
    "91330100799655058": "应为18位，现有 17 位",
    "91330100799655058C": "校验位不对",
}


def test_row_26_a_credit_code_is_held_to_its_checksum_and_misread_letters_are_suggested(
    sqlite_database: Database, tmp_path: Path
) -> None:
    for at, (cell, wanted) in enumerate(CODES.items()):
        file = write(
            tmp_path / f"{at}.xlsx", ("企业名称", "统一社会信用代码", "联系人"), [("麦田商贸", cell, "甲")]
        )
        taken = take_in(sqlite_database, file, "partners")
        assert wanted in sentence(taken, FIRST), cell
        assert bool(taken.outcome.rejected) is bool(wanted), cell
    assert asked(sqlite_database, "SELECT name, credit_code FROM org") == [("麦田商贸", "91330100799655058B")]


PLATFORMS = {
    "KS": "快手",
    "ks ": "快手",
    "快": "快手",
    "ｋｓ": "快手",
    "快手号": "快手",
    "DY": "抖音",
    "抖": "抖音",
    "抖音小店": "抖音",
    "tiktok": "抖音",
    "TB": "淘宝",
    "视频": "视频号",
    "WX": "视频号",
    "PDD": "拼多多",
    "JD": "京东",
    "XHS": "小红书",
    "红": "小红书",
    "bilibili": "B站",
}


def test_row_28_platforms_are_known_by_their_shorthand(sqlite_database: Database, tmp_path: Path) -> None:
    cells = [*PLATFORMS, "西瓜", "抖音/快手"]
    rows = [(f"麦{chr(0x4E00 + at)}", f"138{at:08}", cell, f"a{at}") for at, cell in enumerate(cells)]
    file = write(tmp_path / "名册.xlsx", ("姓名", "手机号", "平台", "账号"), rows)
    taken = take_in(sqlite_database, file, "streamers")
    found = dict(asked(sqlite_database, "SELECT account_no, platform FROM platform_account"))
    assert {cell: found.get(f"a{at}") for at, cell in enumerate(PLATFORMS)} == PLATFORMS
    assert "可填：快手、抖音" in sentence(taken, len(PLATFORMS) + FIRST)
    assert "只能填一项" in sentence(taken, len(PLATFORMS) + FIRST + 1)


STAGE_NAMES = {
    "小麦🌾": "小麦🌾",
    "👨\u200d👩\u200d👧一家": "👨\u200d👩\u200d👧一家",
    "\u200d小米": "小米",
    "小\u200b米粒": "小米粒",
    "麦\n田": "麦 田",
    "\u3000小满\u3000": "小满",
    "🇨🇳小红": "🇨🇳小红",
    "麦❤️": "麦❤️",
    "\ufeff小雨": "小雨",
    "\u202e小雪": "小雪",
}


def test_row_30_stage_names_keep_their_emoji_and_lose_what_cannot_be_seen(
    sqlite_database: Database, tmp_path: Path
) -> None:
    found = roster_cells(sqlite_database, tmp_path, ("艺名", "stage_name"), list(STAGE_NAMES))
    assert found == {cell: Said(name) for cell, name in STAGE_NAMES.items()}
