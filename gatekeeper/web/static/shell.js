// Lets the site be put on the home screen; without it everything works the same.
navigator.serviceWorker?.register("/static/sw.js", { scope: "/" }).catch(() => {});
