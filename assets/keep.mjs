// Keeps what a child writes on their own page, some seconds after they stop. It expects a form with a status in it,
// <p role="status" data-keep data-saved="…" data-saving="…" data-not-saved="…">, and a field called sheet. What is typed
// is kept nowhere in the browser.

const PAUSE = 2_000;
const TRY_AGAIN = 15_000;
/** A form waits no longer than this for what is on its way. */
const AT_MOST = 5_000;

const start = (status) => {
  const form = status.closest('form');
  let timer;
  let sending = null;
  let pending = null;
  let isLeaving = false;

  const written = () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set('do', 'save');
    return fields;
  };
  /** Whether the form is as the page came with it: somebody can have typed before this runs, and that is not kept yet. */
  const isAsItCame = [...form.elements].every(
    ({ value, defaultValue = value, checked, defaultChecked }) =>
      value === defaultValue && checked === defaultChecked,
  );
  let saved = isAsItCame ? written().toString() : null;
  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };

  const save = async (isLast = false) => {
    const body = written();
    const text = body.toString();
    if (isLeaving || text === saved || (sending && !isLast)) return;
    sending = new AbortController();
    say(status.dataset.saving);
    try {
      const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
      const { ok } = await fetch(form.action, {
        ...{ method: 'POST', headers, body: text, signal: sending.signal },
        keepalive: isLast && text.length < 60_000,
      });
      if (!ok) throw new Error('not kept');
      saved = text;
      say(status.dataset.saved);
      if (written().toString() !== saved) later(PAUSE);
    } catch {
      if (isLeaving) return;
      say(status.dataset.notSaved);
      later(TRY_AGAIN);
    } finally {
      sending = null;
    }
  };

  const keep = () => {
    pending = save();
  };

  form.addEventListener('input', () => {
    isLeaving = false;
    later(PAUSE);
  });
  // The form has it all. What is on its way arrives before it, so that no draft comes back after its words were given.
  form.addEventListener('submit', async (event) => {
    isLeaving = true;
    clearTimeout(timer);
    if (sending === null) return;
    event.preventDefault();
    const { submitter } = event;
    await Promise.race([pending, new Promise((done) => setTimeout(done, AT_MOST))]);
    sending = null;
    form.requestSubmit(submitter);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void save(true);
  });
  addEventListener('pagehide', () => void save(true));
  if (!isAsItCame) later(PAUSE);
};

for (const status of document.querySelectorAll('[data-keep]')) start(status);
