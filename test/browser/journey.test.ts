import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import ICAL from 'ical.js';
import { readBackPdf } from '../../src/documents/read-back.ts';
import { letHeldGo } from '../copies-app.ts';
import { family } from '../example-case.ts';
import {
  type Journey,
  noEffort,
  openLink,
  openPerson,
  type Person,
  sees,
  signIn,
  startJourney,
} from './person.ts';

const account = 'Robin’s former carers came for him on Sunday.';
const together = 'They read together every evening, and Robin laughed a lot.';
const named = 'Martin Featherstone rang the out-of-hours team twice.';
const window = /Hold the disruption meeting.*between Sunday 29 March 2026 and Sunday 12 April 2026/s;
const onlyForCarers = 'The nights in January were the hardest of all.';
const [martin, lucy] = family.adopters;
const [dorothy] = family.carers;
const { mother } = family;

const started: Journey[] = [];
const begin = async (): Promise<Journey> => {
  const journey = await startJourney();
  started.push(journey);
  return journey;
};
after(async () => {
  for (const journey of started) await journey.stop();
});

const record = async (amina: Person): Promise<void> => {
  await amina.tick(/^Robin/);
  await amina.tick('It ended in an unplanned way');
  await amina.date('When was that?', '1', '3', '2026');
  await amina.write('What led up to it?', account);
  await amina.press('Continue');
};

const arrange = async (amina: Person): Promise<void> => {
  await amina.date('Date of the meeting', '31', '3', '2026');
  await amina.type('Starts at', '10am');
  await amina.type('Where', 'The Council House, room 3');
  await amina.select('Who takes the minutes', 'Bilal Khan');
  await amina.tick('Ruth Barlow');
};

/** The mother is one more than those whom the procedure lists, so what it takes to invite her is not counted. */
const inviteMother = async ({ page }: Person): Promise<void> => {
  const her = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: mother.name }) });
  await her.locator('summary').click();
  await her.getByLabel('Taking part').selectOption('Invite to the meeting');
  await her.getByLabel('Reason, if invited').fill('She asked to be heard');
};

/** Makes sure of everybody's address, without which nothing leaves; it is a task of its own, and not counted. */
const confirmAddresses = async ({ page }: Person): Promise<void> => {
  await page.getByRole('link', { name: 'How to reach people' }).click();
  await page.getByRole('link', { name: 'Confirm several e-mail addresses at once' }).click();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByLabel('How did you make sure?').fill('I rang each of them, and they read it back');
  await page.getByRole('button', { name: 'Confirm these addresses' }).click();
  await page.getByRole('heading', { level: 1, name: 'How to reach people' }).waitFor();
};

/** Every text of a PDF that somebody was given. */
const wordsIn = async (path: string): Promise<string> =>
  (await readBackPdf(await readFile(path)))
    .map(({ text }) => text)
    .join('\n')
    .replaceAll(/\s+/g, ' ');

/** What the page in front of somebody says. */
const shown = async ({ page }: Person, part = 'main'): Promise<string> =>
  ((await page.locator(part).textContent()) ?? '').replaceAll(/\s+/g, ' ');

const has = (words: string, wanted: readonly string[], unwanted: readonly string[]): void => {
  for (const each of wanted) assert.ok(words.includes(each), `“${each}” is in it`);
  for (const each of unwanted) assert.ok(!words.includes(each), `“${each}” is not in it`);
};

/** Somebody opens their copy by the link and a code: what its page says, and what its PDF says. */
const readCopy = async (journey: Journey, email: string): Promise<readonly [string, string]> => {
  const reader = await openPerson(journey);
  await openLink(reader, journey, email, sees);
  await sees(reader, 'Your meeting');
  await reader.page.getByRole('link', { name: /^Read your copy of/ }).click();
  await sees(reader, /./);
  const text = await shown(reader);
  const downloading = reader.page.waitForEvent('download');
  await reader.follow('Save this copy as a PDF');
  const words = await wordsIn(await (await downloading).path());
  await reader.close();
  return [text, words];
};

