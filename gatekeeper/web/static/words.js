// Shows what stands against the words while they are typed; the button does the same without this.
const PAUSE = 120; // milliseconds without a letter
let waiting = 0;
let asked = null;

async function look(form) {
  const place = form.querySelector("[data-found]");
  asked?.abort();
  asked = new AbortController();
  const fields = new FormData(form);
  for (const name of ["pictures", "alt_text"]) fields.delete(name);
  try {
    const answer = await fetch(form.dataset.words, { method: "POST", body: fields, credentials: "same-origin", signal: asked.signal });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  } catch {
    place.textContent = ""; // no connection, or more was typed: it is looked at when the post is checked
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-words]");
  if (!form || !["words", "channels", "groups", "trip"].includes(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE, form);
});
