"""Names of people as a roster writes them: 张 三, 张三（主）, 张三/李四, 阿卜杜·热合曼."""

import re
import unicodedata

from db.errors import BadValue
from db.values.kinds import Raw
from db.values.text import MISSING, brief, clean, is_missing, read_text

SEVERAL_NAMES = "一格里有{count}个姓名（{names}），请一人一行"
ROLE = re.compile(r"[（(【\[]([^）)】\]]*)[）)】\]]")
"""What stands in brackets beside a name: 主, 运营, a stage name."""

_SHORTEST, _LONGEST = 2, 30
_USUAL = range(2, 5)
_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_WORD = re.compile(f"{_HAN}+")
_LONGEST_HAN = 4
_SEVERAL = re.compile(rf"[/／、,，;；&＆+＋|\n]|(?<={_HAN}{_HAN})[-—–](?={_HAN}{_HAN})")
_AND = re.compile(rf"({_HAN}{{2,4}})(?:和|与|及)({_HAN}{{2,4}})")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
    "钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康乔齐"
    "葛季庞聂颜樊庄殷闵臧伏窦解公"
)
_DOTS = str.maketrans("•・.．‧", "·····")
_IN_NAMES = "·'’ -"


class SeveralNamesError(BadValue):
    """A cell for one person names several."""


def read_name(raw: Raw) -> tuple[str | None, str]:
    """Return a person's name (张 三, 张三（主） → 张三) and a remark; SeveralNamesError for two names."""
    if isinstance(raw, str) and raw.isalpha() and raw not in MISSING and len(raw) in _USUAL:
        return unicodedata.normalize("NFC", raw), ""  # what nearly every cell holds
    if is_missing(raw):
        return None, ""
    roles = "、".join(roles_in(raw))
    names = names_in(raw)
    if len(names) > 1:
        count = "两" if len(names) == _SHORTEST else str(len(names))
        raise SeveralNamesError(SEVERAL_NAMES.format(count=count, names=brief("、".join(names))))
    text = names[0] if names else ""
    if any(letter.isdigit() for letter in text):
        raise BadValue("姓名里不能有数字，艺名请填在“艺名”列")
    if not all(letter.isalpha() or letter in _IN_NAMES or "\ue000" <= letter <= "\uf8ff" for letter in text):
        raise BadValue("姓名里有表情或符号，艺名请填在“艺名”列")
    if not _SHORTEST <= len(text) <= _LONGEST:
        raise BadValue(f"姓名应为 {_SHORTEST} 至 {_LONGEST} 个字，请填写实名")
    return text, f"已去掉括号里的“{roles}”" if roles else ""


def names_in(raw: Raw) -> list[str]:
    """Return the names in a cell for one name, without roles, blanks inside short Chinese ones taken out."""
    text = ROLE.sub("", read_text(raw, lines=True).replace("\u200d", "").replace("\u3000", " "))
    names = [name for part in _SEVERAL.split(text) if (name := _tidy(part))]
    return [name for one in names for name in _apart(one)]


def roles_in(raw: Raw) -> list[str]:
    """Return what stands in brackets beside a name: 主, 运营, 小麦."""
    return [role for found in ROLE.findall(read_text(raw)) if (role := clean(found))]


def split_names(text: str) -> list[str]:
    """Return the names in a cell that may hold several, without roles in brackets."""
    return [name for part in _SEVERAL.split(ROLE.sub("", text)) if (name := part.strip())]


def _tidy(part: str) -> str:
    """Return one name with single blanks; 张 三 and 诸葛 亮 without any, dots all of one sort."""
    words = clean(part).split()
    tight = "".join(words)
    is_short = len(tight) <= _LONGEST_HAN and _WORD.fullmatch(tight) is not None
    return tight if is_short and any(len(word) == 1 for word in words) else " ".join(words).translate(_DOTS)


def _apart(name: str) -> list[str]:
    """Return 张三和李四 and 张三 李四 as two names; only where both begin with a surname that is common."""
    parts = name.split(" ")
    if found := _AND.fullmatch(name):
        parts = list(found.groups())
    both = len(parts) > 1 and all(_is_full(part) for part in parts)
    return parts if both else [name]


def _is_full(part: str) -> bool:
    """Say whether a word is a whole Chinese name of its own."""
    return _SHORTEST <= len(part) < _LONGEST_HAN and part[0] in _SURNAMES and bool(_WORD.fullmatch(part))
