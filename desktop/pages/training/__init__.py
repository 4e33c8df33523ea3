"""培训: trainings with live sign-in, the courses, everybody's 学时, and certificates."""

from desktop.pages.training.page import TrainingsPage

__all__ = ["TrainingsPage"]
