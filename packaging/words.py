"""Gather what the program says and bring the catalogues up to date: ``make words``.

Two catalogues for each language: ``desktop`` holds what the window and the files say, ``db`` what rules,
labels and errors of ``db`` say (without what ``desktop`` knows already). A text built with an f-string is
kept as its form: f"{name}的合同" is "{0}的合同". Headers of other people's workbooks, patterns, prints and
the command line are not shown in the window and are left out.

    python packaging/words.py                  both catalogues anew, their .mo files with them
    python packaging/words.py desktop          one of them
    python packaging/words.py fill db FILE     put translations in: lines of JSON ["text", "translation"]
    python packaging/words.py list db          the texts without a translation, as such lines
"""

import argparse
import ast
import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("en",)
DOMAINS = ("desktop", "db")

_NOT_SHOWN = (
    *("desktop/cli", "desktop/reports", "desktop/windows/shots", "desktop/windows/founding.py"),
    *("desktop/windows/sample_", "desktop/i18n", "db/migrations", "db/search"),
)
"""Prints, commands, made-up names and patterns: never words of the window."""
_SENTENCES_ONLY = ("desktop/excel", "db/values", "db/intake/columns.py")
"""Where single words are headers and spellings of other people's workbooks."""
_WHOLE = (
    "db/values/kinds.py",
    "db/values/printing.py",
    "desktop/excel/templates.py",
    "desktop/excel/reading.py",
)
_HAN = re.compile("[\u3400-\u9fff]")
_PATTERN = re.compile(r"㐀|\\|\(\?|\[\^|\|| AND ")
_SENTENCE = re.compile(r"[，。“”：；？{]|请(?!假)|没有|不能|格式如|缺少|须")
_ALIASES_FROM = {"Shown": 1, "renamed": 2, "extra_column": 2}
"""From which argument on a call names headers of workbooks."""
_MANY = 6
"""So many bare words in a row are spellings to look for, not words to say (in db/intake)."""

_NEVER = {"中文", "语言 / Language", "一二三四", "&C第 &P 页，共 &N 页"}
"""The choice of language speaks both; numerals; the foot of a printed page."""
_MONTHS = tuple(f"{month}月" for month in range(1, 13))
"""Said as names, not as numbers; those of quarters are numerals (一)."""
_NOUNS = [
    "主播", "合同", "直播", "培训", "课程", "证书", "品牌", "扶持", "月度数据", "服务", "资质",
    "产品", "核验", "选品核验", "工单", "评价", "企业", "城市数据", "计划", "活动", "下级活动",
    "大事", "协议", "参与方", "考核", "学员", "嘉宾", "类目", "机构", "提醒", "阻断",
    "平台账号", "直播场次", "培训场次", "培训签到", "品牌月度数据", "品牌服务记录", "扶持记录",
    "计划与理念", "安全与合规事件", "就业情况", "历史数据", "入职节点", "入职流程节点", "节点",
    "必备资质", "评分项", "主营类目", "附件", "自建提醒",
]  # fmt: skip
"""Kinds of records, which are said otherwise within a sentence (New streamer) than alone (Streamers)."""
_HEADINGS = [
    "主播", "合同", "课程", "证书", "品牌", "产品", "企业", "工单", "评价", "活动", "大事", "协议",
    "月报", "平台账号", "机构",
]  # fmt: skip
"""Kinds of records, which are said otherwise over many of them (Brands) than of one (Brand)."""
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for a day where the format asks for one: what is compiled depends on the words alone."""

Texts = dict[str, set[str]]


def collect(root: Path = ROOT) -> dict[str, Texts]:
    """Return what is to be translated: {domain: {text: files that say it}}."""
    found: dict[str, Texts] = {}
    for domain in DOMAINS:
        found[domain] = {}
        for path in sorted((root / domain).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not name.startswith(_NOT_SHOWN):
                for text in texts_of(ast.parse(path.read_text("utf-8")), name):
                    found[domain].setdefault(text, set()).add(name)
    for text in _NEVER:
        found["desktop"].pop(text, None)
        found["db"].pop(text, None)
    found["desktop"] |= {text: {"desktop/cells.py"} for text in (*_MONTHS, *"一二三四")}
    found["desktop"] |= {f"noun:{text}": {"desktop/records/record_page.py"} for text in _NOUNS}
    found["desktop"] |= {f"heading:{text}": {"desktop/records/page.py"} for text in _HEADINGS}
    for text in found["desktop"]:
        found["db"].pop(text, None)
    return found


def texts_of(tree: ast.Module, name: str) -> Iterator[str]:
    """Return the Chinese texts and forms of a file that may reach the screen."""
    silent = _docstrings(tree) | _aliases(tree, name)
    only_sentences = name.startswith(_SENTENCES_ONLY) and not name.startswith(_WHOLE)
    asked = _asked(tree)
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
            text = form_of(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if not _HAN.search(text) or (_PATTERN.search(text) and id(node) not in asked):
            continue
        if not only_sentences or _SENTENCE.search(text) or id(node) in asked:
            yield text


def form_of(text: ast.JoinedStr) -> str:
    """Return an f-string as a form: its places numbered from 0."""
    parts: list[str] = []
    number = 0
    for part in text.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{number}}}")
            number += 1
    return "".join(parts)


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the texts that are explanations: a text that stands alone as a statement."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _aliases(tree: ast.Module, name: str) -> set[int]:
    """Return the texts that are other headers of a column."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        if name.startswith("db/intake/") and isinstance(node, ast.Tuple) and len(node.elts) >= _MANY:
            words = [each.value for each in node.elts if isinstance(each, ast.Constant)]
            if len(words) == len(node.elts) and not any(_SENTENCE.search(str(word)) for word in words):
                silent |= {id(each) for each in node.elts}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first = _ALIASES_FROM.get(node.func.id)
            given = [] if first is None else node.args[first:]
            silent |= {id(part) for each in given for part in ast.walk(each)}
    return silent


