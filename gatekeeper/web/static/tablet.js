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
  if (!answer.headers.get("content-type")?.includes("json")) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    throw new Error(page.querySelector("main")?.innerText.trim() || "It was not done.");
  }
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.said);
  return told;
}

function when(selector, act) {
  for (const form of document.querySelectorAll(selector)) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = form.querySelector("[data-said]");
      said.textContent = "One moment …";
      try {
        said.textContent = await act(form);
      } catch (error) {
        said.textContent = error.message;
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
  if (!tablet) return "This is not the school's tablet. Use the one that the headteacher enrolled.";
  const fields = new FormData(form);
  fields.set("device", tablet.device);
  const asked = await send(form.action, fields);
  const proof = await crypto.subtle.sign({ name: "Ed25519" }, tablet.key, toBytes(asked.sign));
  fields.set("grant", asked.grant);
  fields.set("proof", toText(proof));
  show(form.querySelector("[data-package]"), await send(form.dataset.take, fields));
  return "It is on this tablet. Now, in the app:";
});

function show(place, told) {
  const steps = document.createElement("ol");
  for (const say of told.steps) steps.append(line("li", say));
  place.replaceChildren(steps);
  told.files.forEach((file, number) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([toBytes(file.data)], { type: "image/jpeg" }));
    link.download = file.name;
    link.className = "button quiet";
    link.textContent = `Save ${file.name}`;
    place.append(line("p", told.alt_texts[number] || ""), link);
  });
  const copy = line("button", "Copy the words");
  copy.type = "button";
  copy.addEventListener("click", () => navigator.clipboard.writeText(told.words));
  place.append(copy);
}

function line(kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}
