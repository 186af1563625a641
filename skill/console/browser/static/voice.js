// Speaks pieces of text, each at its time: the pauses are kept, and a voice that is slow shortens only the pause it runs into.

const LOST = 3; // some voices never tell that they have ended: after so many times the length they are not waited for

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Voice {
  constructor() {
    this.language = navigator.language;
    this.aloud = true;
    this.mute = false; // while time goes faster than anyone can speak
    this.stop();
    window.speechSynthesis?.getVoices(); // the first call makes the browser look for voices
  }

  static get works() {
    return "speechSynthesis" in window;
  }

  // Resolves to true when all was said, to false when it was cut off. `began(index)` is called as each piece begins.
  async say(pieces, began) {
    const cut = this.cut;
    const start = performance.now();
    for (const [index, piece] of pieces.entries()) {
      if (!(await until(start + piece.start, cut))) return false;
      began(index);
      if (this.aloud && !this.mute) await Promise.race([this.speak(piece.text), pause(LOST * piece.length), cut]);
    }
    const last = pieces.at(-1);
    return until(start + last.start + last.length, cut);
  }

  // Resolves to true after so many milliseconds, to false when it was cut off.
  silence(milliseconds) {
    return until(performance.now() + milliseconds, this.cut);
  }

  // Cuts off whatever is being said or waited for.
  stop() {
    this.cutNow?.();
    this.cut = new Promise((resolve) => {
      this.cutNow = () => resolve(false);
    });
    window.speechSynthesis?.cancel();
  }

  speak(text) {
    const synthesis = window.speechSynthesis;
    if (!text || !synthesis || synthesis.getVoices().length === 0) return Promise.resolve();
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = this.language;
    return new Promise((resolve) => {
      utterance.addEventListener("end", resolve);
      utterance.addEventListener("error", resolve);
      synthesis.speak(utterance);
    });
  }
}

// True at that time, false if it was cut off before.
function until(time, cut) {
  return Promise.race([cut, pause(Math.max(time - performance.now(), 0)).then(() => true)]);
}
