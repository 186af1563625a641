// A figure that moves: its outlines are drawn by the service, frame by frame, and blended here.

const SVG = "http://www.w3.org/2000/svg";
const NUMBER = /-?\d+(?:\.\d+)?/g;

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
    const [x, y, width, height] = drawing.box;
    this.element.setAttribute("viewBox", drawing.box.join(" "));
    const group = document.createElementNS(SVG, "g");
    const flipped = this.side && (this.side === "left") !== drawing.mirrored;
    if (flipped) group.setAttribute("transform", `translate(${2 * x + width} 0) scale(-1 1)`);
    this.paths = drawing.roles.map((role) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", role);
      group.append(path);
      return path;
    });
    this.element.append(group);
    this.shown = null;
    this.move(0, 1);
  }

  // Shows it that far along: `share` from 0 at the start to 1 at the turning point, on the way out or back.
  move(share, way) {
    if (!this.drawing) return;
    const order = way < 0 ? this.drawing.back : this.drawing.out;
    const along = (way < 0 ? 1 - share : share) * (order.length - 1);
    const at = Math.min(Math.floor(along), order.length - 2);
    const key = `${way < 0 ? "back" : "out"} ${along.toFixed(2)}`;
    if (key === this.shown) return;
    this.shown = key;
    const [one, two] = [this.drawing.frames[order[at]], this.drawing.frames[order[at + 1]]];
    this.paths.forEach((path, index) => path.setAttribute("d", blend(one[index], two[index], along - at)));
  }
}

async function load(name) {
  const response = await fetch(`/console/figures/${encodeURIComponent(name)}`);
  if (!response.ok) return null;
  const drawing = await response.json();
  drawing.frames = drawing.frames.map((frame) => frame.map(parsed));
  return drawing;
}

function parsed(path) {
  return { words: path.split(NUMBER), numbers: path.match(NUMBER).map(Number), path };
}

function blend(one, two, share) {
  if (share === 0 || one.path === two.path) return one.path;
  let path = one.words[0];
  for (let at = 0; at < one.numbers.length; at += 1) {
    const value = one.numbers[at] + (two.numbers[at] - one.numbers[at]) * share;
    path += Math.round(value * 10) / 10 + one.words[at + 1];
  }
  return path;
}
