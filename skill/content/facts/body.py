"""Reads body.toml: how grave each sign is, where it is graver, and what a condition leaves out."""

from skill.coaching.facts.body import Body, Condition, Grade, Part, Sign, Trait
from skill.coaching.facts.felt import Sore
from skill.content.facts.reader import Known
from skill.content.table import Ids, Table

_TRAITS = Ids("the traits of exercises", frozenset(Trait))


def read_body(table: Table, known: Known) -> Body:
    """The signs, parts and conditions, by id."""
    body = Body(
        signs={id_: _read_sign(id_, entry, known) for id_, entry in table.table("signs").subtables().items()},
        parts={id_: _read_part(id_, entry, known) for id_, entry in table.table("parts").subtables().items()},
        conditions={id_: _read_condition(id_, e) for id_, e in table.table("conditions").subtables().items()},
    )
    table.close()
    return body


def _read_sign(id_: str, entry: Table, known: Known) -> Sign:
    sign = Sign(
        id_,
        grade=entry.choice("grade", Grade),
        answer=entry.one_known("answer", known.signs) if "answer" in entry.data else id_,
        where_it_works=entry.one_known("where_it_works", known.signs) if "where_it_works" in entry.data else None,
        from_training=entry.flag("from_training", default=False),
        sore=entry.choice("sore", Sore) if "sore" in entry.data else None,
        has_button=entry.flag("button", default=False),
        is_final=entry.flag("final", default=False),
    )
    entry.close()
    return sign


def _read_part(id_: str, entry: Table, known: Known) -> Part:
    part = Part(
        id_,
        entry.flag("works", default=False),
        entry.known("urgent", known.signs, ()),
        entry.flag("strained_by_hinges", default=False),
    )
    entry.close()
    return part


def _read_condition(id_: str, entry: Table) -> Condition:
    names = entry.known("leaves_out", _TRAITS, ())
    traits = tuple(Trait(name) for name in names if name in frozenset(Trait))
    ages = entry.wholes("ages", 0, 150, 2, 2) if "ages" in entry.data else ()
    condition = Condition(
        id_,
        traits,
        ages=(ages[0], ages[1]) if len(ages) == 2 else None,
        of_others=entry.flag("of_others", default=False),
    )
    entry.close()
    return condition
