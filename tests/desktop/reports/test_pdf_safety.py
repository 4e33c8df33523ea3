"""The PDF is written whole or not at all, and writing it opens nothing it should not."""

import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import Cancelled, FileTrouble
from desktop.reports import monthly, pdf
from desktop.reports.content import ReportContent
from tests.desktop.reports import made_up


def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf.write(
            monthly.lay_out(ReportContent(made_up.full_month()), made_up.DAY), tmp_path / "a.pdf", step, ()
        )
    assert len(seen) == 20
    assert not list(tmp_path.iterdir())


def test_progress_goes_up_to_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    document = monthly.lay_out(ReportContent(made_up.full_month()), made_up.DAY)
    pdf.write(document, tmp_path / "a.pdf", lambda done, total: seen.append((done, total)), ())
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileTrouble, match=r"\w"):
        pdf.write(
            monthly.lay_out(ReportContent(made_up.full_month()), made_up.DAY), tmp_path / "file" / "a.pdf"
        )


_WATCH = """
import sys
from pathlib import Path
from desktop.reports import monthly, pdf, story, page
from desktop.reports.content import ReportContent
from tests.desktop.reports import made_up
document = monthly.lay_out(ReportContent(made_up.hostile_month()), made_up.DAY)
target = Path(sys.argv[1])
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.append(str(arguments[0]))
    elif event.startswith(("socket.", "subprocess.", "os.system", "urllib.")):
        opened.append(event)
sys.addaudithook(watch)
pdf.write(document, target, font_folders=())
from reportlab.lib import utils
for name in ("/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x.png"):
    try:
        utils.open_for_read(name)
    except PermissionError:
        continue
    print("OPENED", name)
print("\\n".join(opened))
"""


def test_nothing_is_opened_but_our_fonts_and_the_file_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True
    )
    foreign = [
        line for line in done.stdout.splitlines()
        if not line.endswith((".ttf", ".py", ".pyc", ".part"))
        and line != str(tmp_path)
        and "site-packages" not in line
    ]  # fmt: skip
    assert not foreign
    assert all(
        "resources/fonts" in line.replace("\\", "/") for line in done.stdout.split() if line.endswith(".ttf")
    )
