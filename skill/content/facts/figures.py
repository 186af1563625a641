"""Reads what each exercise looks like, and the props that the figures are drawn with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.figure import STANDING, Figure, Limb, Pin, Placed, Point, Pose, Prop, Spot
from skill.content.table import Ids, Table, show

_LEG = ("thigh", "shin", "foot")
_ARM = ("arm", "forearm", "palm")
_ANGLES = ("torso", "head", *(side + bone for side in ("", "far_") for bone in (*_LEG, *_ARM[:2])))
_FEET = ("heel", "toe", "far_heel", "far_toe")
_HANDS = ("hand", "far_hand")
_INSTEAD = {
    side + name: tuple(side + end for end in ends)
    for side in ("", "far_")
    for names, ends in (
        (("thigh", "shin", "heel", "toe"), ("heel", "toe")),
        (("arm", "forearm", "hand"), ("hand",)),
    )
    for name in names
}
"""What a key says of a limb takes the place of what its end reached for before."""
_PINS = (Spot.HEEL, Spot.TOE, Spot.ANKLE, Spot.KNEE, Spot.HIP, Spot.SHOULDER)
_HELD = (Spot.NAPE, Spot.SHOULDER, Spot.CHEST, Spot.WAIST, Spot.THIGH, Spot.HIP)
"""Spots of the body that a hand can lie on."""


@dataclass(frozen=True)
class _Part:
    """What a file says of a pose; the rest is as in the pose that it is like."""

    angles: Mapping[str, float] = field(default_factory=dict)
    reaches: Mapping[str, Point | Spot] = field(default_factory=dict)
    pin: Spot | None = None
    at: Point | None = None

    def then(self, later: "_Part") -> "_Part":
        """The same pose, but for what a later part says otherwise."""
        gone = {end for key in (*later.angles, *later.reaches) for end in _INSTEAD.get(key, ())}
        kept = {key: to for key, to in self.reaches.items() if key not in gone}
        return _Part(
            {**self.angles, **later.angles},
            {**kept, **later.reaches},
            later.pin or self.pin,
            later.at or self.at,
        )

    def pose(self) -> Pose:
        """The pose as it is then."""
        leg = self._limb("", STANDING.leg, _LEG, _FEET[:2])
        arm = self._limb("", STANDING.arm, _ARM, _HANDS[:1])
        return Pose(
            pin=Pin(self.pin or STANDING.pin.spot, self.at or STANDING.pin.at),
            torso=self.angles.get("torso", STANDING.torso),
            head=self.angles.get("head", self.angles.get("torso", STANDING.head)),
            leg=leg,
            far_leg=self._limb("far_", leg, _LEG, _FEET[:2]),
            arm=arm,
            far_arm=self._limb("far_", arm, _ARM, _HANDS[:1]),
        )

    def _limb(self, side: str, usual: Limb, bones: tuple[str, str, str], ends: tuple[str, ...]) -> Limb:
        upper, lower, end_bone = (side + bone for bone in bones)
        limb = Limb(
            self.angles.get(upper, usual.upper),
            self.angles.get(lower, usual.lower),
            self.angles.get(end_bone, usual.end),
        )
        for end in ends:
            if side + end in self.reaches:
                return replace(limb, reach=self.reaches[side + end], by=Spot(end))
        is_turned = upper in self.angles or lower in self.angles
        return limb if is_turned else replace(limb, reach=usual.reach, by=usual.by)


@dataclass(frozen=True)
class _Sketch:
    """What a file says of a figure, with what it took over from another."""

    start: _Part = _Part()
    end: _Part = _Part()
    via: tuple[_Part, ...] = ()
    props: Mapping[str, Placed] = field(default_factory=dict)
    leads: Spot | None = None
    one_leg: bool = False
    other_side: bool = False

    def figure(self) -> Figure:
        """The figure drawn from it; every pose begins as the start."""
        end = self.start.then(self.end)
        via = tuple(end.then(part).pose() for part in self.via)
        props = tuple(self.props.values())
        return Figure(self.start.pose(), end.pose(), via, props, self.leads, self.one_leg, self.other_side)


def read_figures(tables: Mapping[str, Table], rungs: Ids, props: Ids) -> dict[Rung, Figure]:
    """The figure of every exercise and drill in every variant; those without faults."""
    reader = _Reader(tables, rungs, props)
    return {rung: sketch.figure() for rung in reader.places if (sketch := reader.sketch(rung, ()))}


def read_props(table: Table) -> dict[str, Prop]:
    """What each piece of kit looks like, or a part of it that moves by itself, by its id."""
    props = {}
    for id_, part in table.subtables().items():
        props[id_] = Prop(
            discs=part.rows("discs", 3),
            rings=part.rows("rings", 4),
            boxes=part.rows("boxes", 4),
            lines=part.rows("lines", 5),
            width=part.number("width", 20, Prop.width),
        )
        part.close()
    return props


class _Reader:
    """Reads figures in the order in which they build on each other."""

    def __init__(self, tables: Mapping[str, Table], rungs: Ids, props: Ids) -> None:
        self._rungs = rungs
        self._props = props
        self.places = {
            rung: place for id_, table in tables.items() if table.data for rung, place in _places(id_, table)
        }
        self._read: dict[Rung, _Sketch | None] = {}

    def sketch(self, rung: Rung, users: tuple[Rung, ...]) -> _Sketch | None:
        """The sketch of an exercise; `users` are the figures that wait for it."""
        if rung not in self._read:
            self._read[rung] = self._sketched(self.places[rung], (*users, rung))
        return self._read[rung]

    def _sketched(self, table: Table, users: tuple[Rung, ...]) -> _Sketch | None:
        noted = len(table.faults)
        base = self._base(table, users)
        sketch = _Sketch(
            start=base.start.then(_read_part(table.table("start", needed=False))),
            end=base.end.then(_read_part(table.table("end", needed=False))),
            via=tuple(map(_read_part, table.tables("via"))) if "via" in table.data else base.via,
            props={**base.props, **self._read_props(table.table("props", needed=False))},
            leads=_spot(table, "leads", table.text("leads"), tuple(Spot)) if "leads" in table.data else base.leads,
            one_leg=table.flag("one_leg", base.one_leg),
            other_side=table.flag("other_side", base.other_side),
        )
        table.close()
        return sketch if len(table.faults) == noted else None

    def _base(self, table: Table, users: tuple[Rung, ...]) -> _Sketch:
        """The figure that this one is like; a variant is like its exercise unless it says otherwise."""
        named = table.text("like", "")
        rung = Rung.parse(named) if named else Rung(users[-1].exercise)
        if rung == users[-1] and not named:
            return _Sketch()
        if rung in users:
            table.fault("like", show(named), "a figure that is not like this one")
        elif rung in self.places:
            return self.sketch(rung, users) or _Sketch()
        else:
            table.must_exist("like", named, self._rungs)
        return _Sketch()

    def _read_props(self, table: Table) -> dict[str, Placed]:
        """Each prop with where it is: an x on the floor, a spot, or two spots that it is stretched between."""
        placed = {}
        for id_, where in table.data.items():
            table.must_exist(id_, id_, self._props)
            if isinstance(where, int | float):
                placed[id_] = Placed(id_, x=table.measure(id_))
            else:
                spots = table.strings(id_)
                found = tuple(_spot(table, f"{id_}.{at}", spot, tuple(Spot)) for at, spot in enumerate(spots))
                placed[id_] = Placed(id_, spot=found[0] if found else None, to=found[1] if found[1:] else None)
        table.close()
        return placed


def _places(id_: str, table: Table) -> list[tuple[Rung, Table]]:
    """The tables of an exercise's figure, and of those of its variants."""
    variants = table.table("variants", needed=False).subtables()
    return [
        (Rung(id_), table.table("figure")),
        *((Rung(id_, name), variant.table("figure")) for name, variant in variants.items()),
    ]


def _read_part(table: Table) -> _Part:
    table.allow(*_ANGLES, *_FEET, *_HANDS, "pin", "at")
    angles = {key: table.measure(key) for key in _ANGLES if key in table.data}
    reaches: dict[str, Point | Spot] = {key: table.point(key) for key in _FEET if key in table.data}
    for key in _HANDS:
        if isinstance(table.data.get(key), str):
            reaches[key] = _spot(table, key, table.text(key), _HELD)
        elif key in table.data:
            reaches[key] = table.point(key)
    pin = _spot(table, "pin", table.text("pin"), _PINS) if "pin" in table.data else None
    at = table.point("at") if "at" in table.data else None
    table.close()
    return _Part(angles, reaches, pin, at)


def _spot(table: Table, key: str, found: str, allowed: tuple[Spot, ...]) -> Spot:
    if found not in allowed:
        table.fault(key, show(found), f"one of {', '.join(allowed)}")
        return allowed[0]
    return Spot(found)
