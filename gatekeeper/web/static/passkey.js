// Passkeys: ask our server what is to be signed, ask the device, send the answer with the form.
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const toBytes = (text) => Uint8Array.from(
  atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const named = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

function options(asked) {
  const read = { ...asked, challenge: toBytes(asked.challenge) };
  if (asked.user) read.user = { ...asked.user, id: toBytes(asked.user.id) };
  if (asked.allowCredentials) read.allowCredentials = named(asked.allowCredentials);
  if (asked.excludeCredentials) read.excludeCredentials = named(asked.excludeCredentials);
  return read;
}

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function told(given) {
  const response = {};
  for (const part of PARTS) if (given.response[part]) response[part] = toText(given.response[part]);
  return JSON.stringify({
    id: given.id, rawId: toText(given.rawId), type: given.type, response,
    authenticatorAttachment: given.authenticatorAttachment, clientExtensionResults: {},
  });
}

async function ask(form) {
  const answer = await fetch(form.dataset.ask, {
    method: "POST", body: new FormData(form), credentials: "same-origin",
  });
  if (answer.ok && answer.headers.get("content-type")?.includes("json")) return answer.json();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.querySelector("[role=alert]") || page.querySelector("main");
  throw new Error(words?.textContent.replace(/\s+/g, " ").trim() || "It was not done.");
}

function put(form, name, value) {
  const field = form.querySelector(`input[name=${name}]`) || form.appendChild(
    Object.assign(document.createElement("input"), { type: "hidden", name }));
  field.value = value;
}

const WHY = {
  NotAllowedError: "Nothing was done: it was cancelled, took too long, or there is no passkey here.",
  InvalidStateError: "This device has a passkey of yours already.",
  NotSupportedError: "This device cannot make passkeys.",
  SecurityError: "Passkeys do not work at this address.",
};

for (const form of document.querySelectorAll("form[data-ask]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-said]");
    said.textContent = "One moment …";
    try {
      const asked = await ask(form);
      const given = await navigator.credentials[form.dataset.passkey](
        { publicKey: options(asked.publicKey) });
      put(form, "question", asked.question);
      put(form, "answer", told(given));
      form.submit();
    } catch (error) {
      said.textContent = WHY[error.name] || error.message;
    }
  });
}
