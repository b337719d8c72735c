// What was typed into a post's form and not kept: said where the post is sent from, and brought back
// to whoever had to sign in again in between.
import { keepForm, keptForm, sent } from "./unsent.js";

const NOT_TYPED = ["form_token", "seen", "describe"];

const form = () => document.querySelector("#words-form");
const first = (choice) => choice.querySelector("[selected]") ?? choice.options[0];

function differs(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return field.value !== first(field)?.value;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

const typed = () => [...form().elements].filter((field) => field.name && !NOT_TYPED.includes(field.name));
export const unkept = () => Boolean(form()) && typed().some(differs);

export const putAside = () => (unkept() ? keepForm(location.pathname, [...new FormData(form())]) : undefined);

// Each field takes its own again; one that came several times, in the order in which it came.
export async function bringBack() {
  const fields = form() ? await keptForm(location.pathname) : undefined;
  if (!fields) return false;
  for (const field of typed()) {
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    const at = typed().filter((one) => one.name === field.name).indexOf(field);
    if (field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[at] ?? field.value;
  }
  await sent(location.pathname);
  return true;
}
