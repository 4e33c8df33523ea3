"""审核: what stands in the way of handing a report in, each with the rows to mend; and how complete it is.

A finding is 阻断 (the report cannot be sent for review) or 提醒. The base may set most of them to the other
level; what the law or a signature needs stays 阻断.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import select as pick

from db import trail
from db.engine import Session
from db.models import Setting
from db.queries import check_rules, completeness
from db.queries.check_rules import Asked, Finding, Level
from db.queries.completeness import Measure
from db.queries.figures import ReportFigures

ENOUGH = 80
"""Points of 100 below which a print says “数据未完整”."""
_SETTING = "check_levels"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the checks of one report found, the blocking ones first, and its completeness of 100."""

    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]

    @property
    def score(self) -> int:
        """The points reached, rounded down: 100 is complete."""
        return completeness.score(self.measures)

    @property
    def is_complete(self) -> bool:
        """Whether the print needs no “数据未完整”."""
        return self.score >= ENOUGH

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What has to be mended before the report is sent for review."""
        return tuple(finding for finding in self.findings if finding.level is Level.BLOCKING)


def checks(session: Session, figures: ReportFigures) -> CheckResult:
    """Run every check over the rows and the figures of a report."""
    asked, set_levels = Asked(session, figures), levels(session)
    found = [_at_level(finding, set_levels) for finding in check_rules.findings(asked)]
    found.sort(key=lambda finding: finding.level is not Level.BLOCKING)
    return CheckResult(tuple(found), tuple(completeness.measures(session, figures)))


def levels(session: Session) -> Mapping[str, Level]:
    """Return the levels this base has set, by the key of the check."""
    text = session.exec(pick(Setting.value).where(Setting.name == _SETTING)).first()
    found: dict[str, str] = json.loads(text) if text else {}
    return {key: Level(word) for key, word in found.items() if key not in check_rules.FIXED}


def set_level(session: Session, key: str, level: Level) -> None:
    """Keep another level of a check for the whole base; the trail tells who changed it."""
    before = {name: word.value for name, word in levels(session).items()}
    wanted = {**before, key: level.value}
    if wanted == before or key in check_rules.FIXED:
        return
    setting = session.exec(pick(Setting).where(Setting.name == _SETTING)).first() or Setting(
        name=_SETTING, value="{}"
    )
    setting.value = json.dumps(wanted, ensure_ascii=False, sort_keys=True)
    session.add(setting)
    session.flush()
    trail.record(session, "修改", "setting", setting.id, {key: [before.get(key), level.value]})


def _at_level(finding: Finding, wanted: Mapping[str, Level]) -> Finding:
    """Return a finding at the level the base set for it."""
    return finding.at(wanted.get(finding.key, finding.level))
