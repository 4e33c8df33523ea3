"""培训: the page that holds all of it."""

from typing import ClassVar

from desktop.pages.training.certificates import CertificatesPage
from desktop.pages.training.courses import CoursesPage
from desktop.pages.training.hours import HoursPage
from desktop.pages.training.sessions import SessionsPage
from desktop.records.page import Page
from desktop.records.tabbed_page import TabbedPage


class TrainingsPage(TabbedPage):
    """Trainings, courses, 学时, certificates."""

    key: ClassVar[str] = "trainings"
    title: ClassVar[str] = "培训"
    icon: ClassVar[str] = "training"
    parts: ClassVar[tuple[type[Page], ...]] = (SessionsPage, CoursesPage, HoursPage, CertificatesPage)
