"""The sample workbooks of the program: rosters first, then followers over time, then live results."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from db.engine import Session
from db.imports import Mode
from db.steps import Step, no_step
from desktop import assets
from desktop.excel.importing import Taken, load, memory_of, take

ORDER = (
    ("名册*", "streamers"),
    ("粉丝*", "streamers"),
    ("合同*", "contracts"),
    ("直播*", "lives"),
    ("供应链_1*", "partners"),
    ("供应链_2*", "qualifications"),
    ("供应链_3*", "products"),
    ("培训课程*", "courses"),
    ("培训台账*", "trainings"),
    ("培训签到*", "attendance"),
    ("培训考核*", "assessments"),
    ("培训证书*", "certificates"),
    ("品牌_台账*", "brands"),
    ("品牌_月度数据*", "metrics"),
    ("品牌_扶持台账*", "supports"),
    ("品牌_服务记录*", "services"),
    ("活动_台账*", "campaigns"),
    ("活动_场次归属*", "lives"),
)


def sample_files() -> Iterator[tuple[Path, str]]:
    """Yield every sample workbook with the kind of sheet it holds, in the order they are taken in."""
    folder = assets.path("samples")
    for pattern, kind in ORDER:
        for path in sorted(folder.glob(pattern)):
            yield path, kind


def take_samples(session: Session, step: Step = no_step) -> Iterator[Taken]:
    """Take in every sample workbook in the caller's transaction, yielding what each came to."""
    files = list(sample_files())
    for done, (path, kind) in enumerate(files):
        within = partial(_within, step, done, len(files))
        loaded = load(path, kind, memory=memory_of(session, kind), step=within)
        yield take(session, loaded, Mode.UPSERT, within)
    step(len(files), len(files))


def _within(step: Step, file: int, files: int, _done: int, _total: int) -> None:
    """Report the progress of one file as that of all."""
    step(file, files)
