// Sends each picture as soon as it is chosen, again and again until it has arrived: a bad network
// or a locked screen loses none. Without this they go with the form, all at once.
import "./words.js";

const form = document.querySelector("[data-new]");
const list = form.querySelector("[data-uploads]");
const chosen = form.elements.pictures;
const said = form.querySelector("[data-said]");
const PAUSES = [300, 1000, 3000, 8000, 15000];
let last = Promise.resolve();
let open = 0;
let wake = () => {};

const woken = (time) => new Promise((done) => { wake = done; setTimeout(done, time); });
for (const event of ["online", "pageshow", "focus"]) addEventListener(event, () => wake());
document.addEventListener("visibilitychange", () => wake());

function key() {
  const draft = form.elements.draft;
  if (!draft.value) {
    draft.value = crypto.randomUUID();
    history.replaceState(null, "", `/new?draft=${draft.value}`);
  }
  return draft.value;
}

chosen.addEventListener("change", () => {
  const files = [...chosen.files];
  chosen.value = ""; // the form itself then sends none of them
  for (const file of files) {
    const line = show(file);
    open += 1;
    last = last.then(() => arrive(file, line)).finally(() => { open -= 1; });
  }
  if (files.length) form.elements.words.focus();
});

function show(file) {
  const line = document.createElement("li");
  const picture = new Image();
  picture.alt = "";
  picture.src = URL.createObjectURL(file);
  picture.onload = () => URL.revokeObjectURL(picture.src);
  picture.onerror = () => picture.remove();
  const words = document.createElement("span");
  line.append(picture, words);
  list.append(line);
  tell(line, "wait", "◷", `${file.name}: waiting`);
  return line;
}

function tell(line, state, shape, words) {
  line.className = state;
  line.querySelector("span").textContent = `${shape} ${words}`;
}

async function arrive(file, line) {
  for (let turn = 0; ; turn += 1) {
    tell(line, "wait", "◷", `${file.name}: on its way`);
    const refused = await once(file);
    if (refused === null) return tell(line, "kept", "✔", `${file.name}: kept`);
    if (refused) return tell(line, "wrong", "✖", `${file.name}: ${refused}`);
    tell(line, "wait", "◷", `${file.name}: no connection; it is sent again by itself`);
    await woken(PAUSES[Math.min(turn, PAUSES.length - 1)]);
  }
}

// Returns null where it arrived, why it was refused, or "" where it has to be sent again.
async function once(file) {
  const fields = new FormData();
  fields.set("form_token", form.elements.form_token.value);
  fields.set("draft", key());
  fields.set("picture", file, file.name);
  try {
    const answer = await fetch("/new/pictures", { method: "POST", body: fields, credentials: "same-origin" });
    if (answer.redirected) return "you are not signed in any more; what was kept is still there";
    if (answer.ok) return null;
    if (answer.status >= 500 || answer.status === 409) return "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("main").innerText.trim().replace(/\s*\n+\s*/g, " ") || "it was not taken";
  } catch {
    return "";
  }
}

form.addEventListener("submit", async (event) => {
  if (!open) return;
  event.preventDefault();
  said.textContent = "It goes on as soon as the pictures have arrived. Nothing else is needed.";
  while (open) await last;
  form.requestSubmit();
});
