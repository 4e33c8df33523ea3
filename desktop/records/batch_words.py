"""An import in words: what kind, under which name, by whom and when, what it did, whether it stands."""

from datetime import date

from db.intake import TITLES
from db.queries.batches import MERGE, Batch
from desktop import cells
from desktop.i18n import tr


def kind_words(batch: Batch) -> str:
    """Return what kind of sheet was taken in, or that records were merged."""
    return tr("合并重复记录") if batch.kind == MERGE else tr(TITLES.get(batch.kind, batch.kind))


def deed_words(batch: Batch) -> str:
    """Return what was done, in one word: sheets are taken in, records are merged."""
    return tr("合并") if batch.kind == MERGE else tr("导入")


def name_words(batch: Batch) -> str:
    """Return the name of the file, or what else it is called."""
    return batch.file_name or kind_words(batch)


def time_words(batch: Batch, today: date) -> str:
    """Return when it was, without the year when it is this one."""
    whole = cells.moment(batch.at)
    return whole.removeprefix(f"{today.year}-")


def who_words(batch: Batch) -> str:
    """Return who did it."""
    return batch.by or tr("本机用户")


def state_words(batch: Batch) -> str:
    """Return whether it stands."""
    return tr("已撤销") if batch.is_undone else tr("有效")


def count_words(batch: Batch) -> str:
    """Return what it did, what did not happen left out: 新增 100 · 更新 12 · 错误 3."""
    parts = (
        (tr("新增 {count}"), batch.added),
        (tr("更新 {count}"), batch.updated),
        (tr("不变 {count}"), batch.unchanged),
        (tr("错误 {count}"), batch.rejected),
        (tr("冲突 {count}"), batch.conflicts),
        (tr("警告 {count}"), batch.warnings),
    )
    return " · ".join(words.format(count=f"{count:,}") for words, count in parts if count)
