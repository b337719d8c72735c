// Sends each picture as soon as it is chosen, again and again until it has arrived: a bad network
// or a locked screen loses none. Without this they go with the form, all at once.
import { HOUR, arrived, forget, keep, keepForm, keptForm, left, sent } from "./unsent.js";
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
for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, () => wake());

// What is said under its key stands in the address: a page that is opened again finds it there.
function key() {
  const { value } = form.elements.draft;
  if (!begun()) history.replaceState(null, "", `/new?draft=${value}`);
  return value;
}

const begun = () => new URLSearchParams(location.search).has("draft");

chosen.addEventListener("change", () => {
  const files = [...chosen.files];
  chosen.value = ""; // the form itself then sends none of them
  for (const file of files) take(file, keep(key(), file));
  if (files.length) form.elements.words.focus();
});

function take(file, kept) {
  const line = show(file);
  open += 1;
  last = last.then(() => arrive(file, line, kept)).finally(() => { open -= 1; });
}

// A page that was thrown away: what was said, and the pictures that had not arrived.
async function again() {
  await forget(HOUR);
  if (!begun()) return;
  for (const [name, value] of (await keptForm(key())) ?? []) say(name, value);
  for (const [id, file] of await left(key())) take(file, id);
}

function say(name, value) {
  const asked = form.elements[name];
  const ticks = [asked].flatMap((one) => (one instanceof RadioNodeList ? [...one] : one ?? []));
  for (const one of ticks) {
    if (one.type === "checkbox") one.checked = value.includes(one.value);
    else one.value = value[0] ?? "";
  }
}

const NOT_SAID = ["form_token", "draft", "pictures"];
form.addEventListener("input", () => {
  const names = new Set([...form.elements].map((one) => one.name).filter((name) => name && !NOT_SAID.includes(name)));
  const now = new FormData(form);
  keepForm(key(), [...names].map((name) => [name, now.getAll(name)]));
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

async function arrive(file, line, kept) {
  for (let turn = 0; ; turn += 1) {
    tell(line, "wait", "◷", `${file.name}: on its way`);
    const refused = await once(file, kept);
    if (refused !== "") await arrived(await kept);
    if (refused === null) return tell(line, "kept", "✔", `${file.name}: kept`);
    if (refused) return tell(line, "wrong", "✖", `${file.name}: ${refused}`);
    tell(line, "wait", "◷", `${file.name}: no connection; it is sent again by itself`);
    await woken(PAUSES[Math.min(turn, PAUSES.length - 1)]);
  }
}

// Returns null where it arrived, why it was refused, or "" where it has to be sent again.
async function once(file, kept) {
  const fields = new FormData();
  fields.set("form_token", form.elements.form_token.value);
  fields.set("draft", key());
  fields.set("picture", file, file.name);
  try {
    const answer = await fetch("/new/pictures", { method: "POST", body: fields, credentials: "same-origin" });
    if (answer.redirected && (await kept)) return signIn();
    if (answer.redirected) return "you are not signed in any more; what was kept is still there";
    if (answer.ok) return null;
    if (answer.status >= 500) return "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("main").innerText.trim().replace(/\s*\n+\s*/g, " ") || "it was not taken";
  } catch {
    return "";
  }
}

// What is in this page is kept by the browser: after the sign-in it goes on where it was.
function signIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(`/new?draft=${key()}`)}`);
  return new Promise(() => {});
}

form.addEventListener("submit", async (event) => {
  if (!open) return void sent(form.elements.draft.value);
  event.preventDefault();
  said.textContent = "It goes on as soon as the pictures have arrived. Nothing else is needed.";
  while (open) await last;
  form.requestSubmit();
});

again();
