// A contributor's pictures: they are sent one by one once they are handed in, and go on by
// themselves after a tunnel, a locked screen or a page that was closed. Without this the form is
// sent whole. The server takes the same picture only once.
import { sent } from "./unsent.js";
import { uploads } from "./uploads.js";

const form = document.querySelector("[data-hand-in]");
const said = form.querySelector("[data-said]");
const button = form.querySelector("button");
const ready = [];

function fields(file) {
  const with_it = new FormData(form);
  with_it.set("pictures", file, file.name);
  return with_it;
}

const pictures = uploads(form, { name: "key", path: form.action, fields });

async function handIn() {
  button.disabled = true;
  said.textContent = "On its way. It goes on by itself until everything has arrived.";
  await pictures.press();
  let taken = true;
  for (const picture of ready) taken = (await pictures.arrive(picture)) && taken; // more may be chosen meanwhile
  await sent(pictures.key());
  if (taken) return location.assign(pictures.where());
  ready.length = 0;
  button.disabled = false;
  said.textContent = "What is marked was not taken. Everything else has arrived.";
}

pictures.onChosen((picture) => ready.push(picture));
pictures.goOn().then((before) => {
  ready.push(...before.pictures);
  if (before.pressed && ready.length) handIn();
  else if (!ready.length && form.dataset.handed) location.replace(form.dataset.handed);
});

form.addEventListener("submit", (event) => {
  if (!ready.length) return void sent(form.elements.key.value);
  event.preventDefault();
  handIn();
});
