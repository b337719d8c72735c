// Sends each tap at once, one after the other, and puts what changed in its place. Without this
// the same forms are sent as forms, and the same links followed.
import { morph } from "./morph.js";
import { ahead, tapped } from "./naming.js";
import { press, release, swap, waits } from "./press.js";
import { putAside } from "./unkept.js";

const main = document.querySelector("main");
const toast = document.querySelector("[data-toast]");
const AGAIN = [500, 1000, 2000, 4000, 8000];
let last = Promise.resolve();
let open = 0;

const pause = (time) => new Promise((done) => setTimeout(done, time));
export const say = (words) => { toast.textContent = words; };

const kept = () => {
  if (!open) return "The page tries again by itself.";
  return `${open} tap${open === 1 ? " is" : "s are"} kept here and sent as soon as there is one.`;
};

// A lost connection loses nothing: what was tapped is kept here and sent again.
async function reach(where, more) {
  for (let turn = 0, lost = false; ; turn += 1) {
    try {
      const answer = await fetch(where, { credentials: "same-origin", ...more });
      if (lost) say("");
      if (answer.status < 500 || turn >= AGAIN.length) return answer;
      await pause(AGAIN[turn]);
    } catch {
      lost = true;
      say(`No connection. ${kept()}`);
      await pause(AGAIN[Math.min(turn, AGAIN.length - 1)]);
    }
  }
}

const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

async function send(action, fields, notTaken) {
  const answer = await reach(action, { method: "POST", body: fields, headers: { accept: "application/json" } });
  if (answer.ok && !answer.redirected) return (await answer.json()).go;
  notTaken();
  if (answer.redirected) return signIn();
  const told = (await read(answer)).querySelectorAll("main h1, main h1 + p");
  say([...told].map((part) => part.textContent.trim()).join(" ") || "It was not done. Open the page again.");
  return null;
}

async function signIn() {
  await putAside();
  location.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
  return new Promise(() => {});
}

export async function show(where) {
  const answer = await reach(where);
  if (answer.redirected) return signIn();
  const page = await read(answer);
  if (open > 1) return; // more taps wait: what they change is shown after the last of them
  history.replaceState(null, "", where);
  swap(() => morph(main, page.querySelector("main")));
  document.title = page.title;
  document.dispatchEvent(new Event("shown"));
  watch();
}

function queue(act) {
  open += 1;
  main.setAttribute("aria-busy", "true");
  last = last.then(act).catch(() => say("That could not be shown. Open the page again: what you tapped is kept.")).finally(() => {
    open -= 1;
    if (open) return;
    main.removeAttribute("aria-busy");
    release();
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!main.contains(form) || form.method !== "post" || "leave" in form.dataset) return;
  event.preventDefault();
  if (waits(form)) return;
  renewed = "again" in form.dataset;
  const fields = new FormData(form, event.submitter);
  const button = event.submitter;
  const action = button?.getAttribute("formaction") ?? form.action;
  say("");
  press(form, event.submitter);
  const next = ahead(form, event.submitter);
  if (next) fields.set("next", next);
  const texts = [...form.querySelectorAll("textarea")].map((text) => [text, text.defaultValue]);
  for (const [text] of texts) text.defaultValue = text.value;
  const notTaken = () => { for (const [text, before] of texts) text.defaultValue = before; };
  queue(async () => {
    const go = await send(action, fields, notTaken);
    await show(go ?? location.href);
    if (go && "leads" in (button?.dataset ?? {})) document.querySelector(new URL(go, location.href).hash || "main")?.scrollIntoView();
  });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-look]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (waits(link)) return;
    press(link);
    queue(() => show(link.href));
    document.querySelector(new URL(link.href).hash || "main")?.scrollIntoView({ block: "nearest" });
    return;
  }
  tapped(event);
});

// While pictures are being looked at, the page asks how far that is, and shows each step.
let watching = 0;
let known = "";
async function look() {
  const busy = main.querySelector("[data-progress]");
  if (!busy) return;
  const answer = await reach(busy.dataset.progress);
  if (answer.redirected) return;
  if (!answer.ok) return watch();
  const told = await answer.text();
  if ((told !== known || !JSON.parse(told).busy) && !open) {
    known = told;
    queue(() => show(location.href));
  }
  watch();
}

// What was judged is not what stands here any more: the page has it checked once, by itself.
let renewed = false;
function renew() {
  const form = main.querySelector("form[data-again]");
  if (form && !renewed && !open) form.requestSubmit();
}

function watch() {
  clearTimeout(watching);
  setTimeout(renew);
  if (main.querySelector("[data-progress]")) watching = setTimeout(() => look().catch(watch), 200);
}

watch();
