import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { type CopiesApp, startCopiesApp } from '../copies-app.ts';
import { emailOfStaff, type StaffKey } from '../example-case.ts';
import { openPerson, type Person, sees } from './person.ts';

let running: CopiesApp;
let browser: Browser;
let address: string;
let path: string;
before(async () => {
  running = await startCopiesApp({
    texts: { placement: 'Robin asked for Kirsty Oldroyd. Lucasta Featherstone was tired.' },
  });
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  path = `${address}/disruptions/${running.id}`;
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

/** Somebody signed in a moment ago, at a browser of their own. */
const open = async (key: StaffKey, options: BrowserContextOptions = {}): Promise<Person> => {
  const person = await openPerson({ browser }, options);
  const { cookies } = await running.as(key);
  await person.page
    .context()
    .addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
  return person;
};

const goes = async (person: Person, to: string, heading: string | RegExp): Promise<void> => {
  await person.page.goto(to.startsWith('/') ? address + to : to);
  await sees(person, heading);
};

/** Chooses by keyboard alone what has the focus after some presses of Tab, until `until` has it. */
const tabTo = async ({ page }: Person, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const text = String(
      await page.evaluate(
        `(() => { const at = document.activeElement; return (at.labels?.[0] ?? at).textContent.trim(); })()`,
      ),
    );
    if (name.test(text)) return;
  }
  assert.fail(`Tab does not come to ${name}`);
};

test('two officers answer a child who asks what is held, from the request to the files', async () => {
  const { case_number } = await asService(running.service, (tx) =>
    tx.selectFrom('child').select('case_number').executeTakeFirstOrThrow(),
  );
  const tess = await open('records');
  await goes(tess, '/subject-access', 'Subject access');
  await tess.page.getByRole('button', { name: 'Record a request' }).click();
  await sees(tess, 'Record a subject access request');
  await tess.tick('The child or young person');
  await tess.tick('A child');
  await tess.type('Full name of the person it is about', 'Robin Oldroyd');
  await tess.type('Case number, of a child', case_number);
  await tess.date('Day of birth, of a child', '4', '5', '2018');
  await tess.page.getByLabel('How did you make sure who asks?').fill('His social worker knows him');
  await tess.date('When did the request come?', '31', '3', '2026');
  await tess.press('Record the request');
  await sees(tess, 'Subject access request');
  await tess.follow('Find the person');
  await sees(tess, 'Find the person');
  await tess.tick(/Robin Oldroyd/, 'checkbox');
  await tess.press('It is about them');
  await tess.press('Gather what is held');
  await sees(tess, 'Subject access request');
  await tess.page.getByRole('button', { name: /^Give these/ }).click();
  await tess.page.getByRole('button', { name: 'Decide the next' }).click();
  const given = ['asked for Kirsty Oldroyd', 'Kirsty Oldroyd'];
  let [decided, leftOut] = [0, 0];
  while ((await tess.page.locator('h1').textContent()) === 'What do they get of it?') {
    if (decided === 0) await sees(tess, 'What do they get of it?');
    const itself = (await tess.page.locator('.app-quote').textContent()) ?? '';
    const words = given.filter((each) => itself.includes(each));
    if (words.length > 0) {
      await tess.page.getByRole('radio', { name: 'Some words left out' }).check();
      for (const [row, each] of words.entries()) {
        await tess.page.locator(`[name="left-${row}-words"]`).fill(each);
        await tess.page.locator(`[name="left-${row}-reason"]`).selectOption('another-person');
      }
      if (leftOut === 0) await sees(tess, 'What do they get of it?');
      leftOut += 1;
    } else {
      // By keyboard alone: the first choice, and Enter.
      await tabTo(tess, /^All of it$/);
      await tess.page.keyboard.press('Space');
    }
    const known = tess.page.getByRole('radio', { name: 'They know it already, or said it themselves' });
    if (await known.count()) await known.check();
    const before = tess.page.url();
    await tabTo(tess, /^Save and go on$/);
    await tess.page.keyboard.press('Enter');
    await tess.page.waitForURL((url) => url.href !== before);
    decided += 1;
  }
  assert.ok(decided > 3 && leftOut > 1, `${decided} were decided one by one, ${leftOut} in part`);
  await tess.page.getByRole('link', { name: 'Minutes of the meeting' }).click();
  await sees(tess, 'Everything that was gathered');
  await tess.page.goBack();
  const request = tess.page.url();
  await tess.press('Put it together');
  await sees(tess, 'Subject access request');
  await tess.close();

  // The other officer has no JavaScript.
  const noor = await open('records2', { javaScriptEnabled: false });
  await noor.page.goto(request);
  await noor.page.getByRole('button', { name: 'Check what they get' }).click();
  await noor.page.getByText('Kirsty Oldroyd').first().waitFor();
  await noor.page.getByRole('radio', { name: 'It is right: they can have it as it is' }).check();
  await noor.press('Save the check');
  await noor.press('Release it');
  await noor.follow('Read what they get');
  await noor.page.getByRole('heading', { level: 1, name: 'What we wrote down about you' }).waitFor();
  assert.doesNotMatch((await noor.page.locator('main').textContent()) ?? '', /Kirsty|Featherstone/);
  await noor.close();

  const taker = await open('records2');
  await goes(taker, request, 'Subject access request');
  const [download] = await Promise.all([taker.page.waitForEvent('download'), taker.follow('a PDF')]);
  assert.equal(download.suggestedFilename(), 'copy.pdf');
  await goes(taker, `${request}/bag`, 'What we wrote down about you');
  await goes(taker, `${request}/bag/check`, 'Check what they get');
  await goes(taker, `${request}/close`, 'Close the request');
  await taker.tick('They have what they asked for');
  await taker.date('When?', '31', '3', '2026');
  await taker.press('Close the request');
  await sees(taker, 'Subject access request');
  await taker.page.getByText('Closed').first().waitFor();
  await taker.close();
});

test('a manager restricts a case, opens who the adopters are with a reason, and puts a colleague on it', async () => {
  const gareth = await open('gareth');
  await goes(gareth, `${path}/people`, 'Who may open this case');
  await goes(gareth, `${path}/people/add`, 'Put a colleague on the case');
  await gareth.press('Put them on the case');
  await sees(gareth, 'Put a colleague on the case');
  await goes(gareth, `${path}/identities`, /^Who the adopters are/);
  await gareth.page.getByLabel('Why do you need to know?').fill('To send on a letter');
  await gareth.press('Show who they are');
  await sees(gareth, /^Who the adopters are/);
  await gareth.page.getByText('Lucasta Featherstone').waitFor();
  await gareth.page
    .getByRole('link', { name: /^Correct this/ })
    .first()
    .click();
  await sees(gareth, /^Correct the name or address/);
  await goes(gareth, `${path}/restriction`, 'Restrict this case');
  await gareth.tick('It is, or may be, in the news');
  await gareth.page.getByLabel('The reason in your own words').fill('A reporter rang');
  await gareth.press('Save');
  await goes(gareth, `${path}/restriction`, 'Is this case still restricted?');
  await gareth.tick('It is not restricted any more');
  await gareth.page.getByLabel('The reason in your own words').fill('It is over');
  await gareth.press('Save');
  await gareth.close();
});

test('somebody opens a case that is not theirs with a reason, and the guardian says whether that was right', async () => {
  const { reference } = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').select('reference').executeTakeFirstOrThrow(),
  );
  const colin = await open('former');
  await goes(colin, '/open-a-case', 'Open a case that is not yours');
  await colin.type('Reference of the case', reference);
  await colin.page
    .getByLabel('Why do you need to open it now?')
    .fill('The night team asked where he lives, and nobody on the case can be reached.');
  await colin.press('Open the case');
  await sees(colin, /Robin/);
  await colin.close();
  const miriam = await open('guardian');
  await goes(miriam, '/opened-cases', 'Cases opened by people not on them');
  await miriam.page.locator('main a[href^="/opened-cases/"]').first().click();
  await sees(miriam, 'Was it right to open this case?');
  await miriam.close();
});

