"""T, P and B of a report added up once more from the rows of its base, definition by definition."""

from collections import Counter, defaultdict

from tests.journeys.base_rows import Months, Row, Rows, Value, later, month_of

WORKING = {"合格在册", "限制合作"}
BESIDE = {"操盘团队", "MCN", "媒体", "政府部门", "院校", "协会"}
ASPECTS = {"T": "流量红利", "C": "冷启动福利", "P": "产品特权", "M": "营销活动", "S": "专属服务"}


def trainings(rows: Rows, months: Months) -> dict[str, Value]:
    """Count T01-T07 without T06."""
    done = [row for row in rows.all("training") if row["status"] in ("已完成", "已归档")]
    judged = [row for row in rows.all("assessment") if row["result"]]
    taught = any(month_of(row["start_at"]) <= months[-1] for row in done)
    tested = taught or any(month_of(row["on"]) <= months[-1] for row in judged)
    own = {row["id"]: row for row in done if month_of(row["start_at"]) in months}
    came = [
        (own[row["training_id"]], row)
        for row in rows.all("attendance")
        if row["training_id"] in own and row["present"] in ("出勤", "迟到", "早退")
    ]
    results = [row["result"] for row in judged if month_of(row["on"]) in months]
    earned = [
        session["credit"]
        if row["minutes"] is None
        else min(session["credit"], int(row["minutes"] * 10 / 45 + 0.5))
        for session, row in came
        if session["credit"] is not None
    ]
    found: dict[str, Value] = {
        "T01": len(own),
        "T02": len(came),
        "T03": len({row["streamer_id"] for _, row in came}),
        "T04": sum(earned),
        "T07": sum(bool(row["is_public_event"] and row["event_kind"]) for row in own.values()),
    }
    found = found if taught else dict.fromkeys(found)
    tests: dict[str, Value] = {"T05P": results.count("通过"), "T05A": len(results)}
    return found | (tests if tested else dict.fromkeys(tests))


def holders(rows: Rows, day: str) -> Value:
    """Count who holds a certificate on a day (T06); nothing before the first one."""
    papers = [
        row for row in rows.all("certificate") if row["kind"] == "互联网营销师" and row["issued_on"] <= day
    ]
    return len({row["streamer_id"] for row in papers if (row["valid_to"] or "9") >= day}) if papers else None


def partners_since(rows: Rows) -> str | None:
    """Return the day the first company of the supply chain is known from."""
    kinds = {row["id"]: set((row["roles"] or "").split("、")) - BESIDE - {""} for row in rows.all("org")}
    days = [line[0]["on"] or "" for key, line in rows.lines("org").items() if kinds[key]]
    return min(days, default=None)


def partners(rows: Rows, day: str) -> dict[str, Value]:
    """Count P01-P06 at the end of a day."""
    codes = ("P01", "P02", "P04V", "P05", "P05Q", "P06A", "P06B", "P06C", "P06D")
    since, states = partners_since(rows), rows.states("org", day)
    if since is None or since > day:
        return dict.fromkeys(codes)
    orgs = {row["id"]: row for row in rows.all("org")}
    working = [key for key, state in states.items() if state in WORKING]
    tenants = [states[key] for key in states if "入驻企业" in (orgs[key]["roles"] or "").split("、")]
    held = {
        key: [p for p in rows.all("qualification") if p["org_id"] == key and (p["issued_on"] or "") <= day]
        for key in working
    }
    grades = Counter(_grade(rows, key, day) for key in working)
    judged = any(row["ends_on"] <= day for row in rows.all("evaluation"))
    return {
        "P01": len(working),
        "P02": sum(state not in ("暂停", "已退出", "黑名单") for state in tenants) if tenants else None,
        "P04V": sum(_suffices(rows, orgs[key], held[key], day) for key in working),
        "P05": sum(_lapsing(held[key], day, 30) for key in working),
        "P05Q": sum(_lapsing(held[key], day, 90) for key in working),
        **{f"P06{grade}": grades[grade] if judged else None for grade in "ABCD"},
    }


def _suffices(rows: Rows, org: Row, held: list[Row], day: str) -> bool:
    """Say whether every document asked of a company was valid."""
    valid = {paper["kind"] for paper in held if (paper["valid_to"] or "9") >= day}
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for rule in rows.all("mandatory_document"):
        role = rule["role"] is None or rule["role"] in (org["roles"] or "").split("、")
        if role and (rule["category"] or "") in (org["categories"] or ""):
            asked[rule["kind"]] |= {rule["kind"], rule["instead"]}
    return all(kinds & valid for kinds in asked.values())


def _lapsing(held: list[Row], day: str, days: int) -> int:
    """Count what lapses within some days and has no successor."""
    return sum(
        day <= (paper["valid_to"] or "9") <= later(day, days)
        and not any(
            other["kind"] == paper["kind"] and (other["valid_to"] or "9") > paper["valid_to"]
            for other in held
        )
        for paper in held
    )


def _grade(rows: Rows, org: int, day: str) -> str | None:
    """Return the latest grade of a period that was over."""
    found = [row for row in rows.all("evaluation") if row["org_id"] == org and row["ends_on"] <= day]
    return max(found, key=lambda row: (row["ends_on"], row["id"]))["grade"] if found else None


def brands(rows: Rows, day: str) -> dict[str, Value]:
    """Count B01, B02 and B04 at the end of a day."""
    stages = Counter(state[:2] for state in rows.states("brand", day).values())
    names = [f"S{place}" for place in range(7)]
    if not stages:
        return dict.fromkeys(("B01", "B04", *(f"B02{name}" for name in names)))
    ever = {
        key
        for key, line in rows.lines("brand").items()
        if any("S4" <= row["to_state"][:2] <= "S6" and (row["on"] or "") <= day for row in line)
    }
    return {
        "B01": sum(stages[name] for name in names),
        "B04": len(ever),
        **{f"B02{name}": stages[name] for name in names},
    }


def supports(rows: Rows, day: str) -> dict[str, Value]:
    """Add up used and granted of each of the five supports, where one unit counts them."""
    found: dict[str, Value] = {}
    for letter, aspect in ASPECTS.items():
        own = [
            row
            for row in rows.all("support")
            if row["aspect"] == aspect and (row["start_on"] or "") <= day
            if row["used"] is not None and row["granted"] is not None
        ]
        single = len({row["unit"] for row in own}) == 1
        found[f"B05{letter}U"] = sum(row["used"] for row in own) if single else None
        found[f"B05{letter}G"] = sum(row["granted"] for row in own) if single else None
    return found
