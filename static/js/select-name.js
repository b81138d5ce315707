// How is a missed name added? Select it in the text: a button offers it, and fills the form with its place.

const NAME_MAX_CHARACTERS = 300;
const text = document.querySelector(".report .text");
const box = document.querySelector("[data-missed]");

// The characters of a block as the article keeps them: without what is said to screen readers only.
function* ownText(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest(".hidden-label")) yield node;
  }
}

const codePoints = (string) => [...string].length;

// Where a point of the page is in the body, in code points; paragraphs are joined by a blank line.
function offsetOf(container, offset) {
  const point = document.createRange();
  point.setStart(container, offset);
  let passed = 0;
  for (const block of text.children) {
    for (const node of ownText(block)) {
      if (node === container) return passed + codePoints(node.data.slice(0, offset));
      if (point.comparePoint(node, 0) > 0) return passed;
      passed += codePoints(node.data);
    }
    const last = block.contains(container) ? passed : null;
    if (last !== null) return last;
    passed += 2;
  }
  return passed;
}

function bodyText() {
  return [...text.children].map((block) => [...ownText(block)].map((node) => node.data).join("")).join("\n\n");
}

function picked() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const body = [...bodyText()];
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  while (start < end && /\s/u.test(body[start])) start += 1;
  while (end > start && /\s/u.test(body[end - 1])) end -= 1;
  const quote = body.slice(start, end).join("");
  return quote && quote.length <= NAME_MAX_CHARACTERS && !quote.includes("\n") ? { start, end, quote } : null;
}

if (text && box) {
  const button = box.querySelector(".pick");
  const form = box.querySelector("form");
  let found = null;
  document.addEventListener("selectionchange", () => {
    const now = picked();
    if (now) {
      found = now;
      button.textContent = `Add “${now.quote}” as a name`;
      button.hidden = false;
    } else if (document.activeElement !== button) {
      button.hidden = true;
    }
  });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    box.querySelector("details").open = true;
    form.elements.quote.value = form.elements.name.value = found.quote;
    form.elements.start.value = found.start;
    form.elements.end.value = found.end;
    button.hidden = true;
    form.elements.kind.focus();
  });
  form.elements.quote.addEventListener("input", () => {
    form.elements.start.value = form.elements.end.value = "";
  });
}
