// Saves minutes as they are typed. It expects a form with <div data-autosave="the person's identity"> in it, the
// hidden fields page and edit, and for each text <textarea name="text-ID"> beside <input name="from-ID"> and
// <div data-beside="ID">. What is typed stays on this page until the server has it, and is kept nowhere else in the
// browser: it is about a child.

import { startRoom } from './room.mjs';

const PAUSE = 1_500; // from the first letter that is not saved: no more is lost, however fast somebody types on
const LONGEST_WAIT = 30_000;
const GIVE_UP_WAITING = 20_000;
const ASK_EVERY = 5_000;
const QUIET_AFTER = 5 * 60_000;
const LONGEST_TEXT = 100_000;
const MOST_KEPT_ALIVE = 60_000; // a browser sends no more than 64 KiB of a page that is being left

const troubles = {
  away: 'Not saved yet – we will keep trying.',
  signedOut:
    'You have been signed out. Sign in in another tab; your words are still here, and are saved when you are back.',
  tooLong: 'Not saved: the text is too long. Shorten it to 100,000 characters or fewer.',
  closed: 'Not saved: nothing more can be saved here. Copy what you typed from this page.',
};

const start = (root) => {
  const form = root.closest('form');
  const fields = form.elements;
  const status = root.querySelector('.app-autosave__trouble');
  const state = root.querySelector('.app-autosave__state');
  const keepers = [];
  let isLeaving = false;
  let activeAt = Date.now();
  fields.page.value = fields._key.value;
  form.autocomplete = 'off'; // a page that is loaded again has what was saved, and not what a browser put back
  root.querySelector('.app-autosave').hidden = false;

  /** Says it once when something is wrong and once when it is right again; a reader of screens hears no more. */
  const show = () => {
    const trouble = keepers.map((keeper) => keeper.trouble).find(Boolean) ?? '';
    const unsaved = keepers.some((keeper) => keeper.isDirty());
    const said = trouble || (status.textContent === '' ? '' : 'Everything is saved.');
    if (said !== status.textContent && (trouble || !unsaved)) status.textContent = said;
    status.classList.toggle('govuk-visually-hidden', !trouble);
    state.textContent = unsaved ? 'Saving…' : 'Saved';
    state.hidden = Boolean(trouble);
  };

  const post = async (url, type, body, isLast) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': type, 'x-csrf-token': fields._csrf.value },
      body,
      keepalive: isLast && body.length < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout(GIVE_UP_WAITING),
    });
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, answer: isJson ? await response.json() : {} };
  };

  /**
   * Keeps one thing saved: `saved` is what the page came with, `read` says what it is now, `send` sends that, `took` hears
   * the answer. Somebody can have typed before this runs.
   */
  const keeperOf = ({ saved, read, send, took }) => {
    const keeper = { saved, isSending: false, trouble: '', isDirty: () => read() !== keeper.saved };
    let timer = null;
    let failures = 0;
    let refused = null;

    keeper.later = (wait = PAUSE) => {
      if (timer !== null && wait === PAUSE) return;
      clearTimeout(timer);
      timer = setTimeout(() => keeper.save(), wait);
    };
    keeper.save = async (isLast = false) => {
      clearTimeout(timer);
      timer = null;
      const value = read();
      if (isLeaving || !keeper.isDirty() || value === refused || (keeper.isSending && !isLast)) return show();
      keeper.isSending = true;
      show();
      const outcome = await send(value, isLast).catch(() => ({ status: 0 }));
      keeper.isSending = false;
      if (outcome.status === 200) {
        keeper.saved = value;
        keeper.trouble = '';
        failures = 0;
        took(outcome.answer, value);
      } else {
        failures += 1;
        keeper.trouble = troubleOf(outcome);
        refused = [400, 404, 409, 413, 422].includes(outcome.status) ? value : null;
        if (outcome.status === 403) await ask(); // this page's token is older than the session
      }
      if (keeper.isDirty() && refused === null)
        keeper.later(Math.min(PAUSE * 2 ** Math.max(failures - 1, 0), LONGEST_WAIT));
      show();
    };
    keepers.push(keeper);
    return keeper;
  };

  const troubleOf = ({ status: code, answer }) => {
    if (code === 401) return troubles.signedOut;
    if (code === 413) return troubles.tooLong;
    if (code === 409 || code === 422) return `Not saved: ${answer.problem}`;
    return code === 404 || code === 400 ? troubles.closed : troubles.away;
  };

  /** Puts words in a box, and leaves the caret between the words where it was. */
  const putText = (area, text) => {
    const { value: old, selectionStart: caret } = area;
    let same = 0;
    while (same < old.length - caret && old.at(-1 - same) === text.at(-1 - same)) same += 1;
    const isAfter = same === old.length - caret && old.slice(0, caret) !== text.slice(0, caret);
    area.value = text;
    const at = isAfter ? text.length - same : Math.min(caret, text.length);
    area.setSelectionRange(at, at);
  };

  const passageOf = (area) => {
    const id = area.name.slice('text-'.length);
    const from = fields[`from-${id}`];
    const beside = form.querySelector(`[data-beside="${id}"]`);
    const marks = form.querySelector(`[data-marks="${id}"]`);
    let answered = 0;
    let base = area.defaultValue; // the text that is typed onto

    /** Leaves what is the same alone: somebody may be about to press a button in it. */
    const put = (markup, place) => {
      const made = document.createElement('template');
      made.innerHTML = markup;
      if (made.innerHTML !== place.innerHTML) place.replaceChildren(made.content);
    };
    const showBeside = (markup) => put(markup, beside);
    const keeper = keeperOf({
      saved: area.defaultValue,
      read: () => area.value,
      send: async (text, isLast) => {
        if (text.length > LONGEST_TEXT) return { status: 413 };
        const edit = nextEdit();
        const person = root.dataset.autosave;
        const sent = { text, base, from: from.value, page: fields.page.value, edit, person };
        const url = `${form.action}/passages/${id}`;
        const outcome = await post(url, 'application/json', JSON.stringify(sent), isLast);
        return { ...outcome, answer: { ...outcome.answer, edit } };
      },
      took: (answer, sent) => {
        if (answer.edit < answered) return; // a later one was answered before it
        answered = answer.edit;
        showBeside(answer.beside);
        put(answer.marks, marks);
        if (answer.isBeside) return;
        if (answer.isMerged && area.value !== sent) {
          base = sent; // with the next save the words of others come in here too
          return;
        }
        base = answer.text;
        from.value = answer.from;
        if (!answer.isMerged) return;
        putText(area, answer.text);
        keeper.saved = area.value;
      },
    });
    /** Takes in what others have typed, unless something was typed here meanwhile. */
    keeper.hear = (news, knewFrom) => {
      showBeside(news.beside);
      if (news.isBeside || keeper.isDirty() || keeper.isSending || from.value !== knewFrom) return;
      putText(area, news.text);
      keeper.saved = area.value;
      base = news.text;
      from.value = news.from;
    };
    area.addEventListener('input', () => {
      isLeaving = false; // the form was sent, but here we still are
      keeper.later();
      show();
    });
    area.addEventListener('blur', () => keeper.save());
    return [id, keeper];
  };

  const nextEdit = () => {
    fields.edit.value = String(Number(fields.edit.value) + 1);
    return Number(fields.edit.value);
  };

  const passages = new Map([...form.querySelectorAll('textarea[name^="text-"]')].map(passageOf));

  /** What is ticked: who came, whose writing was read, who was heard on what, who may read what. */
  const ticked = () =>
    new URLSearchParams(
      [...new FormData(form)].filter(([name]) =>
        /^(came|read|readers-.*|child-.*|heard-.*|whose-.*|why-.*)$/.test(name),
      ),
    );
  const before = () => [...form.querySelectorAll('input[name^="was-"]')];
  const isAsItCame = [...fields].every(({ checked, defaultChecked }) => checked === defaultChecked);
  const ticks = keeperOf({
    saved: isAsItCame ? ticked().toString() : null,
    read: () => ticked().toString(),
    send: (now, isLast) => {
      const was = new URLSearchParams(before().map(({ name, value }) => [name, value]));
      return post(form.action, 'application/x-www-form-urlencoded', `${now}&${was}`, isLast);
    },
    took: (_, now) => {
      const sent = new URLSearchParams(now);
      for (const field of before()) field.value = sent.getAll(field.name.slice('was-'.length)).join(' ');
    },
  });
  form.addEventListener('change', ({ target }) => {
    // Whose information it is keeps it from some, as the server does too.
    for (const reader of (target.dataset.keeps ?? '').split(' ').filter(Boolean))
      for (const box of form.querySelectorAll(
        `[name="${target.name.replace('whose-', 'readers-')}"][value="${reader}"]`,
      ))
        box.checked = true;
    if (target.type === 'checkbox' || target.type === 'radio') ticks.later(0);
  });

  /** Hears what others have done since this page last heard. */
  const ask = async () => {
    const knew = new Map([...passages.keys()].map((id) => [id, fields[`from-${id}`].value]));
    const query = new URLSearchParams([['page', fields.page.value], ['seen', seen], ...knew]);
    const headers = { accept: 'application/json' };
    const response = await fetch(`${form.action}/revisions?${query}`, { headers }).catch(() => undefined);
    if (!response?.ok) return;
    const { csrfToken, passages: heard, added, ...ofRoom } = await response.json();
    fields._csrf.value = csrfToken;
    for (const news of heard) passages.get(news.id)?.hear(news, knew.get(news.id));
    for (const { id, item, field } of added) if (!passages.has(id)) addPassage(id, item, field);
    seen = ofRoom.seen ?? seen;
    room.hear(ofRoom);
    show();
  };

  /** Shows what was written down meanwhile, here or by others, as a box of its own. */
  const addPassage = (id, item, field) => {
    const place = form.querySelector(`[data-passages="${CSS.escape(item)}"]`);
    place?.insertAdjacentHTML('beforeend', field);
    const area = form.querySelector(`#text-${CSS.escape(id)}`);
    if (area !== null) passages.set(...passageOf(area));
  };

  let seen = '';
  const room = startRoom({
    ...{ form, fields, post, ask },
    isTicking: () => ticks.isDirty() || ticks.isSending,
    settle: () => {
      ticks.saved = ticked().toString();
    },
  });
  // Asking counts as using the service: a page that was left open must not keep anybody signed in.
  setInterval(() => {
    if (!document.hidden && Date.now() - activeAt < QUIET_AFTER) void ask();
  }, ASK_EVERY);
  for (const event of ['input', 'pointerdown', 'keydown', 'focusin'])
    form.addEventListener(event, () => {
      activeAt = Date.now();
    });

  const saveAll = (isLast) => {
    for (const keeper of keepers) keeper.save(isLast);
  };
  document.addEventListener('visibilitychange', () => saveAll(document.hidden));
  addEventListener('pagehide', () => saveAll(true));
  addEventListener('online', () => saveAll(false));
  addEventListener('pageshow', () => {
    isLeaving = false;
    saveAll(false);
  });
  addEventListener('beforeunload', (event) => {
    const isUnsaved = keepers.some((keeper) => keeper.isDirty()) || room.isWaiting();
    if (!isLeaving && isUnsaved) event.preventDefault();
  });
  form.addEventListener('submit', () => {
    isLeaving = true; // the form has it all, and later than anything sent before it
    nextEdit();
  });
  saveAll(false);
};

for (const root of document.querySelectorAll('[data-autosave]')) start(root);
