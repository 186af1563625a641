// The page: what is pressed, typed or spoken goes to the skill; the answer is spoken and shown, each piece at its time.

import { Door } from "./door.js";
import { Stage } from "./stage.js";
import { Voice } from "./voice.js";

const $ = (id) => document.getElementById(id);
const door = new Door(document.querySelector("#exchanges ol"));
const stage = new Stage();
const voice = new Voice();
let welcome = { touches: [], figure: "" };
let latest = 0; // the newest thing done: an answer to an older one comes too late
let wakeLock = null;

async function send(ask, echo) {
  const mine = ++latest;
  hush();
  note("");
  if (echo) caption(`“${echo}”`);
  state("…");
  try {
    const answer = await ask();
    if (mine === latest) await follow(answer, mine);
  } catch (error) {
    if (mine !== latest) return;
    note(error instanceof TypeError ? "The service cannot be reached. Is it still running?" : error.message);
    state("");
    offer(welcome.touches);
  }
}

const say = (sentence) => send(() => door.say(sentence), sentence);

async function follow(answer, mine) {
  if (answer.after_silence) note("Nothing was said for so long that the coach had stopped listening.");
  const panel = answer.panel ?? plain(answer);
  stay(panel.beats.some((beat) => beat.part !== "talk"));
  show(panel);
  stage.play(panel, door.wish.speed);
  offer(answer.open ? panel.touches : welcome.touches, answer.open && panel);
  state(answer.pieces.length ? "The coach is speaking." : "");
  if (!(await speak(answer.pieces)) || mine !== latest) return;
  if (panel.carriesOn) {
    send(() => door.touch("heard", panel.turn));
    return;
  }
  if (panel.afterwards.length) offer(panel.afterwards, panel, panel.touches.length);
  stay(false);
  if (!answer.listening) {
    state(answer.open ? "" : "The session is over.");
    return;
  }
  state("The coach is listening.");
  await wait(answer, mine);
}

// Silence as a device has it: the microphone closes, the coach asks once more, and then the session is over.
async function wait(answer, mine) {
  for (const pieces of [answer.reprompt, []]) {
    if (!(await voice.silence(answer.reprompt_after / door.wish.speed)) || mine !== latest) return;
    if ($("sentence").value) return;
    if (!pieces.length) break;
    state("The coach asks once more.");
    if (!(await speak(pieces)) || mine !== latest) return;
    state("The coach is listening.");
  }
  state("Nothing was said: a speaker would end the session now. Here you can still go on.");
}

// What a device without a screen shows: what is said.
function plain(answer) {
  const last = answer.pieces.at(-1);
  const length = last ? last.start + last.length : 0;
  const beat = { part: "talk", start: 0, length, title: "", labels: [], word: "", count: "", of: "", move: [0, 0], done: 0 };
  return { turn: 0, beats: length ? [beat] : [], touches: [], afterwards: [], exercises: [], weeks: [], carriesOn: false };
}

function speak(pieces) {
  const speed = door.wish.speed;
  const timed = pieces.map((piece) => ({ ...piece, start: piece.start / speed, length: piece.length / speed }));
  if (!timed.length) return Promise.resolve(true);
  return voice.say(timed, (index) => caption(timed[index].text));
}

function offer(labels, panel, first = 0) {
  const focused = $("touches").contains(document.activeElement) ? document.activeElement.textContent : null;
  const buttons = labels.map((label, index) =>
    button(label, () => (panel ? send(() => door.touch("touched", panel.turn, first + index), label) : say(label))),
  );
  $("touches").replaceChildren(...buttons);
  if (focused) (buttons.find((one) => one.textContent === focused) ?? buttons[0])?.focus();
}

// One of four things fills the page: a list, a chart, an exercise, or else the words that are said.
function show(panel) {
  const kinds = {
    list: panel.exercises.length > 0,
    weeks: panel.weeks.length > 0,
    stage: panel.beats.some((beat) => beat.figure),
    words: true,
  };
  const shown = Object.keys(kinds).find((kind) => kinds[kind]);
  document.body.dataset.shows = shown;
  $("stage").hidden = shown !== "stage";
  $("choices").hidden = shown !== "list";
  $("weeks").hidden = shown !== "weeks";
  $("choices").replaceChildren(
    ...panel.exercises.map(([id, name]) => button(name, () => send(() => door.touch("chosen", panel.turn, id), name))),
  );
  const most = Math.max(...panel.weeks, 1);
  $("weeks").querySelector("ol").replaceChildren(
    ...panel.weeks.map((classes) => {
      const week = document.createElement("li");
      week.style.setProperty("--share", classes / most);
      week.textContent = classes;
      return week;
    }),
  );
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

function hush() {
  voice.stop();
  stage.stop();
}

function caption(text) {
  $("caption").textContent = text;
}

function state(text) {
  $("state").textContent = text;
}

function note(text) {
  $("note").hidden = !text;
  $("note").textContent = text;
}

// Keeps the screen on during a class, where the browser can.
async function stay(awake) {
  if (awake && !wakeLock && navigator.wakeLock && document.visibilityState === "visible") {
    wakeLock = await navigator.wakeLock.request("screen").catch(() => null);
    wakeLock?.addEventListener("release", () => (wakeLock = null));
  } else if (!awake) {
    await wakeLock?.release();
  }
}

function sound(aloud) {
  voice.aloud = aloud;
  $("sound").setAttribute("aria-pressed", aloud);
  $("sound").textContent = aloud ? "Sound on" : "Sound off";
}

// Begins anew, as a device does that was just plugged in.
async function begin() {
  latest += 1;
  hush();
  door.conversation = "";
  welcome = await door.begin();
  voice.language = welcome.locale;
  voice.mute = door.wish.speed > 1;
  $("locale").replaceChildren(...welcome.locales.map((code) => new Option(code, code, false, code === welcome.locale)));
  offer(welcome.touches);
  state(Voice.works ? "" : "This browser has no voice: read along.");
  show({ exercises: [], weeks: [], beats: [welcome] });
  await stage.demonstrate(welcome.figure);
}

function settle() {
  door.wish = {
    locale: $("locale").value,
    screen: $("device").value === "screen",
    speed: Number($("speed").value),
  };
  begin().catch(() => note("The service cannot be reached. Is it still running?"));
}

function listen() {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  const recognition = new Recognition();
  $("microphone").hidden = false;
  $("microphone").addEventListener("click", () => {
    hush();
    recognition.lang = welcome.locale;
    note("Listening. Some browsers send what you say to their maker.");
    recognition.start();
  });
  recognition.addEventListener("start", () => $("microphone").classList.add("listening"));
  recognition.addEventListener("end", () => $("microphone").classList.remove("listening"));
  recognition.addEventListener("result", (event) => say(event.results[0][0].transcript));
  recognition.addEventListener("error", (event) => note(`The microphone does not work here (${event.error}).`));
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const sentence = $("sentence").value.trim();
  $("sentence").value = "";
  if (sentence) say(sentence);
});
$("sound").addEventListener("click", () => sound(!voice.aloud));
$("open-settings").addEventListener("click", () => $("settings").showModal());
for (const id of ["device", "locale", "speed"]) $(id).addEventListener("change", settle);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !$("settings").open) {
    latest += 1;
    hush();
    state("");
  }
});
listen();
begin().catch(() => note("The service cannot be reached. Is it still running?"));
