import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { family, type StaffKey } from '../example-case.ts';
import { codeOf, linkOf } from '../guest.ts';
import { recordExample } from '../recorded.ts';
import { tabTo, walkByKeyboard } from './keyboard.ts';
import { openPerson, type Person, sees } from './person.ts';

let running: TestApp;
let browser: Browser;
let address: string;
let path: string;
before(async () => {
  running = await startTestApp();
  path = `/disruptions/${await recordExample(running)}`;
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const open = async (key: StaffKey): Promise<Person> => {
  const person = await openPerson({ browser });
  const { cookies } = await running.as(key);
  await person.page
    .context()
    .addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
  return person;
};

test('times are proposed, the mother says which she can, and one of them is taken', async () => {
  const amina = await open('amina');
  await amina.page.goto(`${address}${path}/times/propose`);
  await sees(amina, 'Ask who can come when');
  const first = amina.page.getByRole('group', { name: 'Time 1' });
  for (const [name, text] of Object.entries({ Day: '31', Month: '3', Year: '2026', 'Starts at': '10am' }))
    await first.getByLabel(name).fill(text);
  await amina.select('Who is asked to chair?', running.example.people.chair);
  await amina.tick(new RegExp(family.mother.name), 'checkbox');
  await amina.press('Ask everyone');
  await sees(amina, 'Times people can come');

  const mother = await openPerson({ browser });
  await mother.page.goto(address + new URL(await linkOf(running, family.mother.name)).pathname);
  await mother.press('Send me a code');
  await mother.type('Code', await codeOf(running, family.mother.name));
  await mother.press('Continue');
  await sees(mother, 'Which times can you come?');
  // She has no mouse, and begins by saving too early.
  for (const width of [320, 1280]) {
    await mother.page.setViewportSize({ width, height: 900 });
    assert.ok((await walkByKeyboard(mother.page)) > 3);
  }
  const save = 'form[action="/private/times"] button';
  await tabTo(mother.page, save);
  await mother.page.keyboard.press('Enter');
  await mother.page.getByText('Choose if you can come').first().waitFor();
  await sees(mother, 'Which times can you come?');
  await tabTo(mother.page, 'input[value=can]');
  await mother.page.keyboard.press('Space');
  await tabTo(mother.page, save);
  await mother.page.keyboard.press('Enter');
  await mother.page.getByText('We have saved your answer').waitFor();
  await sees(mother, 'Which times can you come?');
  await mother.close();

  await amina.page.reload();
  await sees(amina, 'Times people can come');
  await amina.page.getByRole('link', { name: /Write down what they say.*Ruth Barlow/ }).click();
  await sees(amina, 'Which times can Ruth Barlow come?');
  await amina.page.goto(`${address}${path}/times`);
  await amina.page.getByRole('button', { name: /Use this time.*31 March 2026/ }).click();
  await sees(amina, 'Convene the meeting');
  await amina.close();
});

test('a long address does not make the page of who is asked wider than a telephone', async () => {
  await asService(running.service, (tx) =>
    tx
      .updateTable('invitation')
      .set({ email: `${'eleanora'.repeat(5)}@post.example` })
      .where('name', '=', family.mother.name)
      .execute(),
  );
  const amina = await open('amina');
  await amina.page.goto(`${address}${path}/invitations`);
  await sees(amina, /Who is invited/);
  await amina.page.getByText('eleanoraeleanora').first().waitFor();
  await amina.close();
});

test('who must not meet is recorded, and how each takes part is planned', async () => {
  const amina = await open('amina');
  await amina.page.goto(`${address}${path}/apart/new`);
  await sees(amina, 'Record people who must not meet');
  await amina.page
    .getByRole('group', { name: 'Who?', exact: true })
    .getByLabel(family.mother.name, { exact: true })
    .check();
  await amina.page.getByRole('group', { name: 'Whom must they not meet?' }).getByLabel('Adopter 1').check();
  await amina.tick('A risk to somebody');
  await amina.write('What do staff need to know of it?', 'He followed her home');
  await amina.date('Since when?', '1', '2', '2026');
  await amina.type('Who decided it?', 'The team manager');
  await amina.press('Save');
  await sees(amina, 'Who must not meet');
  await amina.page.getByRole('link', { name: 'Plan how Adopter 1 takes part' }).click();
  await sees(amina, 'How Adopter 1 takes part');
  await amina.tick('A session of their own, at its own time');
  await amina.type('Starts at', '9am');
  await amina.type('For how many minutes?', '45');
  await amina.press('Save the plan');
  await sees(amina, 'Who must not meet');
  await amina.page.getByText('A session of their own at 9am, for 45 minutes').waitFor();
  await amina.close();
});