test('a breakdown is recorded, talked over at a meeting, and everybody gets their own copy of the minutes', async (t) => {
  const journey = await begin();
  const { address, mailbox, time } = journey;
  const effort = noEffort();
  let caseAt = '';

  await t.test('the social worker signs in with one click, and records what happened', async () => {
    const amina = await openPerson(journey, {}, effort);
    await amina.page.goto(address);
    await sees(amina, 'Choose who to sign in as');
    await signIn(amina, journey, 'Amina Hussain');
    await sees(amina, 'What needs doing');
    await amina.page.getByText('You have no open cases.').waitFor();
    await amina.page.locator('main').getByRole('button', { name: 'Record a breakdown' }).click();
    effort.clicks += 1; // the only one that leads from one page to another, and asks nothing
    await sees(amina, 'Record a breakdown');
    await record(amina);
    await sees(amina, 'Check before you save');
    await amina.page.getByRole('listitem').filter({ hasText: window }).waitFor();
    await amina.press('Save and convene the meeting');
    await sees(amina, 'Convene the meeting');
    await arrange(amina);
    await inviteMother(amina);
    await sees(amina, 'Convene the meeting');
    await amina.press('Convene and invite everyone');
    await sees(amina, 'Robin Oldroyd');
    caseAt = amina.page.url();
    await confirmAddresses(amina);
    await sees(amina, 'How to reach people');
    await amina.close();
  });

  await t.test('each person invited gets a mail and a calendar entry of their own', async () => {
    const people = [martin, lucy, dorothy, family.carers[1], mother].map(({ email }) => email);
    for (const email of people) await mailbox.waitFor(email);
    for (const name of [
      'amina@derby',
      'agency@aem',
      'iro@derby',
      'panel@aem',
      'minutes@derby',
      'chair@derbyshire',
    ])
      await mailbox.waitFor(`${name}.example`);
    const { received } = mailbox;
    assert.ok(received.length >= 9, `${received.length} were invited`);
    assert.equal(new Set(received.map(({ to }) => to)).size, received.length);
    for (const { to, subject, text, calendar, raw } of received) {
      const all = [subject, text, calendar, Buffer.from(raw).toString('utf8')].join('\n');
      has(all, [], ['Robin', ...(to === mother.email ? [] : ['Oldroyd'])]);
      for (const { email } of [...family.adopters, ...family.carers, mother])
        if (email !== to) has(all, [], [email]);
      const entry = new ICAL.Component(ICAL.parse(calendar ?? '')).getFirstSubcomponent('vevent');
      assert.equal(entry?.getFirstPropertyValue('class'), 'PRIVATE');
      assert.deepEqual(
        entry?.getAllProperties('attendee').map((attendee) => String(attendee.getFirstValue()).toLowerCase()),
        [`mailto:${to}`],
      );
    }
  });

  await t.test('an adopter says he will come, and a carer writes instead', async () => {
    const adopter = await openPerson(journey);
    await openLink(adopter, journey, martin.email, sees);
    await sees(adopter, 'Your meeting');
    await adopter.tick('Yes, I will come');
    await adopter.write('Is there anything we should know? (optional)', 'I would like a break halfway.');
    await adopter.press('Save my answer');
    await adopter.page.getByText('We have saved your answer').waitFor();
    await sees(adopter, 'Your meeting');
    await adopter.press('Finish');
    await sees(adopter, 'You have finished');
    await adopter.close();

    const carer = await openPerson(journey);
    await openLink(carer, journey, dorothy.email);
    await carer.tick('No, but I will write something');
    await carer.press('Save my answer');
    await carer.page.getByText('We have saved your answer').waitFor();
    await carer.page.getByRole('link', { name: 'Start to write' }).click();
    await sees(carer, 'Write to us');
    await carer.write(
      'Is there anything else you would like to say?',
      'He talks about the garden every day.',
    );
    await carer.tick('Share with everyone at the meeting');
    await carer.press('Give this to the meeting');
    await carer.page.getByText('The meeting has what you wrote').waitFor();
    await carer.close();
  });

  time.now = new Date('2026-03-31T11:00:00Z');

  await t.test('the minute taker writes while they talk, and everything is saved', async () => {
    const bilal = await openPerson(journey);
    await signIn(bilal, journey, 'Bilal Khan');
    await sees(bilal, 'What needs doing');
    await bilal.follow('Robin Oldroyd');
    await sees(bilal, 'Robin Oldroyd');
    await bilal.follow('Agenda and minutes');
    await sees(bilal, /^Minutes of the meeting/);
    await bilal.write('Life in the placement', together);
    await bilal.write('How and why the placement ended', named);
    await bilal.write('Findings', 'Support came late.');
    await bilal.write('Lessons', 'Ask for support in the first week.');
    const saved = bilal.page.locator('.app-autosave__state', { hasText: /^Saved/ });
    await saved.waitFor();
    const kept = 'Life in the placement';
    await bilal.press(`Add a passage that some people must not read under ${kept}`);
    await bilal.page
      .getByRole('group', { name: `Keep this from (${kept})` })
      .getByLabel('Current carers')
      .uncheck();
    await bilal.write(`${kept}: only for some readers`, onlyForCarers);
    await saved.waitFor();
    await sees(bilal, /^Minutes of the meeting/);

    await bilal.press('Save and record views and feelings');
    await sees(bilal, 'Record Robin’s views and feelings');
    await bilal.write('What was said', 'I miss the dog.');
    await bilal.tick('The child’s own words');
    await bilal.tick('They drew');
    await bilal.type('Say more about how they were given', 'In a drawing');
    await bilal.date('When were they given?', '20', '3', '2026');
    await bilal.press('Save');
    await sees(bilal, /^Minutes of the meeting/);

    await bilal.press('Save and add an action');
    await sees(bilal, 'Add an action');
    await bilal.write('What is to be done?', 'Make a life story book');
    await bilal.tick(/^Amina Hussain/);
    await bilal.date('By when?', '30', '4', '2026');
    await bilal.press('Save');
    await sees(bilal, /^Minutes of the meeting/);
    await bilal.page.getByText('I miss the dog.').waitFor();
    await bilal.page.getByText('Make a life story book: Amina Hussain, by 30 April 2026').waitFor();
    await bilal.close();
  });

  await t.test(
    'the chair says who came, agrees the minutes, and releases the copies she has read',
    async () => {
      const ruth = await openPerson(journey);
      await signIn(ruth, journey, 'Ruth Barlow');
      await ruth.page.goto(`${caseAt}/minutes`);
      await ruth.press('Tick the chair and everybody who said they would come');
      await ruth.page.getByRole('checkbox', { name: /^Kirsty Oldroyd/ }).check();
      await ruth.tick('What Dorothy Lindqvist wrote was read in the meeting', 'checkbox');
      assert.ok(await ruth.page.getByRole('checkbox', { name: /^Adopter 1/ }).isChecked());
      await sees(ruth, /^Minutes of the meeting/);
      // Whoever came and was not heard on any item is named, and it is said why.
      await ruth.write('Why were they not heard?', 'They spoke before the items were ticked.');
      await ruth.type('Why do you not wait until everybody has checked the draft?', 'They were read out');
      await ruth.press('Agree the minutes');
      effort.clicks += 1; // on the page of the writing itself
      await sees(ruth, 'Copies of the minutes');

      await ruth.follow('Preview Adopter 1’s copy');
      await sees(ruth, /./);
      const preview = await shown(ruth);
      const [copy = '', beside = ''] = preview.split('Beside the full minutes');
      has(copy, [together], [onlyForCarers]);
      has(beside, [together, onlyForCarers, 'Kept from prospective adopters'], []);
      await ruth.follow('Copies of the minutes');
      await ruth.close();
    },
  );

  await t.test('nobody has a copy before somebody released it, and then each has one mail', async () => {
    const ruth = await openPerson(journey, {}, effort);
    await signIn(ruth, journey, 'Ruth Barlow');
    await ruth.page.goto(`${caseAt}/copies`);
    const isCopy = ({ subject }: { readonly subject: string }) => /^Something for you to read/.test(subject);
    assert.deepEqual(mailbox.received.filter(isCopy), []);
    const previews = ruth.page.getByRole('link', { name: /^Preview .* copy$/ });
    for (const link of await previews.evaluateAll((all) => all.map((one) => `${one.getAttribute('href')}`)))
      await ruth.page.request.get(`${address}${link}`);
    await ruth.page.reload();
    await ruth.tick('I have read what each person will get', 'checkbox');
    await ruth.press('Release, to go in ten minutes');
    await ruth.page.getByText(/^On hold until/).waitFor();
    assert.deepEqual(mailbox.received.filter(isCopy), []);
    await letHeldGo(journey);
    await ruth.page.reload();
    await ruth.page.getByText('Not opened yet').first().waitFor();
    await sees(ruth, 'Copies of the minutes');
    await ruth.close();
    for (const { email } of [martin, lucy, dorothy, mother]) await mailbox.waitFor(email, isCopy);
    for (const { text } of mailbox.received.filter(isCopy)) has(text, [], ['Robin', onlyForCarers]);
  });

  await t.test('the adopter, the carer and the mother each read a copy made for them alone', async () => {
    for (const copy of await readCopy(journey, martin.email))
      has(copy, [together, 'Support came late.'], [onlyForCarers, mother.email, dorothy.email, mother.name]);
    const adopters = [martin, lucy].flatMap(({ name, email, phone, address: home }) => [
      name,
      email,
      phone,
      home,
    ]);
    for (const copy of await readCopy(journey, dorothy.email))
      has(copy, [together, onlyForCarers], [...adopters, 'Featherstone', mother.email]);
    for (const copy of await readCopy(journey, mother.email))
      has(copy, [together], [...adopters, 'Featherstone', onlyForCarers, dorothy.email]);
  });

  await t.test('the history tells all of it', async () => {
    const amina = await openPerson(journey);
    await signIn(amina, journey, 'Amina Hussain');
    await amina.page.goto(`${caseAt}/chronology?kind=service`);
    await sees(amina, 'Chronology');
    const history = await shown(amina, 'main');
    has(
      history,
      [
        'Recorded that the placement ended on 1 March 2026',
        'Convened the meeting: Tuesday 31 March 2026 at 10am, chaired by Ruth Barlow',
        'Replied to the invitation: coming Adopter 1',
        'Wrote their views for the meeting Dorothy Lindqvist',
        'Wrote in the minutes Bilal Khan',
        'Recorded Robin’s views and feelings',
        'Added an action for Amina Hussain',
        'Recorded who came to the meeting',
        'Agreed the minutes before everybody had checked them: They were read out Ruth Barlow',
        'Released Adopter 1’s copy of the minutes Ruth Barlow',
        'Opened their copy of the minutes Kirsty Oldroyd',
      ],
      [],
    );
    await amina.close();
  });

  const { screens, fields, clicks } = effort;
  console.log(`Effort: ${screens.size} screens, ${fields} fields, ${clicks} clicks`);
  assert.ok(screens.size <= 4, [...screens].join(', '));
  assert.ok(fields <= 20);
  assert.ok(clicks <= 6);
});

