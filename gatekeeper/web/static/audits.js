// Sends an archive piece by piece, each again until it has arrived; what is here already is not
// sent twice, also after the page was closed. Without this the form is sent whole.
const form = document.querySelector("[data-bring]");
const list = form.querySelector("[data-uploads]");
const said = form.querySelector("[data-said]");
const button = form.querySelector("button");
const PIECE = Number(form.dataset.piece);
const PAUSES = [500, 1000, 3000, 8000, 15000];

const pause = (time) => new Promise((done) => {
  const go = () => { removeEventListener("online", go); done(); };
  addEventListener("online", go);
  setTimeout(go, time);
});

async function sent(path, fields) {
  fields.set("form_token", form.elements.form_token.value);
  for (let turn = 0; ; turn += 1) {
    try {
      const answer = await fetch(path, { method: "POST", body: fields, credentials: "same-origin", headers: { accept: "application/json" } });
      if (answer.redirected) throw new Stopped("You are not signed in any more. Sign in, then choose the same files: it goes on from here.");
      if (answer.ok) return await answer.json();
      if (answer.status < 500) throw new Stopped(await told(answer));
    } catch (error) {
      if (error instanceof Stopped) throw error;
    }
    said.textContent = "No connection. What has arrived is kept; the rest follows by itself.";
    await pause(PAUSES[Math.min(turn, PAUSES.length - 1)]);
  }
}

class Stopped extends Error {}

async function told(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main")?.innerText.trim().replace(/\s*\n+\s*/g, " ") || "It was not taken.";
}

// An upload of the same files that was broken off goes on where it was.
function begun(files) {
  for (const card of document.querySelectorAll("[data-upload]")) {
    const known = card.dataset.files.split("|").map((line) => line.split(" "));
    const same = known.length === files.length
      && files.every((file, n) => Number(known[n][0]) === file.size && decodeURIComponent(known[n][2]) === file.name);
    if (same) return { upload: card.dataset.upload, have: known.map((line) => Number(line[1])) };
  }
  return null;
}

async function announced(files) {
  const fields = new FormData();
  for (const name of ["since", "until"]) fields.set(name, form.elements[name].value);
  fields.set("channel", form.elements.channel.value);
  for (const file of files) {
    fields.append("name", file.name);
    fields.append("size", file.size);
  }
  const { upload } = await sent("/audits/uploads", fields);
  return { upload, have: files.map(() => 0) };
}

function line(file) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  item.append(words);
  list.append(item);
  return (state, shape, text) => { item.className = state; words.textContent = `${shape} ${file.name}: ${text}`; };
}

async function all(files) {
  const { upload, have } = begun(files) ?? await announced(files);
  for (const [number, file] of files.entries()) {
    const tell = line(file);
    for (let at = have[number] - (have[number] % PIECE); at < file.size;) {
      tell("wait", "◷", `${Math.floor((100 * at) / file.size)} in 100`);
      const fields = new FormData();
      fields.set("at", at);
      fields.set("piece", file.slice(at, at + PIECE), "piece");
      at = (await sent(`/audits/uploads/${upload}/${number}`, fields)).have;
      said.textContent = "";
    }
    tell("kept", "✔", "arrived");
  }
  location.assign((await sent(`/audits/uploads/${upload}/arrived`, new FormData())).go);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  list.replaceChildren();
  try {
    await all([...form.elements.files.files]);
  } catch (error) {
    said.textContent = error instanceof Stopped ? error.message : "It did not work. Choose the files again: what has arrived is kept.";
    said.className = "wrong";
    button.disabled = false;
  }
});
