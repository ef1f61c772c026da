"""The record of the article that started it fits into the models: its dates, codes and links have a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.record import (
    QUAD,
    DocumentRecord,
    Engagement,
    Event,
    EventType,
    Reading,
    Statement,
)

SEED = Path(__file__).parents[3] / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed lies beside the project, not in it")

CERTAINTY = {"normative_or_expected": "normative"}
ROOTS = {EventType.CONSULT: "040", EventType.AGREE: "030"}


def as_date(value) -> dict | None:
    return {"edtf": str(value), "text": None} if value else None


def as_engagement(row: dict, links: list[dict], whole: list[dict]) -> Engagement:
    people = [
        {"offices": [part for part in person.pop("office", "").split("; ") if part], **person}
        for person in map(dict, row.get("participants", []))
    ]
    labels = [(label, "possible") for label in row.get("topics_possible", [])]
    labels += [(label, "asserted") for label in row.get("topics", []) + row.get("topics_context", [])]
    name = row.get("mechanism")
    return Engagement.model_validate(
        {
            **{key: row.get(key) for key in ("kind", "ordinal", "status", "place")},
            "id": row["key"],
            "mechanism": name and {"id": "-".join(name.lower().replace("–", " ").split()), "name": name},
            "date": as_date(row.get("date")),
            "parties": row.get("parties", []),
            "participants": people,
            "topics": [{"label": label, "certainty": certainty} for label, certainty in labels],
            "links": links,
            "evidence": whole,
        }
    )


def links_of(rows: list[dict]) -> dict[str, list[dict]]:
    """The seed says `previous_round_of` of the earlier round; the record says `previous_round` of the later one."""
    links: dict[str, list[dict]] = {row["key"]: [] for row in rows}
    for row in rows:
        for relation in ("part_of", "on_sidelines_of"):
            if relation in row:
                links[row["key"]].append({"relation": relation, "to": row[relation]})
        if "previous_round_of" in row:
            links[row["previous_round_of"]].append({"relation": "previous_round", "to": row["key"]})
    return links


def as_event(number: int, row: dict, length: int, whole: list[dict]) -> Event:
    type = EventType(row["type"][0] if isinstance(row["type"], list) else row["type"])
    actor, recipient = (
        {"name": row[side], "code": row[side], "start": 0, "end": length} for side in ("actor", "recipient")
    )
    return Event.model_validate(
        {
            "id": f"event-{number}",
            "type": type,
            "strict_type": "CONSULT" if row["status"] == "happened" else "AGREE",
            "mode": row.get("mode"),
            "cameo": ROOTS[type],
            "quad": QUAD[type],
            "goldstein": 1.0,
            "actor": actor,
            "recipient": recipient,
            "date": as_date(row.get("date")),
            "status": row["status"],
            "evidence": whole,
        }
    )


def as_statement(number: int, row: dict, whole: list[dict]) -> Statement:
    about = row["about"]
    return Statement.model_validate(
        {
            "id": f"statement-{number}",
            "speaker": {
                "name": row["speaker"],
                "offices": [row["office"]] if "office" in row else [],
                "party": row.get("party"),
            },
            "to": row.get("to"),
            "date": as_date(row.get("date")),
            "content": about if isinstance(about, str) else ", ".join(about),
            "direct": False,
            "certainty": CERTAINTY.get(row["certainty"], row["certainty"]),
            "evidence": whole,
        }
    )


def test_the_seed_is_a_reading():
    """Six linked engagements, eight statements and the dyadic events are taken, and come back from JSON."""
    yaml = pytest.importorskip("yaml")
    seed = yaml.safe_load((SEED / "record.yaml").read_text(encoding="utf-8"))
    text = (SEED / seed["article"]).read_text(encoding="utf-8")
    whole = [{"field": "text", "start": 0, "end": len(text)}]
    links = links_of(seed["engagements"])
    reading = Reading(
        document=DocumentRecord(id="seed", outlet=seed["outlet"], published=str(seed["published"]), text=text),
        engagements=tuple(as_engagement(row, links[row["key"]], whole) for row in seed["engagements"]),
        events=tuple(as_event(number, row, len(text), whole) for number, row in enumerate(seed["events_at_least"])),
        statements=tuple(as_statement(number, row, whole) for number, row in enumerate(seed["statements"])),
    )
    assert (len(reading.engagements), len(reading.statements)) == (6, 8)
    assert {link.relation for entry in reading.engagements for link in entry.links} == {
        "previous_round",
        "part_of",
        "on_sidelines_of",
    }
    assert Reading.model_validate_json(reading.model_dump_json()) == reading
