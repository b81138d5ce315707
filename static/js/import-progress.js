// How far is the import? Fetches this page again and replaces the progress part until every file is read.

const PAUSE_MS = 1500;

async function refresh() {
  const shown = document.querySelector("#progress");
  if (!shown || shown.dataset.finished === "yes") return;
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const part = fresh.querySelector("#progress");
    if (part && !shown.contains(document.activeElement)) {
      shown.replaceWith(part);
      document.title = fresh.title;
    }
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault; // The server does not answer just now: ask again later.
  }
  setTimeout(refresh, PAUSE_MS);
}

setTimeout(refresh, PAUSE_MS);
