// Lets the site be put on the home screen; without it everything works the same.
navigator.serviceWorker?.register("/static/sw.js", { scope: "/" }).catch(() => {});

// Whoever signed out leaves nothing behind; whose time ran out may come back and go on.
if (location.pathname === "/sign-in") {
  import("./unsent.js").then(({ HOUR, forget }) => forget(location.search ? HOUR : 0));
}

// One press, one answer: a form that is on its way is not sent a second time. A file that is only
// fetched leaves the page where it is, so the button comes back.
const LOCKED = 8000;

function free(form) {
  form.classList.remove("pressed");
  for (const button of form.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.classList.contains("pressed")) return event.preventDefault();
  form.classList.add("pressed");
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(free, LOCKED, form);
});

addEventListener("pageshow", () => document.querySelectorAll("form.pressed").forEach(free));
