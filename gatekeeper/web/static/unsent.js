// What has not arrived yet of a new post: its pictures, and what was said of it. A tablet throws a
// page away while its screen is locked; opened again, the page goes on from here. Nothing stays: each
// picture goes as soon as it has arrived, everything at the sign-out and after an hour.
export const HOUR = 3_600_000; // milliseconds
let opened;

function database() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("unsent", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("pictures", { autoIncrement: true });
      asked.result.createObjectStore("forms");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function within(name, act) {
  const deal = (await database()).transaction(name, "readwrite");
  const asked = act(deal.objectStore(name));
  return new Promise((done, failed) => {
    deal.oncomplete = () => done(asked.result);
    deal.onabort = () => failed(deal.error);
  });
}

// Each returns undefined where this browser keeps nothing: what is in the page then has to do.
const tried = (promise) => promise.catch(() => undefined);

export const keep = (draft, file) => tried(within("pictures", (all) => all.add({ draft, file, at: Date.now() })));
export const arrived = (id) => tried(within("pictures", (all) => all.delete(id)));
export const keepForm = (draft, fields) => tried(within("forms", (all) => all.put({ fields, at: Date.now() }, draft)));
export const keptForm = async (draft) => (await tried(within("forms", (all) => all.get(draft))))?.fields;
export const sent = (draft) => tried(within("forms", (all) => all.delete(draft)));

// Returns [id, file] of each picture of a draft, in the order in which they were chosen.
export async function left(draft) {
  const found = [];
  await each("pictures", (here) => { if (here.value.draft === draft) found.push([here.key, here.value.file]); });
  return found;
}

// Removes what is older than so many milliseconds.
export async function forget(age) {
  for (const name of ["pictures", "forms"]) {
    await each(name, (here) => { if (Date.now() - here.value.at >= age) here.delete(); });
  }
}

const each = (name, act) => tried(within(name, (all) => {
  const asked = all.openCursor();
  asked.onsuccess = () => {
    if (!asked.result) return;
    act(asked.result);
    asked.result.continue();
  };
  return asked;
}));
