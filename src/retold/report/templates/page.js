"use strict";
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const said = document.getElementById("said");
  const say = (text) => {
    said.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { said.textContent = ""; }, 2500);
  };

  // Open every fold around an element, so that a link into a fold arrives.
  const reveal = (element) => {
    for (let fold = element; fold; fold = fold.parentElement) {
      if (fold.tagName === "DETAILS") fold.open = true;
    }
  };
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const element = id && document.getElementById(id);
    if (!element) return;
    reveal(element);
    element.scrollIntoView({ block: element.matches(".change, a, p") ? "center" : "start" });
  };
  addEventListener("hashchange", arrive);

  // Filters by weight and by family.
  const tools = document.getElementById("tools");
  const filters = [["high", "high"], ["medium", "medium"], ["low", "low"],
    ["F", "facts"], ["S", "sources"], ["V", "voice"], ["R", "form"]];
  const changes = all(".change");
  if (changes.length) {
    for (const [key, name] of filters) {
      const button = make("button", name, { type: "button", "aria-pressed": "true", title: `Show or hide: ${name}` });
      button.addEventListener("click", () => {
        const hidden = document.body.classList.toggle(`no-${key}`);
        button.setAttribute("aria-pressed", String(!hidden));
        say(`${name}: ${hidden ? "hidden" : "shown"}`);
      });
      tools.append(button);
    }
  }
  const help = document.getElementById("help");
  const ask = make("button", "?", { type: "button", "aria-label": "Keys" });
  ask.addEventListener("click", () => help.showModal());
  tools.append(ask);
  tools.hidden = false;

  // The link to a change.
  const linkTo = (change) => `${location.href.split("#")[0]}#${change.id}`;
  const copy = async (change) => {
    history.replaceState(null, "", `#${change.id}`);
    try {
      await navigator.clipboard.writeText(linkTo(change));
      say(`Link to ${change.id} copied`);
    } catch {
      say("The link stands in the address bar");
    }
  };
  for (const change of changes) {
    const button = make("button", "copy link", { type: "button", class: "copy" });
    button.addEventListener("click", () => copy(change));
    change.querySelector(".what").append(button);
  }

  // Keys: from change to change in the order of the page.
  let here = null;
  const leave = () => all(".here").forEach((element) => element.classList.remove("here"));
  const go = (by, high) => {
    const shown = changes.filter((change) => getComputedStyle(change).display !== "none"
      && (!high || change.classList.contains("w-high")));
    if (!shown.length) return;
    const order = here ? changes.indexOf(here) : -1;
    const next = by > 0
      ? shown.find((change) => changes.indexOf(change) > order) || shown[0]
      : shown.findLast((change) => changes.indexOf(change) < order) || shown.at(-1);
    leave();
    here = next;
    reveal(here);
    here.classList.add("here");
    const place = here.querySelector(".place");
    const mark = place && document.getElementById(place.getAttribute("href").slice(1));
    if (mark) {
      reveal(mark);
      mark.classList.add("here");
      mark.scrollIntoView({ block: "center", behavior: "instant" });
    }
    const list = here.closest(".changes");
    if (list.scrollHeight > list.clientHeight) list.scrollTop += here.getBoundingClientRect().top - list.getBoundingClientRect().top - 60;
    else here.scrollIntoView({ block: "center", behavior: "instant" });
    if (place) place.focus({ preventScroll: true });
    history.replaceState(null, "", `#${here.id}`);
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const acts = {
      j: () => go(1, false), k: () => go(-1, false), J: () => go(1, true), K: () => go(-1, true),
      c: () => here && copy(here), "?": () => help.showModal(),
      Escape: () => { leave(); here = null; if (document.activeElement) document.activeElement.blur(); },
    };
    if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });

  // The data of the report as a file.
  const save = make("button", "Save the data (JSON)", { type: "button" });
  save.addEventListener("click", () => {
    const data = new Blob([document.getElementById("data").textContent], { type: "application/json" });
    const link = make("a", "", { href: URL.createObjectURL(data), download: "retold.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  document.getElementById("download").append(" ", save);

  addEventListener("beforeprint", () => all("details").forEach((fold) => { fold.open = true; }));
  arrive();
})();
