// Reloads the page once the pictures have been looked at; without this the page reloads by itself.
const said = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(said.dataset.progress, { credentials: "same-origin" });
  const { busy } = await answer.json();
  if (busy) setTimeout(look, 700);
  else location.reload();
}

setTimeout(look, 700);
