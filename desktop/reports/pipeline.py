"""A pipeline as a block of a report: how many brands stand at which stage (品牌梯队)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a pipeline: how many are there, and a word behind it (较上月+2)."""

    name: str
    value: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A chart of steps one below the other, each with a lying bar: how many are at which stage (品牌梯队)."""

    caption: str
    unit: str
    stages: tuple[Stage, ...]
