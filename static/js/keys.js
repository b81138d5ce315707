// Which single keys work on every page? Those below; "?" lists them, and there they can be switched off for this browser.

const STORED = "single-keys";
const KEYS = [
  ["/", "the search box"],
  ["j / k", "next or previous result, in the list and in an article opened from it"],
  ["o", "open the result"],
  ["n / p", "next or previous hit in the text; next or previous page of the list"],
  ["g", "back to the results"],
  ["h", "the first page of the room"],
  ["?", "this list"],
];

const find = (selector) => document.querySelector(selector);
const results = () => [...document.querySelectorAll(".hits > li > article h3 a")];
const hits = () => [...document.querySelectorAll("mark.hit[id]")];

const isOff = () => {
  try {
    return localStorage.getItem(STORED) === "off";
  } catch {
    return false; // A browser that keeps nothing has the keys on.
  }
};
const remember = (off) => {
  try {
    localStorage.setItem(STORED, off ? "off" : "on");
  } catch {
    // Nothing is kept, so the choice holds for nothing either.
  }
};

// The result after (or before) the one that has the focus or that the address names.
function walk(step) {
  const links = results();
  if (!links.length) return follow(step > 0 ? "j" : "k");
  const focused = links.findIndex((link) => link.closest("li").contains(document.activeElement));
  const named = links.findIndex((link) => link.closest("li").matches(":target"));
  const at = focused >= 0 ? focused : named;
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
  return true;
}

function open() {
  const here = document.activeElement?.closest(".hits > li");
  const link = here?.querySelector("h3 a") ?? find(".hits > li:target h3 a");
  link?.click();
  return Boolean(link);
}

function hit(step) {
  const marks = hits();
  if (!marks.length) return follow(step > 0 ? "n" : "p");
  const at = marks.findIndex((mark) => mark.matches(":target"));
  const next = at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
  location.replace(`#${marks[next].id}`);
  return true;
}

function follow(key) {
  const link = find(`[aria-keyshortcuts="${key}"]`);
  link?.click();
  return Boolean(link);
}

function search() {
  const box = find(".search-box input[type=search]");
  box?.focus();
  box?.select();
  return Boolean(box);
}

function dialog() {
  const shown = document.createElement("dialog");
  const heading = document.createElement("h2");
  heading.textContent = "Keys";
  heading.id = "keys-h";
  shown.className = "keys";
  shown.setAttribute("aria-labelledby", heading.id);
  const list = document.createElement("dl");
  for (const [key, does] of KEYS) {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    term.textContent = key;
    said.textContent = does;
    row.append(term, said);
    list.append(row);
  }
  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", () => {
      act();
      shown.close();
    });
    return made;
  };
  const off = isOff();
  const row = document.createElement("p");
  row.append(button("Close", () => {}), " ", button(off ? "Switch the keys on" : "Switch the keys off", () => remember(!off)));
  shown.append(heading, list, row);
  shown.addEventListener("close", () => shown.remove());
  document.body.append(shown);
  shown.showModal();
  return true;
}

const DOES = {
  "/": search,
  j: () => walk(1),
  k: () => walk(-1),
  o: open,
  n: () => hit(1),
  p: () => hit(-1),
  g: () => follow("g"),
  h: () => follow("h"),
  "?": dialog,
};

document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, [contenteditable], dialog");
  if (busy || event.ctrlKey || event.metaKey || event.altKey || isOff()) return;
  if (Object.hasOwn(DOES, event.key) && DOES[event.key]()) event.preventDefault();
});

// Without a key, and where they are off, the list is found at the foot of the page.
const foot = find(".foot ul");
if (foot) {
  const item = document.createElement("li");
  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = "as-link";
  opener.textContent = "Keys";
  opener.addEventListener("click", dialog);
  item.append(opener);
  foot.prepend(item);
}
