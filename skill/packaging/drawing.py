"""The icons of the store, drawn from one vector: `icons/icon.svg`."""

from skill.packaging.errors import PackagingError
from skill.packaging.listing import ICONS, SIZES


def draw() -> dict[str, bytes]:
    """The files in `icons/`, as PNG. Raises PackagingError where there is nothing to draw with."""
    try:
        from resvg_py import svg_to_bytes  # for who draws only: it is not installed with the coach
    except ImportError:
        raise PackagingError("icons are drawn in a checkout, after `make setup`") from None
    vector = str(ICONS / "icon.svg")
    return {
        f"icon-{size}.png": bytes(svg_to_bytes(svg_path=vector, width=size, height=size))
        for size in SIZES.values()
    }


def write_icons() -> tuple[str, ...]:
    """Write the icons and return their names."""
    drawn = draw()
    for name, png in drawn.items():
        (ICONS / name).write_bytes(png)
    return tuple(drawn)


def stale_icons() -> tuple[str, ...]:
    """The names of those that are not what the vector says."""
    return tuple(
        name for name, png in draw().items() if not (ICONS / name).is_file() or (ICONS / name).read_bytes() != png
    )
