// The page: what is typed or spoken goes to the skill, the answer is shown and spoken piece by piece, each at its time.

import { Voice } from "./voice.js";

const SUGGESTIONS = [
  "How do I do a Nordic curl",
  "Start my hamstring session",
  "What are the mistakes",
  "Next",
  "Repeat",
  "Pause",
  "How many left",
  "Help",
  "Stop",
];

const NEW_LINE = 2000; // milliseconds: after a longer pause the words go on in a new line

const $ = (id) => document.getElementById(id);
const voice = new Voice(navigator.language);
let conversation = "";
let latest = 0; // the newest sentence said: an answer to an older one comes too late

function line(kind, text = "") {
  const item = document.createElement("li");
  item.className = kind;
  item.textContent = text;
  $("conversation").append(item);
  item.scrollIntoView({ block: "end" });
  return item;
}

function shown(pieces, item) {
  return pieces.map((piece) => {
    const words = document.createElement("span");
    words.className = "piece coming";
    words.textContent = piece.text;
    item.append(words, " ");
    if (piece.pause >= 500) {
      const pause = document.createElement("span");
      pause.className = "pause";
      pause.textContent = `(pause ${Math.max(1, Math.round(piece.pause / 1000))} s)`;
      item.append(pause, " ", piece.pause >= NEW_LINE ? document.createElement("br") : "");
    }
    return words;
  });
}

async function speak(pieces, item) {
  const words = shown(pieces, item);
  $("quiet").disabled = false;
  const whole = await voice.say(pieces, (index) => {
    words.forEach((word, at) => {
      word.classList.toggle("now", at === index);
      if (at === index) word.classList.remove("coming");
    });
    words[index].scrollIntoView({ block: "nearest" });
  });
  words.forEach((word) => word.classList.remove("now"));
  if (whole) $("quiet").disabled = true;
  return whole;
}

async function answer(reply) {
  if (reply.after_silence) line("note", "Nothing was said for so long that the coach had stopped listening.");
  if (reply.pieces.length) {
    state("The coach is speaking.");
    const whole = await speak(reply.pieces, line("coach"));
    if (!whole) return;
  }
  state(reply.listening ? "The coach is listening." : "The conversation is over.");
  if (!reply.listening || !reply.reprompt.length) return;
  const silent = await voice.silence(reply.reprompt_after);
  if (silent && !$("sentence").value) await speak(reply.reprompt, line("coach again"));
}

async function say(sentence) {
  const mine = ++latest;
  quiet();
  $("hello").hidden = true;
  line("mine", sentence);
  state("…");
  try {
    const response = await fetch("/console/say", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sentence, conversation, locale: navigator.language }),
    });
    if (!response.ok) throw new Error(response.status === 400 ? "That is nothing one can say." : `The service answered ${response.status}.`);
    const reply = await response.json();
    conversation = reply.conversation;
    if (mine === latest) await answer(reply);
  } catch (error) {
    const lost = error instanceof TypeError;
    line("note", lost ? "The service cannot be reached. Is it still running?" : error.message);
    state("");
  }
}

function quiet() {
  voice.stop();
  $("quiet").disabled = true;
}

function state(text) {
  $("state").textContent = text;
}

function listen() {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  const recognition = new Recognition();
  recognition.lang = navigator.language;
  $("microphone").hidden = false;
  $("microphone").addEventListener("click", () => {
    quiet();
    recognition.start();
  });
  recognition.addEventListener("start", () => $("microphone").classList.add("listening"));
  recognition.addEventListener("end", () => $("microphone").classList.remove("listening"));
  recognition.addEventListener("result", (event) => say(event.results[0][0].transcript));
  recognition.addEventListener("error", (event) => line("note", `The microphone does not work here (${event.error}).`));
}

for (const sentence of SUGGESTIONS) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = sentence;
  button.addEventListener("click", () => say(sentence));
  $("suggestions").append(button);
}
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const sentence = $("sentence").value.trim();
  $("sentence").value = "";
  if (sentence) say(sentence);
});
$("quiet").addEventListener("click", quiet);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") quiet();
});
$("sound").addEventListener("click", () => {
  voice.aloud = !voice.aloud;
  $("sound").setAttribute("aria-pressed", voice.aloud);
  $("sound").textContent = voice.aloud ? "Sound on" : "Sound off";
});
listen();
