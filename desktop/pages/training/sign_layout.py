"""How the sign-in looks: title and counts above, field and answers at the left, the last ones beside."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from db.models.training_words import Present
from db.queries.training import Roll
from desktop import cells
from desktop.i18n import tr
from desktop.pages.training.offers import OfferList
from desktop.pages.training.sign_field import LEGEND, SignField
from desktop.pages.training.signing import clock
from desktop.theme import restyle, tokens
from desktop.widgets.badge import Tone
from desktop.widgets.card import Surface
from desktop.widgets.controls import button, label

_LAST = 30
_SIDE = 340


class SignLayout(QObject):
    """The widgets around field and answers; it knows what is said where, and nothing of the records."""

    undo_wanted = Signal()
    rest_wanted = Signal()
    finish_wanted = Signal()
    name_chosen = Signal(str)

    def __init__(self, window: QWidget, field: SignField, offers: OfferList) -> None:
        super().__init__(window)
        self._title, self._facts = label(style="title"), label(style="note")
        self._there, self._counts = label(style="figure"), label(style="note")
        self._told, self._found = label(style="told", wrap=True), label(style="note")
        self.last = QListWidget()
        self.last.setObjectName("last")
        whole = QVBoxLayout(window)
        whole.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        whole.setSpacing(tokens.M)
        whole.addLayout(self._head())
        body = QHBoxLayout()
        body.setSpacing(tokens.L)
        body.addLayout(self._main(field, offers), 1)
        body.addWidget(self._side())
        whole.addLayout(body, 1)
        whole.addWidget(_legend())

    @property
    def told(self) -> str:
        """The line that confirms the last key."""
        return self._told.text()

    @property
    def found(self) -> str:
        """What is said over the answers."""
        return self._found.text()

    @property
    def last_words(self) -> list[str]:
        """The last sign-ins, the newest first."""
        return [self.last.item(row).text() for row in range(self.last.count())]

    @property
    def counted(self) -> str:
        """How many are there of how many on the roll."""
        return self._there.text()

    def tell(self, words: str, tone: Tone) -> None:
        """Confirm what the last key did."""
        self._told.setText(words)
        restyle(self._told, "tone", tone)

    def say_found(self, words: str) -> None:
        """Say something over the answers."""
        self._found.setText(words)

    def show_roll(self, found: Roll) -> None:
        """Show what training it is, how many are there, and who was signed in last."""
        held = found.training
        self._title.setText(held.title)
        when = f"{held.start_at:%Y-%m-%d %H:%M}"
        self._facts.setText(" · ".join(filter(None, (held.code, when, held.place, held.trainer))))
        self._there.setText(f"{found.there}/{len(found.lines)}")
        said = [f"{present} {found.count(present)}" for present in Present]
        self._counts.setText("　".join([*said, tr("未签到 {count}").format(count=found.waiting)]))
        signed = [line for line in found.lines if line.present is not None]
        signed.sort(key=lambda line: (line.signed_at is not None, line.signed_at), reverse=True)
        words = [
            tr("{time}　{name}　{present}").format(
                time=clock(line.signed_at) or cells.DASH, name=line.name, present=line.present
            )
            for line in signed[:_LAST]
        ]
        if words != self.last_words:
            self.last.clear()
            self.last.addItems(words)
            for row, line in enumerate(signed[:_LAST]):
                self.last.item(row).setData(Qt.ItemDataRole.UserRole, line.name)

    def _head(self) -> QHBoxLayout:
        """Return title and facts, and the counts at the right."""
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, widgets in ((left, (self._title, self._facts)), (right, (self._there, self._counts))):
            column.setSpacing(tokens.XS)
            for each in widgets:
                column.addWidget(each)
        for each in (self._there, self._counts):
            each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addLayout(left, 1)
        row.addLayout(right)
        return row

    def _main(self, field: SignField, offers: OfferList) -> QVBoxLayout:
        """Return field, the line that confirms, and the answers."""
        surface = Surface()
        inner = QVBoxLayout(surface)
        inner.setContentsMargins(1, tokens.S, 1, tokens.S)
        inner.addWidget(offers)
        column = QVBoxLayout()
        column.setSpacing(tokens.S)
        column.addWidget(field)
        column.addWidget(self._told)
        column.addWidget(self._found)
        column.addWidget(surface, 1)
        return column

    def _side(self) -> QFrame:
        """Return the last ones, and what can be done with all of them."""
        surface = Surface()
        surface.setFixedWidth(_SIDE)
        column = QVBoxLayout(surface)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(tr("刚刚签到"), "heading"))
        self.last.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.last.setAccessibleName(tr("刚刚签到"))
        self.last.setToolTip(tr("双击可重新签到"))
        self.last.itemDoubleClicked.connect(
            lambda item: self.name_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        )
        column.addWidget(self.last, 1)
        for words, signal, primary in (
            (tr("撤销上一条"), self.undo_wanted, False),
            (tr("其余记为缺席…"), self.rest_wanted, False),
            (tr("完成签到"), self.finish_wanted, True),
        ):
            made = button(words, "primary" if primary else "plain")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
            column.addWidget(made)
        return surface


def _legend() -> QWidget:
    """Return what the keys do, in one line."""
    words = "　　".join(f"{key} {tr(does)}" for key, does in LEGEND)
    line = label(words, "note")
    line.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return line
