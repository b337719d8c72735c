// The tablet's own key: made here, kept here, and not extractable even by this page.
const STORE = "keys", NAME = "tablet";

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("gatekeeper", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function kept(value) {
  const database = await open();
  return new Promise((done, failed) => {
    const store = database.transaction(STORE, value ? "readwrite" : "readonly").objectStore(STORE);
    const asked = value ? store.put(value, NAME) : store.get(NAME);
    asked.onsuccess = () => done(value || asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function send(path, form) {
  const answer = await fetch(path, { method: "POST", body: form, credentials: "same-origin" });
  if (answer.redirected) return signIn();
  if (!answer.headers.get("content-type")?.includes("json")) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = [...page.querySelectorAll("main h1, main p:not(:has(a))")];
    throw new Error(told.map((line) => line.textContent.trim()).join(" ") || "It was not done.");
  }
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.said);
  return told;
}

function signIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  return new Promise(() => {});
}

function when(selector, act) {
  for (const form of document.querySelectorAll(selector)) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = form.querySelector("[data-said]");
      said.textContent = "One moment …";
      try {
        said.textContent = await act(form);
        said.className = "whole";
      } catch (error) {
        said.textContent = error.message;
        said.className = "wrong";
        form.querySelector("[data-elsewhere]")?.removeAttribute("hidden");
      }
    });
  }
}

when("[data-enrol]", async (form) => {
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
  const fields = new FormData(form);
  fields.set("public", toText(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const told = await send(form.action, fields);
  await kept({ device: told.device, key: pair.privateKey });
  return `${told.name} is the school's tablet now.`;
});

when("[data-take]", async (form) => {
  const tablet = await kept();
  if (!tablet) throw new Error("This is not the school's tablet. Open this page on the tablet that the headteacher enrolled; a new tablet is enrolled under More, then Tablet.");
  const fields = new FormData(form);
  fields.set("device", tablet.device);
  const asked = await send(form.action, fields);
  const proof = await crypto.subtle.sign({ name: "Ed25519" }, tablet.key, toBytes(asked.sign));
  fields.set("grant", asked.grant);
  fields.set("proof", toText(proof));
  show(form.querySelector("[data-package]"), await send(form.dataset.take, fields));
  return "It is on this tablet. Now, in the app:";
});

// What this tablet has fetched already is shown again by itself: a tablet reloads what it put aside.
kept().then((tablet) => {
  if (tablet) for (const form of document.querySelectorAll("[data-goes-on]")) form.requestSubmit();
});

function show(place, told) {
  const files = document.createElement("ul");
  files.className = "files";
  told.files.forEach((file, number) => files.append(handed(file, told.alt_texts[number] || "")));
  const words = document.createElement("p");
  if (told.words) words.append(copier("Copy the words", told.words));
  const steps = document.createElement("ol");
  told.steps.forEach((say, number) => {
    const step = line("li", say);
    if (told.switch === number) step.append(switched(say));
    steps.append(step);
  });
  place.replaceChildren(files, words, steps);
}

// One picture with what goes with it: to save, and its description to copy.
function handed(file, description) {
  const item = document.createElement("li");
  const [picture, link] = ["img", "a"].map((kind) => document.createElement(kind));
  link.href = URL.createObjectURL(new Blob([toBytes(file.data)], { type: "image/jpeg" }));
  picture.src = link.href;
  picture.alt = "";
  link.download = file.name;
  link.className = "button quiet";
  link.textContent = `Save ${file.name}`;
  item.append(picture, link);
  if (description) item.append(line("p", description), copier("Copy the description", description));
  return item;
}

function copier(label, text) {
  const made = line("button", label);
  made.type = "button";
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    made.textContent = "✔ Copied";
  });
  return made;
}

// The switch as it has to look: what the step quotes, and on.
function switched(say) {
  const drawn = line("span", /'([^']+)'/.exec(say)?.[1] ?? "");
  drawn.className = "switch";
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
}

function line(kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}
