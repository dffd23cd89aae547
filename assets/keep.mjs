// Keeps what a child writes on their own page, some seconds after they stop. It expects a form with a status in it,
// <p role="status" data-keep data-saved="…" data-saving="…" data-not-saved="…">, and a field called sheet. What is typed
// is kept nowhere in the browser.

const PAUSE = 2_000;
const TRY_AGAIN = 15_000;

const start = (status) => {
  const form = status.closest('form');
  let timer;
  let sending = null;
  let isLeaving = false;

  const written = () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set('do', 'save');
    return fields;
  };
  let saved = written().toString();
  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
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

  form.addEventListener('input', () => {
    isLeaving = false;
    later(PAUSE);
  });
  form.addEventListener('submit', () => {
    isLeaving = true; // the form has it all
    clearTimeout(timer);
    sending?.abort();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void save(true);
  });
  addEventListener('pagehide', () => void save(true));
};

for (const status of document.querySelectorAll('[data-keep]')) start(status);
