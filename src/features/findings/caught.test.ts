import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';

let running: MinutesApp;
let findings: string;
before(async () => {
  running = await startMinutesApp();
  findings = `/disruptions/${running.id}/findings`;
});
after(() => running.stop());

test('what was written down as a finding in the meeting waits on the page until it is recorded in shared words', async () => {
  const typist = await running.as('minutes');
  const caught = { 'catch-kind': 'finding', 'catch-text': 'Support came late.', 'catch-item': 'ending' };
  await running.sendPage(typist, caught, `${running.minutes}/caught`);
  const page = await typist.get(findings);
  assertValidPage(page.body);
  const [, id = ''] =
    /Support came late\. <a class="govuk-link" href="[^"]*caught=([^"]+)"/.exec(page.body) ?? [];
  const form = await typist.get(`${findings}/new?caught=${id}`);
  assertValidPage(form.body);
  assert.match(form.body, /<textarea[^>]*name="evidence"[^>]*>\s*Support came late\./);
  assert.doesNotMatch(
    form.body,
    /name="withheldFrom"[^>]* checked/,
    'its readers are those it was written down for',
  );
  const evidence = 'Support came late.';
  assert.equal(
    (await typist.post(`${findings}/new`, { factor: 'therapy', evidence, caught: id })).status,
    303,
  );
  assert.doesNotMatch((await typist.get(findings)).body, /Written down in the meeting/);
});
