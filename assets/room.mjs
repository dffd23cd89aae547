// The meeting room on the page for minutes: the bar, the line in which whatever happens is written down, and what others do,
// without loading the page again. Everything here is a form that works without it. What waits to be written down stays on
// this page until the server has it, and is kept nowhere else in the browser: it is about a child.

const FIRST_WAIT = 1_500;
const LONGEST_WAIT = 30_000;

/** Puts markup in a place, and the focus back where it was in it. */
const put = (markup, place) => {
  const { activeElement: had } = document;
  const [isIn, id, value] = [place.contains(had), had?.id, had?.value];
  const open = place.querySelector('details')?.open;
  const made = document.createElement('template');
  made.innerHTML = markup;
  if (made.innerHTML === place.innerHTML) return;
  place.replaceChildren(made.content);
  const folded = place.querySelector('details');
  if (folded !== null && open) folded.open = true;
  if (!isIn) return;
  const same = [...place.querySelectorAll('button, input, a, summary')].filter(
    (one) => (id && one.id === id) || (value && one.value === value),
  );
  (same[0] ?? place.querySelector('summary, button, a, input:not([type=hidden])'))?.focus();
};

/**
 * Starts the room of a form. `post` sends, `ask` hears what is new, `isTicking` is whether a tick waits to be saved, and
 * `settle` is told once ticks were put as the server has them.
 */
export const startRoom = ({ form, fields, post, ask, isTicking, settle }) => {
  const announcer = form.querySelector('[data-announce]');
  const line = form.querySelector('.app-catch');
  const said = form.querySelector('[data-caught]');
  const text = fields['catch-text'];
  const shown = new Map();
  const waiting = [];
  let [now, stands, wasTyping, isSending, failures] = [null, null, null, false, 0];

  const urlencoded = 'application/x-www-form-urlencoded';

  /** The item the meeting is at: marked, its list of who was heard open, and what is caught goes under it. */
  const showItem = (key) => {
    for (const item of form.querySelectorAll('[data-item]'))
      item.classList.toggle('app-agenda-item--now', item.dataset.item === key);
    const choice = fields['catch-item'];
    if (key !== '' && now !== null && (choice.value === now || now === '')) choice.value = key;
    const heard = form.querySelector(`[data-part="heard-${CSS.escape(key)}"] details`);
    if (now !== null && heard !== null) heard.open = true;
    now = key;
  };

  /** What others did: the parts of the page that follow the meeting, and what is ticked on it. */
  const hear = ({ parts, ticks, now: key, stands: how }) => {
    if (parts === undefined) return;
    for (const [name, markup] of Object.entries(parts)) {
      const place = form.querySelector(`[data-part="${CSS.escape(name)}"]`);
      if (place === null || shown.get(name) === markup || (name.startsWith('heard-') && isTicking()))
        continue;
      if (place.querySelector('textarea')?.value) continue; // somebody is answering it
      put(markup, place);
      shown.set(name, markup);
    }
    if (!isTicking()) {
      for (const [name, ids] of Object.entries(ticks)) {
        for (const box of form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`))
          box.checked = ids.includes(box.value);
        const before = fields[`was-${name}`];
        if (before) before.value = ids.join(' ');
      }
      settle();
    }
    if (stands !== null && stands !== how) announcer.textContent = how;
    stands = how;
    if (key !== now) showItem(key);
  };

  /** A button of the bar, or of an item. */
  const act = async (value) => {
    const sent = new URLSearchParams({ room: value, _key: crypto.randomUUID() });
    const outcome = await post(`${form.action}/room`, urlencoded, sent.toString()).catch(() => ({
      status: 0,
    }));
    announcer.textContent =
      outcome.status === 200
        ? ''
        : `Not done. ${outcome.answer?.problem ?? 'There is no connection. Try again'}`;
    announcer.classList.toggle('govuk-visually-hidden', outcome.status === 200);
    await ask();
  };

  /** Writes down what waits, one after the other, each once however often it is sent. */
  const send = async () => {
    if (isSending || waiting.length === 0) return;
    isSending = true;
    const [first] = waiting;
    const outcome = await post(`${form.action}/caught`, urlencoded, first.body).catch(() => ({ status: 0 }));
    isSending = false;
    if (outcome.status === 200) {
      waiting.shift();
      failures = 0;
      said.textContent = `Written down: ${first.words}`;
      await ask();
    } else if ([400, 409, 413, 422].includes(outcome.status)) {
      waiting.shift();
      const isEmpty = text.value === '';
      if (isEmpty) text.value = first.words;
      said.textContent = `Not written down${isEmpty ? '' : ` (${first.words})`}: ${outcome.answer?.problem ?? 'it is too long'}`;
    } else {
      failures += 1;
      said.textContent =
        outcome.status === 401
          ? 'You have been signed out. Sign in in another tab; this line is written down when you are back.'
          : 'Not written down yet – we will keep trying.';
      if (outcome.status === 403) await ask(); // this page's token is older than the session
      setTimeout(send, Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT));
      return;
    }
    void send();
  };

  const catchIt = () => {
    if (text.value.trim() === '') return text.focus();
    const isAction = new FormData(form).get('catch-kind') === 'action';
    if (isAction && fields['catch-owner'].value === '') {
      said.textContent = 'Choose who will do it';
      return fields['catch-owner'].focus();
    }
    const body = new URLSearchParams(
      [...new FormData(form)].filter(([name]) => name.startsWith('catch-')),
    ).toString();
    waiting.push({ body, words: text.value.trim() });
    text.value = '';
    fields['catch-key'].value = crypto.randomUUID();
    said.textContent = '';
    text.focus();
    void send();
  };

  /** Chosen with its key, which browsers do before or after they tell of the key: the line is next. */
  const afterItsKey = ({ altKey, code }) => {
    if (altKey && /^Digit\d$/.test(code) && document.activeElement?.name === 'catch-kind') text.focus();
  };
  addEventListener('keyup', afterItsKey);
  addEventListener('keydown', (event) => {
    afterItsKey(event);
    if (!line.contains(event.target)) return;
    if (event.key === 'Escape') wasTyping?.focus();
    if (event.key !== 'Enter' || !event.target.matches('input, select')) return;
    event.preventDefault();
    catchIt();
  });
  form.addEventListener('focusin', ({ target }) => {
    if (target.matches('textarea')) wasTyping = target;
  });
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.name !== 'room' && button?.name !== 'catch') return;
    event.preventDefault();
    if (button.name === 'catch') catchIt();
    else void act(button.value);
  });
  addEventListener('online', () => void send());
  addEventListener('pagehide', () => {
    for (const { body } of waiting) post(`${form.action}/caught`, urlencoded, body, true).catch(() => {});
  });

  return { hear, isWaiting: () => waiting.length > 0 || text.value !== '' };
};
