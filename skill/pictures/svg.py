"""Drawings as SVG: all of them on one sheet."""

from collections.abc import Mapping
from html import escape

from skill.pictures.drawing import Box, Drawing, Frame
from skill.pictures.palette import DARK
from skill.pictures.shapes import Part, Place, Role

COLUMNS = 3
CELL = (460, 250)
"""Width and height of one exercise on the sheet, in its units: centimetres."""


def sheet(drawings: Mapping[str, Drawing]) -> str:
    """Every drawing by its name: the start of the movement, and its turning point with an arrow to it."""
    width, height = CELL
    rows = -(-len(drawings) // COLUMNS)
    cells = (
        f'<g transform="translate({at % COLUMNS * width} {at // COLUMNS * height})">{_cell(name, drawing)}</g>'
        for at, (name, drawing) in enumerate(drawings.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMNS * width} {rows * height}" '
        f'font-family="sans-serif" font-size="15" fill="{DARK[Role.BODY]}">'
        f'<rect width="100%" height="100%" fill="{DARK[Role.GAP]}"/>{"".join(cells)}</svg>\n'
    )


def _cell(name: str, drawing: Drawing) -> str:
    width, height = CELL
    half = width / 2
    poses = (_posed(drawing, drawing.out[0]), _posed(drawing, drawing.out[-1]) + _path(drawing.arrow, Place()))
    placed = (
        f'<svg x="{at * half + 5:g}" y="5" width="{half - 10:g}" height="{height - 35}" '
        f'viewBox="{_view(drawing.box)}" preserveAspectRatio="xMidYMax meet">{pose}</svg>'
        for at, pose in enumerate(poses)
    )
    return f'{"".join(placed)}<text x="{half:g}" y="{height - 10}" text-anchor="middle">{escape(name)}</text>'


def _view(box: Box) -> str:
    return f"{box.x:g} {box.y:g} {box.width:g} {box.height:g}"


def _posed(drawing: Drawing, frame: Frame) -> str:
    return "".join(_path(part, place) for part, place in zip(drawing.parts, frame, strict=True))


def _path(part: Part, place: Place) -> str:
    moved = f"translate({place.x:.1f} {-place.y:.1f}) rotate({-place.angle:.1f}) scale({place.stretch:.3f} 1)"
    return f'<path fill="{DARK[part.role]}" transform="{moved}" d="{part.path}"/>'