test('the same is recorded, convened and answered in browsers without JavaScript', async () => {
  const journey = await begin();
  const withoutScript = { javaScriptEnabled: false };
  const amina = await openPerson(journey, withoutScript);
  await signIn(amina, journey, 'Amina Hussain');
  await amina.page.goto(`${journey.address}/disruptions/new`);
  await record(amina);
  await amina.press('Save and convene the meeting');
  await arrange(amina);
  await inviteMother(amina);
  await amina.press('Convene and invite everyone');
  await amina.page.getByRole('heading', { level: 1, name: 'Robin Oldroyd' }).waitFor();
  const caseAt = amina.page.url();
  await confirmAddresses(amina);

  const guest = await openPerson(journey, withoutScript);
  await openLink(guest, journey, mother.email);
  await guest.tick('Yes, I will come');
  await guest.press('Save my answer');
  await guest.page.getByText('We have saved your answer').waitFor();
  await guest.close();

  await amina.page.goto(caseAt);
  assert.match(await shown(amina), /Kirsty Oldroyd/);
  await amina.close();
});

test('a breakdown is recorded and its meeting convened by the keyboard alone', async () => {
  const journey = await begin();
  const amina = await openPerson(journey);
  const { page } = amina;
  const { keyboard } = page;
  /** Goes on with Tab until this control has the focus, as somebody does who cannot use a mouse. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 80; presses++) {
      await keyboard.press('Tab');
      if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  const fill = async (selector: string, text: string): Promise<void> => {
    await tabTo(selector);
    await keyboard.type(text);
  };
  const choose = async (selector: string): Promise<void> => {
    await tabTo(selector);
    await keyboard.press('Space');
  };
  const send = async (selector: string, heading: string): Promise<void> => {
    await tabTo(selector);
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };

  await page.goto(journey.address);
  await send('button[value="amina@derby.example"]', 'What needs doing');
  await send('main a[href="/disruptions/new"]', 'Record a breakdown');
  await choose('#placementId');
  await choose('#happened');
  await fill('#brokeDownOn', '1');
  await fill('#brokeDownOn-month', '3');
  await fill('#brokeDownOn-year', '2026');
  await fill('#account', account);
  await send('main button:not([name])', 'Check before you save');
  await send('main button:not([name])', 'Convene the meeting');
  await fill('#heldOn', '31');
  await fill('#heldOn-month', '3');
  await fill('#heldOn-year', '2026');
  await fill('#startsAt', '10am');
  await fill('#place', 'The Council House, room 3');
  await fill('#minuteTakerId', 'Bilal');
  await choose('#chairId');
  await send('main button:not([name])', 'Robin Oldroyd');
  assert.match(await shown(amina), /Tuesday 31 March 2026/);
  await send('main a[href$="/reach"]', 'How to reach people');
  await send('main a[href$="/confirm-emails"]', 'Confirm e-mail addresses');
  await choose('#sources');
  await fill('#how', 'I rang him');
  await send('main button:not([name])', 'How to reach people');
  await journey.mailbox.waitFor(martin.email);
  await amina.close();
});
