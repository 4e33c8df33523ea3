"""Write the registers of training: the one way the window and the command share."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.engine import Session
from db.queries import indicators
from db.queries.training import Roll, roll
from db.queries.training_month import MonthRegister, month_register
from db.steps import Step, no_step
from desktop import cells
from desktop.reports import training_book, xlsx
from desktop.saving import safe_name, save


@dataclass(frozen=True, slots=True)
class MadeRegisters:
    """The workbook of a month, one of each training in it, and what the user has to know."""

    register: MonthRegister
    month: Path
    trainings: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def make_register(
    session: Session, training_id: int, folder: Path, day: date | None = None
) -> tuple[Path, str]:
    """Write the register of one training; returns where it lies and a Chinese note. Raises FileTrouble."""
    found = roll(session, training_id)
    book = training_book.session_book(found, indicators.base_facts(session), day or date.today())
    return save(folder / _name(found), xlsx.pack(book))


def make_registers(
    session: Session, month: int, folder: Path, step: Step = no_step, day: date | None = None
) -> MadeRegisters:
    """Write the registers of a month (202609): all of it, and each training. As ``make_register``."""
    register, on = month_register(session, month), day or date.today()
    name = f"{cells.month_words(month)}培训台账"
    written, note = save(folder / safe_name(name, ".xlsx"), xlsx.pack(training_book.month_book(register, on)))
    notes, files = [note], []
    for number, found in enumerate(register.rolls):
        step(number, len(register.rolls))
        file, note = save(
            folder / _name(found), xlsx.pack(training_book.session_book(found, register.base, on))
        )
        files.append(file)
        notes.append(note)
    if not register.trainings:
        notes.append(f"{cells.month_words(month)}没有培训记录。")
    return MadeRegisters(register, written, tuple(files), tuple(filter(None, notes)))


def _name(found: Roll) -> str:
    """Return the name of a training's register: its number and day, no names of people."""
    training = found.training
    return safe_name(f"培训签到登记表_{training.code}_{training.start_at:%Y%m%d}", ".xlsx")
