"""The page in a real browser, talking to a service that really runs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.amazon import peer
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.slow

expect.set_options(timeout=PATIENCE)

AXE = peer("axe-core") / "axe.min.js"
REP = re.compile(r"rep (\w+)")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MANY = 5
"""Reps of a first set, at least."""
ON_STAGE = """() => {
  const text = (id) => document.getElementById(id).textContent;
  return [text("caption"), document.body.dataset.part, text("word"), text("number")];
}"""
"""What is being said, and what is shown with it."""
MOST_STEPS = 10_000
STEP = 100
"""Milliseconds by which a page goes on whose time the test holds."""
WINDOWS = ((320, 568), (844, 390), (1280, 800), (390, 844))
"""The smallest phone, a phone on its side, a laptop, a phone."""


def press(page: Page, name: str) -> None:
    """Press a button by what stands on it."""
    page.get_by_role("button", name=name, exact=True).click()


def hurry(page: Page, times: int) -> None:
    """Let the conversation's time go so many times as fast as the world's."""
    press(page, "Settings")
    page.get_by_label("Time").select_option(str(times))
    press(page, "Close")


def begin_a_class(page: Page) -> None:
    """Start a class by two buttons."""
    press(page, "Start a class")
    press(page, "Go")
    page.locator("#done").wait_for()


def play(page: Page, is_there: Callable[[], object]) -> None:
    """Let the page's own time go on until this is there, however long the machine takes for that."""
    for _ in range(MOST_STEPS):
        if is_there():
            return
        page.clock.run_for(STEP)
    raise AssertionError("it did not come")


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is shown; it needs some of the page's time."""
    page.evaluate(AXE.read_text("utf-8"))
    page.evaluate("() => { window.found = null; axe.run().then((found) => { window.found = found; }); }")
    play(page, lambda: page.evaluate("window.found !== null"))
    found = page.evaluate("window.found")
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


def look(page: Page, state: str) -> list[str]:
    """What does not fit into a window, or cannot be used by everyone, as the page is shown."""
    found = []
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        found += [] if size == [width, height] else [f"{state}, {width} by {height}: is {size}"]
    return found + [f"{state}: {fault}" for fault in faults(page)]


def test_a_how_to_by_buttons_alone(still: Page):
    """From the list to the steps of an exercise, with its picture, and on to the next step."""
    press(still, "List the exercises")
    play(still, still.locator("#choices button").count)
    still.locator("#choices button").first.click()
    play(still, still.locator("#labels", has_text="Step 1 of").count)
    expect(still.locator("#picture path.muscle").first).to_be_attached()
    press(still, "Next")
    play(still, still.locator("#labels", has_text="Step 2 of").count)


def test_a_whole_class_by_buttons_alone(page: Page):
    """Started, begun, and rated at the end; no word between, and the service knows of it afterwards."""
    hurry(page, 60)
    begin_a_class(page)
    press(page, "Good")
    expect(page.locator("#state")).to_have_text("The session is over.")
    press(page, "My progress")

    expect(page.locator("#weeks li").last).to_have_text("1")


def test_a_set_paused_by_a_click_goes_on_at_its_rep(page: Page):
    """The rep that is told at the pause is the one that is counted first afterwards."""
    page.evaluate("""() => {
      const look = () => {
        if (document.body.dataset.part !== "work" || number.textContent !== "3") return;
        watch.disconnect();
        [...document.querySelectorAll("#touches button")].find((one) => one.textContent === "Pause").click();
      };
      const number = document.getElementById("number");
      const watch = new MutationObserver(look);
      watch.observe(number, { childList: true });
    }""")
    hurry(page, 10)
    begin_a_class(page)
    paused = page.locator("#caption", has_text="Paused").text_content()
    press(page, "Go")
    page.locator("[data-part=work] #number").wait_for()

    rep = REP.search(paused or "")
    assert rep
    expect(page.locator("#number")).to_have_text(str(WORDS.index(rep[1])))


def test_the_counts_go_with_the_voice(still: Page):
    """When the number of a rep is spoken with its word, that number is on the stage."""
    hurry(still, 10)
    press(still, "Start a class")
    press(still, "Go")
    counted, rest, before = [], still.locator("[data-part=rest]"), ""
    while not rest.count():
        still.clock.run_for(STEP)
        said, part, word, number = still.evaluate(ON_STAGE)
        if said != before and part == "work" and said.startswith(word) and said.split()[-1] in WORDS:
            counted.append((WORDS.index(said.split()[-1]), int(number)))
        before = said

    assert len(counted) >= MANY
    assert [spoken for spoken, _ in counted] == [shown for _, shown in counted]


