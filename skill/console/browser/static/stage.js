// The stage: what the runner does at this moment, in time with the voice.

import { Figure } from "./figure.js";

const DEMONSTRATION = 2000; // milliseconds of a movement that is only shown, each way

const $ = (id) => document.getElementById(id);
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Stage {
  constructor() {
    this.figure = new Figure($("picture"));
    this.panel = null;
    this.beat = null;
    this.slowest = 0; // milliseconds between two frames, at most
  }

  // Plays a panel from its first word on; `speed` is how many times as fast as the world.
  play(panel, speed) {
    this.panel = panel;
    this.speed = speed;
    this.origin = performance.now();
    this.beat = null;
    this.slowest = 0;
    this.before = 0;
    cancelAnimationFrame(this.next);
    this.tick(performance.now());
  }

  // Holds what is shown as it is.
  stop() {
    cancelAnimationFrame(this.next);
  }

  // Shows a figure with nothing to do: its movement, again and again.
  async demonstrate(name) {
    await this.figure.show(name);
    this.panel = { beats: [{ part: "ready", start: 0, length: Infinity, count: "", move: [0, 0], idle: true }] };
    this.speed = 1;
    this.origin = performance.now();
    this.beat = this.panel.beats[0];
    this.tick(performance.now());
  }

  tick(now) {
    if (this.before) this.slowest = Math.max(this.slowest, now - this.before);
    this.before = now;
    const time = Math.max(now - this.origin, 0) * this.speed;
    const beats = this.panel.beats;
    const beat = beats.findLast((one) => one.start <= time) ?? beats[0];
    if (beat && beat !== this.beat) this.enter(beat);
    if (beat) this.show(beat, time - beat.start);
    const last = beats.at(-1);
    if (last && time < last.start + last.length) this.next = requestAnimationFrame((then) => this.tick(then));
  }

  enter(beat) {
    this.beat = beat;
    document.body.dataset.part = beat.part;
    $("title").textContent = beat.title;
    $("labels").textContent = beat.labels.join(" · ");
    $("word").textContent = beat.word;
    $("word").hidden = !beat.word;
    $("of").textContent = beat.of && beat.part !== "ready" ? ` / ${beat.of}` : "";
    $("count").hidden = !beat.count || beat.part === "step";
    $("tempo").hidden = !["work", "hold", "rest"].includes(beat.part);
    $("done").hidden = beat.part === "talk" && !beat.done;
    $("done").value = beat.done;
    if (beat.figure) {
      this.figure.show(beat.figure, beat.side);
      $("picture").setAttribute("aria-label", [beat.title, ...beat.labels].join(", "));
    }
  }

  show(beat, passed) {
    const share = Math.min(passed / beat.length, 1);
    if (beat.count) {
      const seconds = Math.floor(Math.min(passed, beat.length - 1) / 1000);
      $("number").textContent = Number(beat.count) + beat.ticks * seconds;
    }
    $("bar").style.transform = `scaleX(${filled(beat, share, passed)})`;
    const [from, to] = beat.move;
    if (beat.part === "ready" && !beat.count && !calm.matches) {
      const cycle = (passed / this.speed / DEMONSTRATION) % 2;
      this.figure.move(cycle < 1 ? cycle : 2 - cycle, cycle < 1 ? 1 : -1);
    } else {
      this.figure.move(from + (to - from) * (calm.matches ? Math.round(share) : eased(share)), to < from ? -1 : 1);
    }
  }
}

// How full the bar is: it fills as a runner goes out, stays while they hold, and empties on the way back.
function filled(beat, share, passed) {
  if (beat.ticks && beat.of && beat.part !== "work") return (Number(beat.count) - passed / 1000) / Number(beat.of);
  const [from, to] = beat.move;
  return from + (to - from) * share;
}

function eased(share) {
  return share * share * (3 - 2 * share);
}
