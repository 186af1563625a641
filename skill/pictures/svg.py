"""Drawings as SVG: still ones, and all of them on one sheet."""

from collections.abc import Iterable, Mapping
from html import escape

from skill.pictures.drawing import Box, Drawing
from skill.pictures.palette import DARK
from skill.pictures.shapes import Role, Shape

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
    poses = (drawing.start, (*drawing.end, drawing.arrow))
    placed = (
        f'<svg x="{at * half + 5:g}" y="5" width="{half - 10:g}" height="{height - 35}" '
        f'viewBox="{_view(drawing.box)}" preserveAspectRatio="xMidYMax meet">{_paths(pose)}</svg>'
        for at, pose in enumerate(poses)
    )
    return f'{"".join(placed)}<text x="{half:g}" y="{height - 10}" text-anchor="middle">{escape(name)}</text>'


def _view(box: Box) -> str:
    return f"{box.x:g} {box.y:g} {box.width:g} {box.height:g}"


def _paths(shapes: Iterable[Shape]) -> str:
    return "".join(f'<path fill="{DARK[shape.role]}" d="{shape.path}"/>' for shape in shapes)
