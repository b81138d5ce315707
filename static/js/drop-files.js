// How are files gathered? Chosen, dropped anywhere on the page, or a whole folder: each adds to the list, which shows
// sizes and lets go of one again. The list is put into the form's file input, which also works by itself.

const area = document.querySelector("[data-drop]");
const input = area.querySelector("input[type=file]");
const limits = { bytes: Number(area.dataset.maxBytes), files: Number(area.dataset.maxFiles) };
let gathered = [];

const list = document.createElement("ul");
list.className = "chosen";
list.setAttribute("aria-label", "Files to upload");
const said = document.createElement("p");
said.setAttribute("role", "status");
const folder = document.createElement("input");
Object.assign(folder, { type: "file", id: "folder", webkitdirectory: true, hidden: true });
const chooseFolder = document.createElement("button");
Object.assign(chooseFolder, { type: "button", textContent: "Choose a folder" });
chooseFolder.addEventListener("click", () => folder.click());
area.append(list, said, chooseFolder, folder);

const veil = document.createElement("div");
Object.assign(veil, { className: "drop-over", hidden: true, textContent: "Drop files or folders to add them" });
document.body.append(veil);

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

const identity = (file) => `${file.webkitRelativePath || file.name}|${file.size}|${file.lastModified}`;

function add(files) {
  const known = new Set(gathered.map(identity));
  gathered.push(...files.filter((file) => !known.has(identity(file))));
  show();
}

function show(focusAt = -1) {
  const transfer = new DataTransfer();
  gathered.forEach((file) => transfer.items.add(file));
  input.files = transfer.files;
  list.replaceChildren(...gathered.map(line));
  const total = gathered.reduce((sum, file) => sum + file.size, 0);
  const many = gathered.length > limits.files || total > limits.bytes;
  const count = gathered.length === 1 ? "1 file" : `${gathered.length.toLocaleString("en-GB")} files`;
  said.textContent = gathered.length ? `${count}, ${size(total)}${many ? ": more than one upload may have" : ""}` : "";
  said.className = many ? "field-error" : "quiet";
  if (focusAt >= 0) (list.querySelectorAll("button")[Math.min(focusAt, gathered.length - 1)] ?? input).focus();
}

function line(file, index) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = file.webkitRelativePath || file.name;
  const bytes = document.createElement("span");
  bytes.textContent = size(file.size);
  const remove = document.createElement("button");
  Object.assign(remove, { type: "button", className: "as-link", textContent: "Remove" });
  remove.setAttribute("aria-label", `Remove ${name.textContent}`);
  remove.addEventListener("click", () => {
    gathered.splice(index, 1);
    show(index);
  });
  item.append(name, bytes, remove);
  return item;
}

async function filesBelow(entry) {
  if (entry.isFile) return [await new Promise((found, fault) => entry.file(found, fault))];
  const reader = entry.createReader();
  const below = [];
  for (;;) {
    const some = await new Promise((found, fault) => reader.readEntries(found, fault));
    if (!some.length) return below;
    for (const one of some) below.push(...await filesBelow(one));
  }
}

async function dropped(transfer) {
  // Entries must be asked for before anything is awaited: the list is emptied when the event ends.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  return (await Promise.all(entries.map(filesBelow))).flat();
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
input.addEventListener("change", () => add([...input.files]));
folder.addEventListener("change", () => {
  add([...folder.files]);
  folder.value = "";
});
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  veil.hidden = false;
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) veil.hidden = true;
});
document.addEventListener("drop", async (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  veil.hidden = true;
  add(await dropped(event.dataTransfer));
});
// A page that the bookmark of /upload/tokens/ brings behind the "#", which is sent to no server. It is only listed.
function broughtPage() {
  try {
    return JSON.parse(decodeURIComponent(location.hash.slice("#page=".length)));
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof URIError) return null; // Cut off, or made by hand.
    throw fault;
  }
}

function pageAtHand() {
  const brought = location.hash.startsWith("#page=") ? broughtPage() : null;
  if (!brought) return;
  const { title, url, html } = brought;
  history.replaceState(null, "", location.pathname);
  const link = document.createElement("link");
  link.rel = "canonical";
  link.href = url;
  const name = String(title || "page").replace(/[^\p{L}\p{N}.-]+/gu, " ").trim().slice(0, 80) || "page";
  const known = /<link[^>]{1,300}canonical/i.test(String(html));
  add([new File([known ? "" : link.outerHTML, html], `${name}.html`, { type: "text/html" })]);
}
pageAtHand();
// Files that the browser kept through going back.
if (input.files.length) add([...input.files]);
