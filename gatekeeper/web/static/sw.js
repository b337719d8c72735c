// Keeps the shell and nothing else: our style, our icon, and a page that says there is no connection.
// No page, no picture and no word about anybody is ever kept: the tablet is shared.
const SHELL = "shell-1";
const FILES = ["/static/style.css", "/static/icon.svg", "/static/no_connection.html"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match("/static/no_connection.html")));
  } else if (request.method === "GET" && FILES.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(pathname)));
  }
});
