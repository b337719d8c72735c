// Brings one piece of a page in line with another and keeps what is the same: pictures that are
// loaded, what is being typed, what was opened, and where the focus is.
const key = (node) => (node.nodeType === 1 && (node.id || node.dataset.face)) || "";
const alike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && key(one) === key(other);

export function morph(old, fresh) {
  if (!alike(old, fresh)) return old.replaceWith(fresh);
  if (old.nodeType !== 1) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (drawing(old)) return seen(old, fresh);
  attributes(old, fresh);
  if (!typed(old)) children(old, fresh);
}

function attributes(old, fresh) {
  const kept = old.nodeName === "DETAILS" ? ["open"] : [];
  for (const name of ["checked", "selected"]) {
    const now = fresh.hasAttribute(name);
    if (name in old && old.hasAttribute(name) !== now) old[name] = now; // what others chose meanwhile
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !kept.includes(name)) old.setAttribute(name, value);
  }
}

// What is being drawn on a picture stays, with the number of the version that is now the newest.
const drawing = (node) => node.matches(".photo[data-tool], .tools[open]");
function seen(old, fresh) {
  const [mine, theirs] = [old, fresh].map((node) => node.querySelector("[name=seen]"));
  if (mine && theirs) mine.value = theirs.value;
}

// What somebody has typed and not sent stays, whatever the server thinks stands there.
const typed = (node) => node.nodeName === "TEXTAREA" && node.value !== node.defaultValue;

function children(old, fresh) {
  const keyed = new Map([...old.children].filter(key).map((node) => [key(node), node]));
  const wanted = new Set([...fresh.children].map(key).filter(Boolean));
  let at = old.firstChild;
  for (const want of [...fresh.childNodes]) {
    while (at && key(at) && !wanted.has(key(at))) at = gone(at);
    const same = key(want) ? keyed.get(key(want)) : at && alike(at, want) ? at : undefined;
    if (!same || !alike(same, want)) {
      old.insertBefore(want, at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else old.insertBefore(same, at);
    morph(same, want);
  }
  while (at) at = gone(at);
}

function gone(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}
