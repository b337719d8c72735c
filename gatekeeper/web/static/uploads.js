// Pictures on their way: each is kept by the browser as soon as it is chosen, and sent again and
// again until it has arrived. A bad network, a locked screen and a page that was thrown away lose none.
import { HOUR, arrived, forget, keep, keepForm, keptForm, left } from "./unsent.js";

const PAUSES = [300, 1000, 3000, 8000, 15000];
let wake = () => {};

const woken = (time) => new Promise((done) => { wake = done; setTimeout(done, time); });
for (const event of ["online", "pageshow", "focus"]) addEventListener(event, () => wake());
for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, () => wake());

// `name` is the field with the key of what is being made; `fields` returns what goes with a file
// to `path`.
export function uploads(form, { name, path, fields }) {
  const list = form.querySelector("[data-uploads]");
  const chosen = form.elements.pictures;
  const begun = () => new URLSearchParams(location.search).has(name);
  let pressed = [];
  let go = "";

  // What is said under its key stands in the address: a page that is opened again finds it there.
  function key() {
    const { value } = form.elements[name];
    if (!begun()) history.replaceState(null, "", `${location.pathname}?${name}=${value}`);
    return value;
  }

  function onChosen(act) {
    chosen.addEventListener("change", () => {
      const files = [...chosen.files];
      chosen.value = ""; // the form itself then sends none of them
      for (const file of files) act(show(list, file, keep(key(), file)));
      if (files.length) form.elements.words.focus();
    });
  }

  function keepSaid() {
    const kept = ["form_token", name, "pictures"];
    const names = new Set([...form.elements].map((one) => one.name).filter((one) => one && !kept.includes(one)));
    const now = new FormData(form);
    return keepForm(key(), [...[...names].map((one) => [one, now.getAll(one)]), ...pressed]);
  }
  form.addEventListener("input", keepSaid);

  function press() {
    pressed = [["pressed", ["yes"]]];
    return keepSaid();
  }

  // A page that was thrown away: what was said, and the pictures that had not arrived.
  async function goOn() {
    await forget(HOUR);
    if (!begun()) return { pictures: [], pressed: false };
    const said = (await keptForm(key())) ?? [];
    for (const [one, value] of said) say(form.elements[one], value);
    const pictures = (await left(key())).map(([id, file]) => show(list, file, id));
    return { pictures, pressed: said.some(([one]) => one === "pressed") };
  }

  // Returns whether it was taken.
  async function arrive({ file, line, kept }) {
    for (let turn = 0; ; turn += 1) {
      tell(line, "wait", "◷", `${file.name}: on its way`);
      const refused = await once(file, kept);
      if (refused !== "") await arrived(await kept);
      if (refused !== "") tell(line, ...(refused ? ["wrong", "✖", `${file.name}: ${refused}`] : ["kept", "✔", `${file.name}: kept`]));
      if (refused !== "") return refused === null;
      tell(line, "wait", "◷", `${file.name}: no connection; it is sent again by itself`);
      await woken(PAUSES[Math.min(turn, PAUSES.length - 1)]);
    }
  }

  // Returns null where it arrived, why it was refused, or "" where it has to be sent again.
  async function once(file, kept) {
    try {
      const answer = await fetch(path, { method: "POST", body: fields(file), credentials: "same-origin", headers: { accept: "application/json" } });
      if (answer.redirected && (await kept)) return signIn();
      if (answer.redirected) return "you are not signed in any more; what was kept is still there";
      if (!answer.ok) return answer.status >= 500 ? "" : why(await answer.text());
      go = (await answer.json()).go;
      return null;
    } catch {
      return "";
    }
  }

  // What is in this page is kept by the browser: after the sign-in it goes on where it was.
  function signIn() {
    location.assign(`/sign-in?next=${encodeURIComponent(`${location.pathname}?${name}=${key()}`)}`);
    return new Promise(() => {});
  }

  return { key, onChosen, press, goOn, arrive, where: () => go };
}

function why(page) {
  const main = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  return main?.innerText.trim().replace(/\s*\n+\s*/g, " ") || "it was not taken";
}

function say(asked, value) {
  const ticks = [asked].flatMap((one) => (one instanceof RadioNodeList ? [...one] : one ?? []));
  for (const one of ticks) {
    if (one.type === "checkbox") one.checked = value.includes(one.value);
    else one.value = value[0] ?? "";
  }
}

function show(list, file, kept) {
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
  return { file, line, kept };
}

function tell(line, state, shape, words) {
  line.className = state;
  line.querySelector("span").textContent = `${shape} ${words}`;
}
