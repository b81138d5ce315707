// What does searching do beyond plain forms and links? The box suggests names and words while one types: a combobox with a
// list (WAI-ARIA Authoring Practices: editable, with list autocomplete) that leaves the focus in the box. And the bars of
// the time of publication, each a link, are dragged over to choose all that lie between.

const TYPING_PAUSE_MS = 150;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("span");
  let timer = 0;
  let asked = "";
  let at = -1;

  const options = () => [...list.children];
  const choose = (number) => {
    at = number;
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const option = ({ text, kind, url }, number) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    item.dataset.url = url;
    item.textContent = text;
    label.className = "kind";
    label.textContent = ` ${kind}`;
    item.append(label);
    return item;
  };
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(option));
    choose(-1);
    list.hidden = suggestions.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = suggestions.length === 1 ? "1 suggestion" : `${suggestions.length || "No"} suggestions`;
  };
  const ask = async () => {
    asked = box.value.trim();
    if (asked.length < 2) return close();
    const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(asked)}`);
    if (response.ok && asked === box.value.trim() && document.activeElement === box) show((await response.json()).suggestions);
  };

  list.className = "suggestions";
  list.id = `${box.id}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  said.className = "hidden-label";
  said.setAttribute("aria-live", "polite");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);
  form.append(list, said);

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING_PAUSE_MS);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const last = options().length - 1;
    const moved = { ArrowDown: at < last ? at + 1 : -1, ArrowUp: at < 0 ? last : at - 1 }[event.key];
    if (moved !== undefined) choose(moved);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) location.assign(options()[at].dataset.url);
    else return;
    event.preventDefault();
  });
  // The box keeps the focus while an option is pressed, or the list would be gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) location.assign(chosen.dataset.url);
  });
  box.addEventListener("blur", close);
}

for (const bars of document.querySelectorAll(".histogram")) {
  const form = bars.closest("form");
  const links = [...bars.querySelectorAll("a")];
  const day = (link, name) => new URL(link.getAttribute("href"), location.href).searchParams.get(name);
  const at = (event) => {
    const { left, width } = bars.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * links.length);
    return Math.min(Math.max(place, 0), links.length - 1);
  };
  let from = -1;
  let to = -1;
  const show = () => links.forEach((link, n) => {
    link.classList.toggle("chosen", from >= 0 && n >= Math.min(from, to) && n <= Math.max(from, to));
  });

  bars.addEventListener("dragstart", (event) => event.preventDefault());
  bars.addEventListener("pointerdown", (event) => {
    if (event.button === 0) from = to = at(event);
  });
  addEventListener("pointermove", (event) => {
    if (from < 0) return;
    to = at(event);
    show();
  });
  addEventListener("pointerup", () => {
    if (from >= 0 && from !== to) {
      form.elements.from.value = day(links[Math.min(from, to)], "from");
      form.elements.to.value = day(links[Math.max(from, to)], "to");
      form.requestSubmit();
    }
    from = -1;
  });
  addEventListener("pointercancel", () => {
    from = -1;
    show();
  });
}
