// Sends pictures one by one, each again until it has arrived: a coach goes through tunnels.
// Without this the form is sent whole. The server takes the same picture only once.
const form = document.querySelector("[data-hand-in]");
const said = form.querySelector("[data-said]");

const pause = (seconds) => new Promise((done) => {
  const go = () => { removeEventListener("online", go); done(); };
  addEventListener("online", go);
  setTimeout(go, seconds * 1000);
});

async function sent(path, fields) {
  for (let wait = 1; ; wait = Math.min(wait * 2, 30)) {
    try {
      const answer = await fetch(path, { method: "POST", body: fields, credentials: "same-origin" });
      if (answer.status < 500) return answer;
    } catch {
      // no network: it is tried again
    }
    said.textContent = "No connection. What has arrived is kept; the rest follows by itself.";
    await pause(wait);
  }
}

function told(page) {
  const read = new DOMParser().parseFromString(page, "text/html");
  return read.querySelector("main")?.innerText.trim() || "It was not taken.";
}

form.addEventListener("submit", async (event) => {
  const pictures = [...form.elements.pictures.files];
  if (pictures.length < 2) return;
  event.preventDefault();
  form.querySelector("button").disabled = true;
  let path = form.action;
  for (const [number, picture] of pictures.entries()) {
    said.textContent = `Picture ${number + 1} of ${pictures.length} …`;
    const fields = new FormData(form);
    fields.set("pictures", picture);
    const answer = await sent(path, fields);
    if (!answer.ok || new URL(answer.url).pathname === "/sign-in") {
      said.textContent = answer.ok ? "Sign in again, then hand in the rest." : told(await answer.text());
      form.querySelector("button").disabled = false;
      return;
    }
    path = `${new URL(answer.url).pathname}/pictures`;
    if (number === pictures.length - 1) location.assign(answer.url);
  }
});
