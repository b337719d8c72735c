// Shows the card's page again once it has been looked at; without this the page reloads by itself.
const said = document.querySelector("[data-card]");

async function look() {
  const answer = await fetch(said.dataset.card, { credentials: "same-origin" });
  const { busy } = await answer.json();
  if (busy) setTimeout(look, 700);
  else location.reload();
}

setTimeout(look, 700);
