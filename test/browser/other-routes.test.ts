import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Journey, openPerson, type Person, sees, signIn, startJourney } from './person.ts';

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.stop());

const enter = async (name: string): Promise<Person> => {
  const person = await openPerson(journey);
  await person.page.goto(journey.address);
  await signIn(person, journey, name);
  await sees(person, 'What needs doing');
  return person;
};

const nameAndEmail = async ({ page }: Person, group: string, name: string): Promise<void> => {
  const fields = page.getByRole('group', { name: group, exact: true });
  await fields.getByLabel('Name').fill(name);
  await fields.getByLabel('E-mail').fill(`${name.toLowerCase().replace(' ', '.')}@home.example`);
};

test('a young person’s residential placement ends abruptly: nobody meets, and a manager agrees', async () => {
  const amina = await enter('Amina Hussain');
  await amina.page.goto(`${journey.address}/placements/new`);
  await sees(amina, 'What kind of placement is it?');
  await amina.tick('Residential placement');
  await amina.press('Continue');
  await sees(amina, 'Add a child and placement');
  const { page } = amina;
  await amina.type('Given name', 'Wren');
  await amina.type('Family name', 'Halloway');
  await amina.date('Date of birth', '4', '5', '2012');
  await amina.type('Case number', 'LCS 7001');
  await amina.date('When did the child move in?', '3', '11', '2025');
  await amina.tick(/another provider/);
  await page.getByLabel('Name of the home').fill('Quillet House');
  await nameAndEmail(amina, 'Home manager', 'Piers Hollowell');
  await amina.select('The child’s Independent Reviewing Officer', 'Tomasz Nowak, Derby City Council');
  await amina.press('Save and continue');

  await sees(amina, 'Record a breakdown');
  await amina.tick(/^Wren/);
  await amina.tick('It ended abruptly, from one day to the next');
  await amina.date('When was that?', '1', '3', '2026');
  await amina.write('What led up to it?', 'The home gave notice after several hard weeks.');
  await amina.press('Continue');
  await sees(amina, 'Check before you save');
  await page
    .getByRole('listitem')
    .filter({ hasText: /go on using this home/ })
    .waitFor();
  await amina.press('Save');

  await sees(amina, 'Wren Halloway');
  const address = page.url();
  await amina.page.getByRole('heading', { name: 'If a meeting is held' }).waitFor();
  await amina.page.locator('main').getByRole('button', { name: 'Decide whether to hold a meeting' }).click();
  await sees(amina, 'Decide whether to hold a meeting');
  await amina.tick('Do not hold a meeting');
  await amina.write('Why?', 'The reasons are known, and Wren asked us not to.');
  await amina.press('Save the decision');
  await sees(amina, 'Wren Halloway');
  assert.match((await page.locator('main').textContent()) ?? '', /Gareth Pugh has it/);
  await amina.close();

  const gareth = await enter('Gareth Pugh');
  await gareth.page.goto(address);
  await gareth.page.locator('main').getByRole('button', { name: 'Review the decision' }).click();
  await sees(gareth, 'Review the decision');
  await gareth.tick('I agree');
  await gareth.press('Save the review');
  await sees(gareth, 'Wren Halloway');
  const words = (await gareth.page.locator('main').textContent()) ?? '';
  assert.match(words, /Gareth Pugh agreed/);
  assert.doesNotMatch(words, /Invite, or ask to contribute/);
  await gareth.close();
});

test('without JavaScript: a placement at risk is recorded, paused, and goes on', async () => {
  const amina = await openPerson(journey, { javaScriptEnabled: false });
  const { page } = amina;
  const shows = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goto(journey.address);
  await page.getByRole('button', { name: 'Amina Hussain' }).click();
  await page.goto(`${journey.address}/disruptions/new`);
  await amina.tick(/^Robin/);
  await amina.tick('It continues, but is at risk of ending');
  await amina.date('When was that?', '1', '3', '2026');
  await amina.write('What led up to it?', 'The adopters are tired and asked for help.');
  await amina.press('Continue');
  await shows('Check before you save');
  await amina.press('Save and convene later');
  await shows('Robin Oldroyd');
  await amina.follow('Pause this case');
  await shows('Pause the case');
  await amina.tick('An open complaint');
  await amina.write('What does the case wait for?', 'An answer to a complaint.');
  await amina.press('Pause the case');
  await page.goto(journey.address);
  await page.getByRole('row', { name: /Robin Oldroyd.*Paused since 10 March 2026/ }).waitFor();
  await page.getByRole('link', { name: 'Robin Oldroyd' }).click();
  await amina.follow('Record the outcome: it continues, or it has ended');
  await shows('Record whether the placement continues');
  await amina.tick('The placement continues');
  await amina.date('On which day was that clear?', '9', '3', '2026');
  await amina.write('What makes it go on?', 'Respite at weekends was agreed.');
  await amina.press('Continue');
  await shows('Robin Oldroyd');
  assert.match(
    (await page.locator('main').textContent()) ?? '',
    /The placement continues.*Respite at weekends/s,
  );
  await amina.close();
});
