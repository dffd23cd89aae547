import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { readingLevelOf } from '../../src/domain/reading-age.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { family } from '../example-case.ts';
import { codeOf, invitationOf, inviteFamily, linkOf } from '../guest.ts';
import { linkAndCode } from '../own-page.ts';
import { tabTo, walkByKeyboard } from './keyboard.ts';
import { openPerson, sees } from './person.ts';

let running: TestApp;
let browser: Browser;
let address: string;
let of: { disruptionId: string; childId: string };
let own: { link: string; code: string };
before(async () => {
  running = await startTestApp();
  of = { disruptionId: await inviteFamily(running), childId: running.example.childIds[0] ?? assert.fail() };
  own = await linkAndCode(running, of);
  const { id } = await invitationOf(running, 'Tomasz Nowak');
  await asService(running.service, (tx) =>
    tx
      .updateTable('invitation')
      .set({ contribution: 'The dog is well, and sleeps on his bed.' })
      .where('id', '=', id)
      .execute(),
  );
  const amina = await running.as('amina');
  const released = await amina.post(`/disruptions/${of.disruptionId}/pack/release`, {
    ...{ papers: id, forChildren: id },
  });
  assert.equal(released.status, 303, released.body.slice(0, 300));
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

test('a child reads what the meeting is about, on a phone, without a mouse, and at the age of nine', async () => {
  const child = await openPerson({ browser });
  const { page } = child;
  await page.goto(address + new URL(own.link).pathname);
  await child.type('Your code', own.code);
  await child.press('Go on');
  await child.follow('What the meeting is about');
  await sees(child, 'What the meeting is about');
  await page.getByText('The dog is well').waitFor();
  const text = (await page.evaluate("document.querySelector('main').innerText")) as string;
  const { grade, words } = readingLevelOf(text) ?? assert.fail();
  assert.ok(words > 100 && grade <= 4, `grade ${grade} of ${words} words`);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok((await walkByKeyboard(page)) > 3);
  }
  await tabTo(page, 'p a[href="/mine/page"]');
  await page.keyboard.press('Enter');
  await sees(child, 'My worries, good things and wishes');
  await child.close();
});

test('a guest reads their own', async () => {
  const { name } = family.mother;
  const mother = await openPerson({ browser });
  await mother.page.goto(address + new URL(await linkOf(running, name)).pathname);
  await mother.press('Send me a code');
  await mother.type('Code', await codeOf(running, name));
  await mother.press('Continue');
  await mother.follow('What to read before the meeting');
  await sees(mother, 'What to read before the meeting');
  await mother.page.getByText('The dog is well').waitFor();
  assert.ok((await walkByKeyboard(mother.page)) > 3);
  await mother.close();
});
