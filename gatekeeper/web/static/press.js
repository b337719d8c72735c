// One press, one answer: what was pressed shows it at once, and takes no other press until what
// comes of it stands on the page. A question that has just changed takes none for a moment, so
// that a second press meant for the one before it answers for nobody.
const MOMENT = 450;
const QUESTION = ".roll h3, .roll [name=sighting], [data-naming] [name=sighting], [data-naming] .grid button";
const ASKS = ".desk:has(.roll, [data-naming])";

// A roll call asks one thing after the other: its picture and its panel wait together.
const whole = (node) => node.closest(".desk:has(.roll)");
export const waits = (node) => Boolean(node.closest(".pressed, .desk:is(.held, .fresh)"));

export function press(node, button) {
  const place = whole(node);
  place?.classList.add("held");
  if ("naming" in node.dataset) return;
  node.classList.add("pressed");
  button?.setAttribute("aria-busy", "true");
}

export function release() {
  for (const node of document.querySelectorAll(".held, .pressed")) node.classList.remove("held", "pressed");
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
}

const asked = () => [...document.querySelectorAll(QUESTION)].map((node) => node.value ?? node.textContent).join("\n");

// Shows what is new: the picture that is looked at, or the names beside it, stay where they are,
// whatever changes above them. A picture that sticks to the screen says nothing of that: its desk does.
export function swap(change) {
  const before = asked();
  const desk = [...document.querySelectorAll(".desk")].find(seen);
  const top = desk?.getBoundingClientRect().top;
  change();
  if (desk?.isConnected) scrollBy({ top: desk.getBoundingClientRect().top - top, behavior: "instant" });
  if (asked() === before) return;
  for (const place of document.querySelectorAll(ASKS)) {
    place.classList.add("fresh");
    setTimeout(() => place.classList.remove("fresh"), MOMENT);
  }
}

function seen(desk) {
  const { top, bottom } = desk.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