def test_silence_is_shown_to_the_end_of_the_session(still: Page):
    """The coach listens, asks once more, and then a speaker's session would be over."""
    hurry(still, 10)
    press(still, "Help")
    for state in ("The coach is listening.", "The coach asks once more.", "Nothing was said"):
        play(still, still.locator("#state", has_text=state).count)


def test_a_typed_sentence_interrupts(page: Page):
    """What is being said stops, and the conversation goes on from there."""
    page.get_by_label("What you say").fill("how do I do a Nordic curl")
    press(page, "Say")
    expect(page.locator("#title")).to_have_text("Nordic curl")
    page.get_by_label("What you say").fill("go to step three")
    page.keyboard.press("Enter")

    expect(page.locator("#labels")).to_have_text(re.compile("^Step 3 of"))


def test_escape_makes_the_coach_be_quiet(page: Page):
    """Nothing more is said or shown to be said."""
    begin_a_class(page)
    page.keyboard.press("Escape")
    expect(page.locator("#state")).to_have_text("")
    said = page.locator("#caption").text_content()
    page.wait_for_timeout(4_000)

    expect(page.locator("#caption")).to_have_text(said or "")


def test_a_touch_of_an_older_answer_changes_nothing(page: Page):
    """The screen may be slower than the runner: what was offered before is stale."""
    begin_a_class(page)
    stale = page.evaluate("""async () => {
      const { Door } = await import("/console/door.js");
      const door = new Door(document.createElement("ol"));
      await door.say("start a class");
      await door.touch("touched", 1, 0);
      return (await door.touch("touched", 1, 0)).text;
    }""")

    assert stale == ""


def test_a_speaker_has_no_picture(page: Page):
    """Without a screen there is what is said, and silence as a speaker has it."""
    press(page, "Settings")
    page.get_by_label("Device").select_option("speaker")
    press(page, "Close")
    page.get_by_label("What you say").fill("start a class")
    press(page, "Say")
    expect(page.locator("#caption")).to_contain_text("minutes")

    expect(page.locator("#picture")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_fits_and_is_accessible(still: Page, scheme: str):
    """Before the first word, in the settings, a list, a how-to and a set; in windows of all sizes."""
    still.emulate_media(color_scheme=scheme)
    found = look(still, "before the first word")
    press(still, "Settings")
    found += look(still, "the settings")
    press(still, "Close")
    press(still, "List the exercises")
    play(still, still.locator("#choices button").count)
    found += look(still, "a list")
    still.locator("#choices button").first.click()
    play(still, still.locator("#labels", has_text="Step").count)
    found += look(still, "a how-to")
    press(still, "Stop")
    press(still, "Start a class")
    press(still, "Go")
    play(still, still.locator("[data-part=work] #number", has_text="1").count)
    found += look(still, "a set")

    assert found == []


def test_the_voice_keeps_the_pauses(page: Page):
    """Each piece is spoken at its time, however fast the voice is; what is cut off is not spoken."""
    spoken = page.evaluate("""async () => {
      const spoken = [];
      const speak = (words) => {
        spoken.push([words.text, performance.now()]);
        setTimeout(() => words.dispatchEvent(new Event("end")), 10);
      };
      const value = { getVoices: () => [{}], cancel() {}, speak };
      Object.defineProperty(window, "speechSynthesis", { value });
      const { Voice } = await import("/console/voice.js");
      const voice = new Voice();
      const start = performance.now();
      const pieces = ["One.", "Two.", "Three."].map((text, at) => ({ text, start: at * 400, length: 400 }));
      await voice.say(pieces, (index) => index === 1 && setTimeout(() => voice.stop(), 100));
      return spoken.map(([text, at]) => [text, at - start]);
    }""")

    (one, _), (two, later) = spoken
    assert (one, two) == ("One.", "Two.")
    assert round(later, -1) >= 400


def test_a_service_that_is_gone_is_told(page: Page):
    """A request that fails leaves a remark, not silence."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('gone')); }")
    press(page, "Help")

    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
