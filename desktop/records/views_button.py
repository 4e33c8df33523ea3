"""视图: the button that names the question in force, with the menu of those kept."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QPushButton

from db.store import Query
from desktop.i18n import tr
from desktop.records.filter_bar import Filters
from desktop.records.saved_views import SavedView, can_keep, read_views, views_text
from desktop.theme import icon
from desktop.widgets.controls import give_menu
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.records.record_page import RecordPage

_LONGEST = 24


class ViewsButton(QPushButton):
    """Chooses a view or one the page has ready, keeps the question in force as one, renames and drops it."""

    def __init__(self, page: "RecordPage") -> None:
        super().__init__()
        self._question = question = page.question
        self._settings, self._page, self._ready = page.settings, page.key, page.ready
        self._every = tr("全部{noun}").format(noun=page.noun)
        self._views = list(read_views(page.settings.views.get(page.key, ""), page.view))
        self._name = ""
        self.own = question.columns.names
        self.setIcon(icon("view"))
        self.setAutoDefault(False)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        give_menu(self, menu)
        question.changed.connect(self._follow)
        first = next((each for each in self._views if each.first), None)
        if first is not None:
            self.choose(first.name)
        self._follow()

    @property
    def chosen(self) -> SavedView | None:
        """The view chosen last, as it was kept; None for all records."""
        return next((each for each in self._views if each.name == self._name), None)

    def choose(self, name: str) -> None:
        """Ask the question of a view; "" asks for all records, with the user's own columns."""
        if self.chosen is None:
            self.own = self._question.columns.names
        self._name = name
        view = self.chosen
        asked = Query(sort=(), columns=self.own) if view is None else view.query
        self._question.take(replace(asked, sort=asked.sort or self._question.first))

    def leave(self) -> None:
        """Name no view any more: another question is asked from elsewhere, with the user's own columns."""
        if self.chosen is not None:
            self._question.columns.names = self.own
            self._name = ""

    @property
    def ready_in_force(self) -> str:
        """What the page calls the question in force, where it is one it has ready and no view is; "" else."""
        asked = self._question.kept()
        known = (words for words, filters in self._ready if set(filters) == set(asked.filters))
        return "" if self.chosen is not None or asked.text else next(known, "")

    def columns_to_keep(self) -> tuple[str, ...]:
        """Return the columns that are the user's own, not those of a view."""
        return self._question.columns.names if self.chosen is None else self.own

    def keep_as(self, name: str) -> None:
        """Keep the question in force under a name; a view of that name is replaced."""
        name = name.strip()[:_LONGEST]
        if not name:
            return
        if self.chosen is None:
            self.own = self._question.columns.names
        known = [each.name for each in self._views]
        made = SavedView(name, self._question.kept(), name in known and self._views[known.index(name)].first)
        self._views = [made if each.name == name else each for each in self._views]
        self._views += [] if name in known else [made]
        self._name = name
        self._save(tr("已保存视图“{name}”").format(name=name))

    def rename(self, name: str) -> None:
        """Give the view chosen another name; one that is taken already changes nothing."""
        name, before = name.strip()[:_LONGEST], self._name
        if not name or any(each.name == name for each in self._views):
            if name != before:
                tell(self, tr("已有同名视图，请换一个名称"), "warn")
            return
        self._views = [replace(each, name=name) if each.name == before else each for each in self._views]
        self._name = name
        self._save(tr("已改名为“{name}”").format(name=name))

    def drop(self) -> None:
        """Take the view chosen away, and offer to bring it back; what is shown stays."""
        before, name = list(self._views), self._name
        self._views = [each for each in self._views if each.name != name]
        self._name = ""
        undo = (tr("撤销"), partial(self._restore, before, name))
        self._save(tr("已删除视图“{name}”").format(name=name), undo)

    def begin_with(self, name: str) -> None:
        """Let the page begin with a view; "" with all records."""
        self._views = [replace(each, first=each.name == name) for each in self._views]
        words = tr("打开此页时先显示“{name}”").format(name=name) if name else tr("打开此页时先显示全部")
        self._save(words)

    def _restore(self, views: list[SavedView], name: str) -> None:
        """Bring the views back."""
        self._views, self._name = views, name
        self._save(tr("已恢复视图“{name}”").format(name=name))

    def _save(self, words: str, undo: "tuple[str, partial[None]] | None" = None) -> None:
        """Keep the views in the user's settings, and say so."""
        self._settings.views[self._page] = views_text(self._views)
        self._settings.save()
        self._follow()
        tell(self.parentWidget() or self, words, "ok", undo)

    def _follow(self) -> None:
        """Name the view in force, and say when the question has become another one."""
        view = self.chosen
        changed = view is not None and self._question.kept() != view.query
        words = tr("{name}（已改）").format(name=self._name) if changed else self._name
        words = words or tr(self.ready_in_force)
        self.setText(words or tr("视图"))
        self.setAccessibleName(tr("视图：{name}").format(name=words or self._every))
        self.setToolTip(self.accessibleName())

    def _fill(self) -> None:
        """Make the menu as of now."""
        menu, view, ready = self.menu(), self.chosen, self.ready_in_force
        menu.clear()
        group = QActionGroup(menu)
        for name, words in (("", self._every), *((each.name, self._title(each)) for each in self._views)):
            action = menu.addAction(words, partial(self.choose, name))
            action.setCheckable(True)
            action.setChecked(name == self._name and not ready)
            group.addAction(action)
        menu.addSeparator()
        for words, filters in self._ready:
            action = menu.addAction(tr(words), partial(self._ask_ready, filters))
            action.setCheckable(True)
            action.setChecked(words == ready)
            group.addAction(action)
        menu.addSeparator()
        kept = self._question.kept()
        keep = menu.addAction(tr("保存当前为…"), self._ask_name)
        keep.setEnabled(can_keep(kept))
        if view is not None:
            self._fill_chosen(menu, view, kept)

    def _fill_chosen(self, menu: QMenu, view: SavedView, kept: Query) -> None:
        """Add what can be done to the view chosen."""
        if kept != view.query and can_keep(kept):
            menu.addAction(tr("更新“{name}”").format(name=view.name), partial(self.keep_as, view.name))
        menu.addSeparator()
        first: QAction = menu.addAction(tr("打开此页时先用它"))
        first.setCheckable(True)
        first.setChecked(view.first)
        first.triggered.connect(lambda wanted: self.begin_with(view.name if wanted else ""))
        menu.addAction(tr("改名…"), partial(self._ask_other_name, view.name))
        menu.addAction(tr("删除视图"), self.drop)

    def _ask_ready(self, filters: Filters) -> None:
        """Ask a question the page has ready, with the user's own columns; the month stays."""
        self.leave()
        self._question.take(Query("", filters, self._question.first, self._question.columns.names))

    def _title(self, view: SavedView) -> str:
        """Return a view as the menu names it."""
        return tr("{name}（默认）").format(name=view.name) if view.first else view.name

    def _ask_name(self) -> None:
        """Ask what the question in force shall be called; what narrows it is proposed."""
        words = " ".join(self._question.bar.words())
        self._ask(tr("保存视图"), words[:_LONGEST] or self._name, self.keep_as)

    def _ask_other_name(self, name: str) -> None:
        """Ask for another name."""
        self._ask(tr("视图改名"), name, self.rename)

    def _ask(self, title: str, text: str, then: "Callable[[str], object]") -> None:
        """Ask for a name."""
        box = QInputDialog(self.window())
        box.setWindowTitle(title)
        box.setLabelText(tr("视图名称"))
        box.setTextValue(text)
        box.setOkButtonText(tr("保存"))
        box.setCancelButtonText(tr("取消"))
        box.textValueSelected.connect(then)
        for line in box.findChildren(QLineEdit):
            line.setMaxLength(_LONGEST)
            line.setAccessibleName(tr("视图名称"))
        box.open()
