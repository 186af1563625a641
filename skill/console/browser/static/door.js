// The way to the skill: what is said or touched goes there, and the answer comes back. All of it is written down.

const MOST_KEPT = 20;

export class Door {
  constructor(list) {
    this.list = list;
    this.conversation = "";
    this.wish = { locale: navigator.language, screen: true, speed: 1 };
  }

  async begin() {
    return this.answered(await fetch(`/console/begin?locale=${encodeURIComponent(this.wish.locale)}`));
  }

  say(sentence) {
    return this.post("/console/say", { sentence });
  }

  touch(...arguments_) {
    return this.post("/console/touch", { arguments: arguments_ });
  }

  async post(path, what) {
    const body = { ...what, conversation: this.conversation, ...this.wish };
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await this.answered(response);
    this.conversation = answer.conversation;
    this.note(body, answer.envelope);
    return answer;
  }

  async answered(response) {
    if (response.ok) return response.json();
    throw new Error(response.status === 400 ? "That is nothing one can say." : `The service answered ${response.status}.`);
  }

  note(request, response) {
    const item = document.createElement("li");
    const text = document.createElement("pre");
    text.tabIndex = 0;
    text.textContent = `${JSON.stringify(request, null, 1)}\n\n${JSON.stringify(response, null, 1)}`;
    item.append(text);
    this.list.prepend(item);
    while (this.list.children.length > MOST_KEPT) this.list.lastChild.remove();
  }
}
