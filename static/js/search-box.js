// What does the search box do beyond a plain form? It suggests names and words while one types.

const TYPING_PAUSE_MS = 150;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("aria-label", "Suggestions");
  form.append(list);
  let timer = 0;
  let asked = "";

  const close = () => { list.hidden = true; };
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ text, kind, url }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const label = document.createElement("span");
      link.href = url;
      link.textContent = text;
      label.className = "kind";
      label.textContent = ` ${kind}`;
      link.append(label);
      item.append(link);
      return item;
    }));
    list.hidden = suggestions.length === 0;
  };
  const ask = async () => {
    asked = box.value.trim();
    if (asked.length < 2) return close();
    const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(asked)}`);
    if (response.ok && asked === box.value.trim()) show((await response.json()).suggestions);
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING_PAUSE_MS);
  });
  form.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
      box.focus();
    }
    if (event.key === "ArrowDown" && !list.hidden && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    }
    if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? box).focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
}
