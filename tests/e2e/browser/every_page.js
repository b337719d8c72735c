// What `test_every_page.py` asks of a page, beside what axe sees.
globalThis.everyPage = {
  called: (it) => (it.outerHTML.match(/^<[^>]*>/) || [''])[0].slice(0, 140),

  unfold() {
    for (const it of document.querySelectorAll('main details')) it.open = true;
  },

  // What is the same a hundred times is looked at closely six times.
  six() {
    for (const it of document.querySelectorAll('main *')) {
      for (const kind of ['LI', 'DETAILS', 'LABEL', 'TR', 'BUTTON', 'FORM']) {
        const alike = [...it.children].filter((child) => child.tagName === kind);
        for (const child of alike.slice(6)) child.remove();
      }
    }
  },

  sideways() {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const out = (it) => it.getBoundingClientRect().right > innerWidth + 1;
    return [...document.querySelectorAll('body *')].filter(out).slice(0, 3).map(everyPage.called);
  },

  heads() {
    const heads = [...document.querySelectorAll('h1')].filter((it) => it.checkVisibility());
    const title = document.title.trim() ? [] : ['has no title'];
    const lang = document.documentElement.lang ? [] : ['has no language'];
    const one = heads.length === 1 ? [] : [`has ${heads.length} h1`];
    return [...title, ...lang, ...one];
  },

  ways(parts) {
    const ways = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    return [...document.querySelectorAll(ways)].filter((it) => it.closest(parts) && !it.disabled
      && it.checkVisibility({ visibilityProperty: true }) && !it.matches('.skip, [role=region]'));
  },

  box(it) {
    const ticked = it.matches('[type=checkbox], [type=radio]') && it.closest('label');
    return (ticked || it).getBoundingClientRect();
  },

  // 44 pixels; in a line of words the 24 around its middle that WCAG 2.5.8 asks for.
  small(ways) {
    const boxes = ways.map(everyPage.box);
    return ways.flatMap((it, at) => {
      const box = boxes[at];
      if (getComputedStyle(it).display !== 'inline') {
        const small = box.width < 43.5 || box.height < 43.5;
        const size = `${Math.round(box.width)} x ${Math.round(box.height)}`;
        return small ? [`is ${size}: ${everyPage.called(it)}`] : [];
      }
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      const near = boxes.some((other, place) => place !== at && Math.hypot(
        Math.max(other.left - x, 0, x - other.right),
        Math.max(other.top - y, 0, y - other.bottom)) < 12);
      return near ? [`crowds ${everyPage.called(it)}`] : [];
    });
  },

  blind(ways) {
    return ways.filter((it) => {
      it.focus();
      const looks = getComputedStyle(it);
      const seen = looks.outlineStyle !== 'none' && parseFloat(looks.outlineWidth) >= 2;
      return document.activeElement === it && !seen;
    }).map((it) => `shows no focus: ${everyPage.called(it)}`);
  },

  look(parts) {
    const ways = everyPage.ways(parts);
    return [...everyPage.heads(), ...everyPage.small(ways), ...everyPage.blind(ways)];
  },
};
