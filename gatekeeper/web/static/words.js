// Shows what stands against the words while they are typed; the button does the same without this.
import { bringBack, unkept } from "./unkept.js";

const PAUSE = 120; // milliseconds without a letter
let waiting = 0;
let turn = 0;

async function look(form) {
  const place = form.querySelector("[data-found]");
  turn += 1;
  const mine = turn;
  const fields = new FormData(form);
  for (const name of ["pictures", "alt_text"]) fields.delete(name);
  try {
    const answer = await fetch(form.dataset.words, { method: "POST", body: fields, credentials: "same-origin" });
    const told = await answer.text();
    if (answer.ok && !answer.redirected && mine === turn) place.innerHTML = told;
  } catch {
    place.textContent = ""; // no connection: they are looked at when the post is checked
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-words]");
  if (!form || !["words", "channels", "groups", "trip"].includes(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE, form);
});

// What was typed and not kept is said where the post is sent from, with the button that keeps it.
function say() {
  const bar = document.querySelector("#next");
  if (!bar) return;
  const open = unkept();
  for (const part of bar.querySelectorAll("[data-kept]")) part.hidden = open;
  for (const part of bar.querySelectorAll("[data-unkept]")) part.hidden = !open;
}

for (const kind of ["input", "change", "shown"]) document.addEventListener(kind, say);
addEventListener("pageshow", say);
bringBack().then((back) => { if (back) say(); });
