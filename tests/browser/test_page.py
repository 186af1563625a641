"""The console in a real browser, talking to a service that really runs."""

import pytest

from tests.browser.chromium import Chromium

pytestmark = pytest.mark.slow

FIRST_ANSWER = "document.querySelector('li.coach')?.textContent"
SPEAKING = "document.querySelectorAll('.piece.now').length"


def test_a_typed_sentence_is_answered(browser: Chromium, address: str):
    """What was said and what is answered stand on the page, pauses shown, the words being said marked."""
    browser.open(address)
    browser.type("how do I do a Nordic curl")
    answer = browser.wait_for(FIRST_ANSWER)

    assert browser.run("document.querySelector('li.mine').textContent") == "how do I do a Nordic curl"
    assert answer.startswith("The Nordic curl. ")
    assert "two hard pulls. (pause 8 s) " in answer
    assert browser.run("document.querySelector('.piece.now').textContent").startswith("The Nordic curl.")
    assert browser.messages == []


def test_the_next_sentence_interrupts_and_goes_on_with_the_conversation(browser: Chromium, address: str):
    """The answer being said is cut off; the place in the how-to is known."""
    browser.open(address)
    browser.type("how do I do a Nordic curl")
    browser.wait_for(FIRST_ANSWER)
    browser.type("go to step three")
    answer = browser.wait_for("document.querySelectorAll('li.coach')[1]?.textContent")

    assert "Step three." in answer
    assert browser.run("document.querySelectorAll('li.coach')[0].querySelectorAll('.now').length") == 0
    assert browser.run("document.querySelectorAll('li.coach')[0].querySelectorAll('.coming').length") > 0


def test_escape_makes_the_coach_be_quiet(browser: Chromium, address: str):
    """Nothing is being said any more, and the button for it rests."""
    browser.open(address)
    browser.type("how do I do a Nordic curl")
    browser.wait_for(SPEAKING)
    browser.press("Escape")

    assert browser.wait_for(f"{SPEAKING} === 0")
    assert browser.run("document.getElementById('quiet').disabled") is True


def test_a_suggestion_says_itself(browser: Chromium, address: str):
    """One press is enough."""
    browser.open(address)
    browser.run("document.querySelector('#suggestions button:last-child').click()")
    browser.wait_for(FIRST_ANSWER)

    assert browser.run("document.querySelector('li.mine').textContent") == "Stop"


def test_everything_fits_a_phone(browser: Chromium, address: str):
    """Nothing is wider than the window, also with a conversation in it."""
    browser.resize(360, 640)
    browser.open(address)
    browser.type("how do I do a Nordic curl")
    browser.wait_for(FIRST_ANSWER)

    assert browser.run("document.documentElement.scrollWidth") == 360
    assert browser.run("document.documentElement.scrollHeight") == 640


def test_the_voice_keeps_the_pauses(browser: Chromium, address: str):
    """Each piece is spoken at its time, however fast the voice is; what is cut off is not spoken."""
    browser.open(address)
    spoken = browser.run("""(async () => {
      const spoken = [];
      const speak = (words) => {
        spoken.push([words.text, performance.now()]);
        setTimeout(() => words.dispatchEvent(new Event("end")), 10);
      };
      const value = { getVoices: () => [{}], cancel() {}, speak };
      Object.defineProperty(window, "speechSynthesis", { value });
      const { Voice } = await import("/console/voice.js");
      const voice = new Voice("en-US");
      const start = performance.now();
      const pieces = ["One.", "Two.", "Three."].map((text, at) => ({ text, start: at * 400, length: 400 }));
      await voice.say(pieces, (index) => index === 1 && setTimeout(() => voice.stop(), 100));
      return spoken.map(([text, at]) => [text, at - start]);
    })()""")

    (one, _), (two, later) = spoken
    assert (one, two) == ("One.", "Two.")
    assert round(later, -1) >= 400


def test_a_service_that_is_gone_is_told(browser: Chromium, address: str):
    """A request that fails leaves a remark, not silence."""
    browser.open(address)
    browser.run("window.fetch = () => Promise.reject(new TypeError('gone'))")
    browser.type("help")

    assert "cannot be reached" in browser.wait_for("document.querySelector('li.note')?.textContent")
