// Virtual-alexa talks to a skill: drive.mjs ADDRESS MODEL LOCALE. It takes one JSON step a line and prints what became of
// it: {"request", "response", "open"}, open being whether a session is; or {"error"}, where it cannot send the step.
// A step is {"say": sentence} or {"intent": name, "slots": {name: value}}, and comes "after" so many seconds. The clock
// begins on a Monday morning and is moved by nothing else, so every run is the same.
import { createInterface } from "node:readline";
import virtualAlexa from "virtual-alexa";

const [address, model, locale] = process.argv.slice(2);
const alexa = virtualAlexa.VirtualAlexa.Builder().skillURL(address).interactionModelFile(model).locale(locale).create();
let now = Date.parse("2026-01-05T07:00:00Z");
let request;
alexa.filter((sent) => {
  sent.request.timestamp = new Date(now).toISOString();
  request = structuredClone(sent);
});

const turn = async ({ say, intent, slots, after = 0 }) => {
  now += after * 1000;
  try {
    const response = await (say ? alexa.utter(say) : alexa.intend(intent, slots));
    return { request, response, open: alexa.context().activeSession() };
  } catch (error) {
    return { error: error.message ?? error };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await turn(JSON.parse(line))));
}
