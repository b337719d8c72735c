// Naming without waiting: the next face selects itself at the tap, and shows whose name it carries.
// The tapped name stays where it is and takes no other tap: nothing moves under a finger.
import { waits } from "./press.js";

const NEAR = 24; // CSS pixels about a face within which a finger still means it
const TWICE = 500; // milliseconds within which a second tap at one place belongs to the first

const opens = (photo) => [...photo.querySelectorAll(".face.open")];

// A second tap of the same finger would answer for the next face: it answers for nobody.
let tap = { at: -TWICE };
addEventListener("click", (event) => {
  const button = event.target.closest?.(".naming button");
  if (!button || !event.detail) return; // a key's click has no place
  const near = Math.hypot(event.clientX - tap.x, event.clientY - tap.y) < NEAR;
  const again = event.detail > 1 || (near && event.timeStamp - tap.at < TWICE);
  tap = { at: event.timeStamp, x: event.clientX, y: event.clientY };
  if (!again) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

// Returns the id of the face that is asked about next, if one is.
export function ahead(form, button) {
  if (!("naming" in form.dataset) || !button) return "";
  const photo = form.closest(".picture").querySelector(".photo");
  const now = form.elements.sighting.value;
  const face = photo.querySelector(`[data-face="${now}"]`);
  const left = opens(photo);
  face.classList.replace("open", "settled");
  if (button.dataset.short) {
    button.disabled = true;
    if (button.name !== "covered") face.querySelector("text").textContent += `✔ ${button.dataset.short}`;
  }
  const next = left[(left.indexOf(face) + 1) % left.length];
  if (!next || next === face || !left.includes(face)) return "";
  choose(form, photo, next);
  return next.dataset.face;
}

function choose(form, photo, face) {
  photo.querySelector(".chosen")?.classList.remove("chosen");
  face.classList.add("chosen");
  form.elements.sighting.value = face.dataset.face;
  form.elements.seen.value = face.dataset.seen;
  form.querySelector("[data-number]").textContent = Number.parseInt(face.querySelector("text").textContent, 10);
  form.querySelector(".crop").setAttribute("viewBox", about(face.querySelector("rect").getBBox()));
}

const about = (box) => [box.x - box.width * 0.35, box.y - box.height * 0.35, box.width * 1.7, box.height * 1.7].join(" ");

// A finger is larger than a face in a class photograph: the nearest face within reach is meant.
export function tapped(event) {
  const photo = event.target.closest("svg.photo");
  if (!photo || photo.dataset.tool || waits(photo)) return;
  const face = nearest(photo, event);
  if (!face) return;
  const section = photo.closest(".picture");
  const form = section.querySelector("[data-tap]");
  if (form && face.classList.contains("open")) {
    form.elements.sighting.value = face.dataset.face;
    form.elements.seen.value = face.dataset.seen;
    photo.querySelector(".chosen")?.classList.remove("chosen");
    face.classList.add("chosen");
    form.requestSubmit();
    return;
  }
  section.querySelector(`.strip-of-faces a[href*="${face.dataset.face}"]`)?.click();
}

function nearest(photo, { clientX, clientY }) {
  const far = (face) => {
    const box = face.querySelector("rect:last-of-type").getBoundingClientRect();
    const x = Math.max(box.left - clientX, 0, clientX - box.right);
    const y = Math.max(box.top - clientY, 0, clientY - box.bottom);
    return Math.hypot(x, y) + Math.hypot((box.left + box.right) / 2 - clientX, (box.top + box.bottom) / 2 - clientY) / 1000;
  };
  const faces = [...photo.querySelectorAll(".face")].map((face) => [far(face), face]).sort((a, b) => a[0] - b[0]);
  return faces.length && faces[0][0] <= NEAR ? faces[0][1] : null;
}
