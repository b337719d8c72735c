// Drawing on a picture with a finger, a pen or a mouse: a box with corners that can be moved.
// Whoever draws nothing gives the numbers of places in the form instead.
const HANDLE = 22; // CSS pixels: half of a 44-pixel target
const SVG = "http://www.w3.org/2000/svg";
let held = null;

const photoOf = (form) => form.closest(".easel").querySelector(".photo");
const formOf = (photo) => photo.closest(".easel").querySelector("[data-tools]");

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-tools]");
  if (!form || event.target.name !== "tool") return;
  photoOf(form).dataset.tool = event.target.value;
  form.querySelector("[data-draw]").hidden = false;
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches(".tools") && !event.target.open) end(event.target.querySelector("[data-tools]"));
  if (event.target.matches(".numbered")) number(event.target);
}, true);

function end(form) {
  const photo = photoOf(form);
  delete photo.dataset.tool;
  photo.querySelector(".band")?.remove();
  form.reset();
  for (const input of form.querySelectorAll("[data-drawn]")) input.value = "";
}

// The form that was sent is used up, whatever comes of it.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-tools]")) setTimeout(() => { event.target.closest("details").open = false; end(event.target); });
});

function at(photo, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(photo.getScreenCTM().inverse());
  const { width, height } = photo.viewBox.baseVal;
  return [Math.round(Math.min(Math.max(point.x, 0), width)), Math.round(Math.min(Math.max(point.y, 0), height))];
}

document.addEventListener("pointerdown", (event) => {
  const photo = event.target.closest?.(".photo[data-tool]");
  if (!photo) return;
  event.preventDefault();
  photo.setPointerCapture(event.pointerId);
  const here = at(photo, event);
  const corner = event.target.closest(".handle");
  held = { photo, from: corner ? opposite(photo, corner.dataset.corner) : here };
});

document.addEventListener("pointermove", (event) => {
  if (held) draw(held.photo, held.from, at(held.photo, event));
});

document.addEventListener("pointerup", (event) => {
  if (!held) return;
  const { photo, from } = held;
  held = null;
  const here = at(photo, event);
  const moved = Math.max(Math.abs(here[0] - from[0]), Math.abs(here[1] - from[1])) / scale(photo) > 8;
  if (moved) return fill(photo, { x: "", y: "" });
  photo.querySelector(".band")?.remove();
  if (photo.dataset.tool !== "add") return;
  fill(photo, { left: "", top: "", width: "", height: "", x: here[0], y: here[1] });
  formOf(photo).requestSubmit();
});

const scale = (photo) => photo.viewBox.baseVal.width / photo.getBoundingClientRect().width;

function fill(photo, values) {
  const form = formOf(photo);
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
}

function opposite(photo, corner) {
  const { x, y, width, height } = photo.querySelector(".band rect").getBBox();
  return [corner.includes("w") ? x + width : x, corner.includes("n") ? y + height : y];
}

function make(kind, values, into) {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(values)) made.setAttribute(name, value);
  into.append(made);
  return made;
}

function draw(photo, [x1, y1], [x2, y2]) {
  photo.querySelector(".band")?.remove();
  const box = { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) };
  const band = make("g", { class: "band" }, photo);
  make("rect", { x: box.left, y: box.top, width: box.width, height: box.height, "vector-effect": "non-scaling-stroke" }, band);
  for (const corner of ["nw", "ne", "sw", "se"]) {
    const cx = corner.includes("w") ? box.left : box.left + box.width;
    const cy = corner.includes("n") ? box.top : box.top + box.height;
    make("circle", { class: "handle", "data-corner": corner, cx, cy, r: HANDLE * scale(photo) }, band);
  }
  fill(photo, box);
}

// The numbered places, drawn in while somebody chooses by them.
function number(details) {
  const photo = photoOf(details.closest("[data-tools]"));
  photo.querySelector(".places")?.remove();
  if (!details.open) return;
  const { width, height } = photo.viewBox.baseVal;
  const places = make("g", { class: "places" }, photo);
  for (let place = 0; place < 48; place += 1) {
    const x = ((place % 8) * width) / 8;
    const y = (Math.floor(place / 8) * height) / 6;
    make("rect", { x, y, width: width / 8, height: height / 6, "vector-effect": "non-scaling-stroke" }, places);
    make("text", { x: x + width / 100, y: y + height / 18, "font-size": width / 40 }, places).textContent = place + 1;
  }
}
