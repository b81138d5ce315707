// What does a field offer beside the names that its page holds? While one types, the names of the whole room that have it in them.

const TYPING_PAUSE_MS = 150;

for (const list of document.querySelectorAll("datalist[data-names]")) {
  const atFirst = [...list.children];
  for (const box of document.querySelectorAll(`input[list="${list.id}"]`)) {
    let timer = 0;
    const ask = async () => {
      const typed = box.value.trim();
      if (!typed) return list.replaceChildren(...atFirst);
      const response = await fetch(`${list.dataset.names}?q=${encodeURIComponent(typed)}`);
      if (!response.ok || typed !== box.value.trim()) return;
      const { names } = await response.json();
      list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
    };
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, TYPING_PAUSE_MS);
    });
  }
}