def _asked(tree: ast.Module) -> set[int]:
    """Return the texts that are handed to ``tr`` as they stand."""
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
    return {id(part) for call in calls if getattr(call.func, "id", "") == "tr" for part in ast.walk(call)}


def catalogue_file(domain: str, language: str) -> Path:
    """Return where a catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def load(domain: str, language: str) -> Catalog:
    """Return a catalogue, an empty one where there is none yet."""
    file = catalogue_file(domain, language)
    if not file.exists():
        return Catalog(locale=language, domain=domain)
    with file.open("rb") as opened:
        return read_po(opened, locale=language, domain=domain)


def refreshed(known: dict[str, str], texts: Texts, language: str) -> Catalog:
    """Return a catalogue of exactly these texts with the translations known; in the order of their files."""
    made = Catalog(locale=language, project="BaseDesk", charset="utf-8", fuzzy=False)
    made.header_comment = "# What the window says in another language; made by `make words`."
    for text, files in sorted(texts.items(), key=lambda item: (min(item[1]), item[0])):
        made.add(text, string=known.get(text, ""), locations=[(file, 0) for file in sorted(files)])
    return made


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as text; no lines and dates, so that only what changed differs."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, include_lineno=False, omit_header=False)
    kept = [
        line
        for line in buffer.getvalue().split(b"\n")
        if not re.match(rb'"(POT|PO|Project|Report|Last|Generated)', line)
    ]
    return b"\n".join(kept)


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue compiled: only what is translated."""
    bare = Catalog(locale=catalogue.locale, charset="utf-8", fuzzy=False)
    for message in catalogue:
        if message.id and message.string:
            bare.add(message.id, string=message.string)
    bare.creation_date = bare.revision_date = _NO_DAY
    buffer = io.BytesIO()
    write_mo(buffer, bare)
    return buffer.getvalue()


def save(catalogue: Catalog, domain: str, language: str) -> None:
    """Write a catalogue and what it compiles to."""
    file = catalogue_file(domain, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(as_po(catalogue))
    file.with_suffix(".mo").write_bytes(as_mo(catalogue))


def refresh(domain: str) -> None:
    """Bring the catalogues of a domain up to date and say what is missing."""
    texts = collect()[domain]
    for language in LANGUAGES:
        before = [load(each, language) for each in (*DOMAINS, domain)]  # a text may move to the other side
        known = {str(each.id): str(each.string) for one in before for each in one if each.id and each.string}
        made = refreshed(known, texts, language)
        save(made, domain, language)
        missing = sum(1 for message in made if message.id and not message.string)
        print(
            f"{catalogue_file(domain, language).relative_to(ROOT)}: {len(made)} texts, {missing} to translate"
        )


def fill(domain: str, file: Path) -> None:
    """Put translations into the English catalogue of a domain; tell those it does not know."""
    catalogue = load(domain, "en")
    for line in file.read_text("utf-8").splitlines():
        text, said = json.loads(line) if line.strip() else ("", "")
        message = catalogue.get(text) if text else None
        if message is not None:
            message.string = said
        elif text:
            print(f"not in {domain}: {text}", file=sys.stderr)
    save(catalogue, domain, "en")


def untranslated(domain: str) -> None:
    """Print the texts of a domain without a translation, ready to be filled in."""
    for message in load(domain, "en"):
        if message.id and not message.string:
            print(json.dumps([message.id, ""], ensure_ascii=False))


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=("all", "fill", "list", *DOMAINS))
    parser.add_argument("domain", nargs="?", choices=DOMAINS)
    parser.add_argument("file", nargs="?", type=Path)
    asked = parser.parse_args()
    if asked.what == "fill":
        fill(asked.domain, asked.file)
    elif asked.what == "list":
        untranslated(asked.domain)
    else:
        for domain in DOMAINS if asked.what == "all" else (asked.what,):
            refresh(domain)


if __name__ == "__main__":
    main()
