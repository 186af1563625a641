// A figure that moves: its parts are drawn by the service, and put here where they are at each moment.

const SVG = "http://www.w3.org/2000/svg";

export class Figure {
  constructor(element) {
    this.element = element;
    this.drawings = new Map();
    this.name = "";
  }

  // Shows the figure of an exercise, once it is there; `side` is the leg that is named.
  async show(name, side = "") {
    if (this.name === name && this.side === side) return;
    this.name = name;
    this.side = side;
    if (!this.drawings.has(name)) this.drawings.set(name, load(name));
    const drawing = await this.drawings.get(name);
    if (this.name === name && this.side === side) this.draw(drawing);
  }

  draw(drawing) {
    this.drawing = drawing;
    this.element.replaceChildren();
    if (!drawing) return;
    const [x, , width] = drawing.box;
    this.element.setAttribute("viewBox", drawing.box.join(" "));
    const group = document.createElementNS(SVG, "g");
    const flipped = this.side && (this.side === "left") !== drawing.mirrored;
    if (flipped) group.setAttribute("transform", `translate(${2 * x + width} 0) scale(-1 1)`);
    this.paths = drawing.parts.map(([role, outline]) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", role);
      path.setAttribute("d", outline);
      group.append(path);
      return path;
    });
    this.element.append(group);
    this.move(0, 1);
  }

  // Shows it that far along: `share` from 0 at the start to 1 at the turning point, on the way out or back.
  move(share, way) {
    if (!this.drawing) return;
    const frames = way < 0 ? this.drawing.way_back : this.drawing.out;
    const along = (way < 0 ? 1 - share : share) * (frames.length - 1);
    const at = Math.min(Math.floor(along), frames.length - 2);
    this.paths.forEach((path, part) => {
      const [x, y, angle, stretch] = blend(frames[at][part], frames[at + 1][part], along - at);
      path.setAttribute("transform", `translate(${x} ${y}) rotate(${angle}) scale(${stretch} 1)`);
    });
  }
}

async function load(name) {
  const response = await fetch(`/console/figures/${encodeURIComponent(name)}`);
  return response.ok ? response.json() : null;
}

function blend(one, two, share) {
  return one.map((number, at) => Math.round((number + (two[at] - number) * share) * 100) / 100);
}