test('an administrator’s pages, information governance’s and the panel’s fit a telephone and a desk', async () => {
  const wendy = await open('admin');
  for (const [page, heading] of [
    ['/people', 'People'],
    ['/people/new', 'Add a person'],
    [`/people/${running.example.people.amina}`, 'Amina Hussain'],
    [`/people/${running.example.people.amina}/leaving`, 'Record that Amina Hussain leaves'],
    ['/teams', 'Teams'],
    ['/people/import', 'Add people from a file'],
    ['/directory', 'Connect your directory'],
    ['/organisation', 'Derby City Council'],
  ] as const)
    await goes(wendy, page, heading);
  await wendy.page.goto(`${address}/directory`);
  await wendy.press('Make a key');
  await sees(wendy, 'Connect your directory');
  await wendy.close();
  const leonard = await open('governance');
  await goes(leonard, '/audit', 'Audit');
  await leonard.open('Look for something');
  await leonard.type('Whose name or e-mail address has', emailOfStaff('amina'));
  await leonard.page.keyboard.press('Enter');
  await sees(leonard, 'Audit');
  await leonard.close();
  const joy = await open('panel');
  await goes(joy, '/panel', 'Sent to the panel');
  await joy.close();
});

const list =
  'Name,Email,Post,Team,From,Until,Manager\nAda Example,ada@derby.example,Social worker,,01/04/2026,,';

test('an administrator brings a list by keyboard alone, another without JavaScript as a file', async () => {
  const wendy = await open('admin');
  await goes(wendy, '/people/import', 'Add people from a file');
  await tabTo(wendy, /^Or paste the rows/);
  await wendy.page.keyboard.insertText('Name,Email');
  await tabTo(wendy, /^Check this list$/);
  await wendy.page.keyboard.press('Enter');
  await wendy.page.getByRole('alert').waitFor();
  await sees(wendy, 'Add people from a file');
  await wendy.page.getByLabel('Or paste the rows, with the headings').fill('');
  await tabTo(wendy, /^Check this list$/);
  await wendy.page.keyboard.press('Shift+Tab');
  await wendy.page.keyboard.insertText(list);
  await wendy.page.keyboard.press('Tab');
  await wendy.page.keyboard.press('Enter');
  await sees(wendy, 'Check what will change');
  await tabTo(wendy, /^Make (this change|all of these)/);
  await wendy.page.keyboard.press('Enter');
  await sees(wendy, 'The list is being brought in');
  await wendy.close();
  const other = await open('admin', { javaScriptEnabled: false });
  await other.page.goto(`${address}/people/import`);
  const file = {
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(list.replace('Ada', 'Eve').replace('ada@', 'eve@')),
  };
  await other.page.getByLabel('The file').setInputFiles(file);
  await other.press('Check this list');
  await other.page.getByRole('heading', { level: 1, name: 'Check what will change' }).waitFor();
  await other.page.getByRole('button', { name: /^Make/ }).click();
  await other.page.getByRole('heading', { level: 1, name: 'The list is being brought in' }).waitFor();
  await other.page.getByText('Rows done: 0 of 1').waitFor();
  await other.close();
});
