// Sends each picture as soon as it is chosen. Without this they go with the form, all at once.
import { sent } from "./unsent.js";
import { uploads } from "./uploads.js";
import "./words.js";

const form = document.querySelector("[data-new]");
const said = form.querySelector("[data-said]");
let last = Promise.resolve();
let open = 0;

function fields(file) {
  const with_it = new FormData();
  for (const name of ["form_token", "draft"]) with_it.set(name, form.elements[name].value);
  with_it.set("picture", file, file.name);
  return with_it;
}

const post = uploads(form, { name: "draft", path: "/new/pictures", fields });

function take(picture) {
  open += 1;
  last = last.then(() => post.arrive(picture)).finally(() => { open -= 1; });
}

post.onChosen(take);
post.goOn().then(({ pictures }) => pictures.forEach(take));

form.addEventListener("submit", async (event) => {
  if (!open) return void sent(form.elements.draft.value);
  event.preventDefault();
  said.textContent = "It goes on as soon as the pictures have arrived. Nothing else is needed.";
  while (open) await last;
  form.requestSubmit();
});
