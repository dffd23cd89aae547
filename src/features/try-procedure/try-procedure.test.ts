import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { startTestApp, type TestApp, testConfig } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { buildApp } from '../../app.ts';
import type { Procedure } from '../../domain/procedure.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

/** Somebody who has never been here: no session, no cookie. */
const visit = async (path: string, answers: Readonly<Record<string, string>> = {}, app = running.app) => {
  const query = new URLSearchParams(answers);
  const url = query.size === 0 ? path : `${path}?${query}`;
  const { statusCode, body, headers } = await app.inject({ url, headers: { accept: 'text/html' } });
  if (statusCode !== 404)
    assert.equal(headers['set-cookie'], undefined, 'nobody is given a cookie for looking');
  if (String(headers['content-type']).startsWith('text/html')) assertValidPage(body);
  return { status: statusCode, body, headers };
};

const derby = '/procedures/derby-city/adoption';
const ended = { 'broke-down-on-day': '1', 'broke-down-on-month': '3', 'broke-down-on-year': '2026' };
const beforeOrder = {
  kind: 'adoptive',
  'order-made': 'no',
  stage: 'before-order',
  'family-source': 'regional-agency',
  ...ended,
};

test('anybody sees the procedures in force, council by council, and a way to try each', async () => {
  const { status, body } = await visit('/procedures');
  assert.equal(status, 200);
  assert.match(body, /<h2[^>]*>Derby City Council<\/h2>/);
  for (const { id, title } of running.service.procedures.all) {
    assert.ok(body.includes(`href="/procedures/${id}"`), id);
    assert.ok(body.includes(title), title);
  }
  assert.match(body, /version 2020-11, in force since 1 November 2020/);
});

const current = (): Procedure => running.service.procedures.version('derby-city/adoption', '2020-11');
const withProcedures = (...all: readonly Procedure[]) =>
  buildApp(testConfig(), { ...running.service, procedures: { ...running.service.procedures, all } });

test('an earlier version is found in the list, and tried as it was', async () => {
  const rules = current().rules.filter(({ id }) => id === 'DC-1a');
  const inForce = { from: '2018-04-01', until: '2020-10-31' };
  const app = await withProcedures(current(), { ...current(), version: '2018-04', inForce, rules });
  const list = (await visit('/procedures', {}, app)).body;
  assert.match(list, /version 2018-04, in force from 1 April 2018 until 31 October 2020/);
  assert.ok(list.includes('href="/procedures/derby-city/adoption?version=2018-04"'));
  const version = { version: '2018-04' };
  assert.match((await visit(derby, version, app)).body, /This version is not the one in force/);
  const { body } = await visit(derby, { ...version, ...beforeOrder }, app);
  assert.match(body, /It asks for 1 thing: 1 that must be done/);
  assert.match(body, /plan\.ics\?version=2018-04&amp;/);
  await app.close();
});

test('ages, endings and a pause are asked where they matter, counted, and shown again as they were typed', async () => {
  const [rule = assert.fail('Derby has a rule')] = current().rules;
  const app = await withProcedures({
    ...current(),
    id: 'anytown/learning',
    rules: [
      {
        ...rule,
        id: 'A-1',
        when: {
          'child-age': { 'at-least': 10 },
          'unplanned-endings': { of: ['child'], 'at-least': 2, within: { months: 12 } },
        },
        window: { to: { days: 42 }, after: 'broke-down-on', 'paused-by': ['complaint'] },
      },
    ],
  });
  const path = '/procedures/anytown/learning';
  const answers = {
    ...beforeOrder,
    'child-age': '11',
    'unplanned-endings-of-child': '2025-09-01\n1 3 2026',
    'pauses-from-day': '3',
    'pauses-from-month': '3',
    'pauses-from-year': '2026',
    'pauses-reason': 'complaint',
  };
  const { body } = await visit(path, answers, app);
  assert.match(body, /By Sunday 19 April 2026/, 'the 7 days since it was paused are not counted');
  assert.match(body, /Paused since 3 March 2026: an open complaint/);
  assert.match(body, /1 September 2025 and 1 March 2026/);
  const wrong = await visit(path, { ...answers, 'child-age': 'x', 'pauses-reason': '' }, app);
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /href="#child-age">/);
  assert.match(wrong.body, /href="#pauses-reason">Choose why it was paused/);
  assert.match(wrong.body, />2025-09-01&#10;1 3 2026<\/textarea>/);
  assert.match(wrong.body, /name="pauses-from-year"[^>]* value="2026"/);
  await app.close();
});

test('only what the procedure looks at is asked, and what it is about is answered already', async () => {
  const { status, body } = await visit(derby);
  assert.equal(status, 200);
  const names = new Set(
    Array.from(body.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g), ([, name]) => name),
  );
  assert.deepEqual(
    [...names],
    [
      'version',
      'kind',
      'stage',
      'order-made',
      'family-source',
      'broke-down-on-day',
      'broke-down-on-month',
      'broke-down-on-year',
    ],
  );
  assert.match(body, /<option value="adoptive" selected>/);
  assert.match(body, /name="order-made" type="radio" value="no" checked/);
  assert.match(body, /name="family-source" type="radio" value="not-known" checked/);
});

test('the plan has each duty with its days, who, and why, and the rules that do not apply with what decided it', async () => {
  const { status, body } = await visit(derby, beforeOrder);
  assert.equal(status, 200);
  assert.match(body, /Hold the disruption meeting/);
  assert.match(body, /Between Sunday 29 March 2026 and Sunday 12 April 2026/);
  assert.match(body, /By Sunday 12 April 2026 \(in 33 days\)/);
  assert.match(body, /The child’s social worker/);
  assert.match(body, /Why: paragraph 1/);
  assert.match(body, /stage: after the child moved in, before the order/);
  assert.match(body, /Rules that do not apply here \(2\)/);
  assert.match(
    body,
    /Stage: after the child moved in, before the order\. Needed for it to apply: in introductions, before the child moved in\./,
  );
});

test('the days are drawn with today and the day it ended, and said in words', async () => {
  const { body } = await visit(derby, beforeOrder);
  assert.match(body, /<svg [^>]*role="img"/);
  assert.match(body, /Tuesday 10 March 2026: <strong>Today<\/strong>/);
  assert.match(body, /Sunday 1 March 2026: <strong>Day it ended<\/strong>/);
  const drawn = body.slice(body.indexOf('<svg'), body.indexOf('</svg>'));
  assert.match(drawn, />Day it ended<\/text>/);
  assert.match(drawn, />Today<\/text>/);
  assert.match(drawn, />29 Mar 2026 to 12 Apr 2026<\/text>/);
});

test('today is left out of a drawing of days long ago', async () => {
  const { body } = await visit(derby, { ...beforeOrder, 'broke-down-on-year': '2021' });
  assert.doesNotMatch(body, />Today<\/text>/);
  assert.match(body, />Day it ended<\/text>/);
});

test('a day that is not known yet is waited for, and nothing is drawn or to be downloaded', async () => {
  const {
    'broke-down-on-day': _,
    'broke-down-on-month': __,
    'broke-down-on-year': ___,
    ...unknown
  } = beforeOrder;
  const { status, body } = await visit(derby, unknown);
  assert.equal(status, 200);
  assert.match(body, /Counted from the day it ended, which is not known yet/);
  assert.doesNotMatch(body, /<svg|plan\.ics/);
  assert.equal((await visit(`${derby}/plan.ics`, unknown)).status, 404);
});

test('a placement that the procedure is not about is told so, with the paragraph', async () => {
  const { body } = await visit(derby, { ...beforeOrder, 'order-made': 'yes' });
  assert.match(body, /This procedure does not apply here/);
  assert.match(body, /Order made: yes\. Needed for it to apply: no\./);
  assert.match(body, /rule DC-0/);
});

test('whoever changes their answers finds them, and the answers of one address are those of the next', async () => {
  const { body } = await visit(derby, beforeOrder);
  const change = /href="([^"]+change=yes)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const form = (await visit(change)).body;
  assert.match(form, /name="stage"[\s\S]*<option value="before-order" selected>/);
  assert.match(form, /name="broke-down-on-year"[^>]* value="2026"/);
  assert.match(form, /name="family-source" type="radio" value="regional-agency" checked/);
  const again = await visit(change.replace('&change=yes', ''));
  assert.equal(again.body, body);
});

test('answers that are none are named together, and shown again as they were typed', async () => {
  const { status, body } = await visit(derby, {
    ...beforeOrder,
    kind: '<b>',
    'order-made': 'perhaps',
    'broke-down-on-day': '31',
    'broke-down-on-month': 'Feb "',
  });
  assert.equal(status, 422);
  assert.match(body, /href="#kind">Choose one of the answers to “What kind of placement is it\?”/);
  assert.match(body, /href="#order-made">Choose one of the answers/);
  assert.match(body, /href="#broke-down-on">The day it ended must be a real date, such as 1 3 2026/);
  assert.match(body, /name="broke-down-on-month"[^>]* value="Feb &quot;"/);
  assert.match(body, /<option value="before-order" selected>/);
  assert.equal((await visit(`${derby}/plan.ics`, { ...beforeOrder, kind: '<b>' })).status, 422);
});

test('an answer given twice, or to nothing that was asked, breaks nothing', async () => {
  const twice = await visit(
    `${derby}?stage=introductions&stage=before-order&kind=adoptive&order-made=no&__proto__=x&colour=red`,
  );
  assert.equal(twice.status, 200);
  assert.match(twice.body, /Hold the disruption meeting/);
  assert.equal((await visit(`${derby}?broke-down-on-day=%E0%A4%A&broke-down-on-month=%00`)).status, 422);
});

test('a procedure or version that there is not is a page that is not found', async () => {
  for (const path of [
    '/procedures/derby-city/fostering',
    '/procedures/nowhere/adoption',
    `${derby}?version=1999`,
  ])
    assert.equal((await visit(path)).status, 404, path);
});

test('the calendar file has the days of the plan, and only the procedure’s words', async () => {
  const page = await visit(derby, beforeOrder);
  const link = /href="([^"]+plan\.ics[^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const { status, body, headers } = await visit(link);
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'text/calendar; charset=utf-8');
  assert.equal(headers['content-disposition'], 'attachment; filename="plan.ics"');
  const events = new ICAL.Component(ICAL.parse(body))
    .getAllSubcomponents('vevent')
    .map((each) => new ICAL.Event(each));
  const [meeting] = events.filter(({ summary }) => summary === 'Hold the disruption meeting');
  assert.equal(meeting?.startDate.toString(), '2026-03-29');
  assert.equal(meeting?.endDate.toString(), '2026-04-13', 'the day after its last');
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
  const chair = events.find(({ summary }) => summary.startsWith('Arrange an independent chair'));
  assert.equal(chair?.startDate.toString(), '2026-04-12');
});

test('somebody who is signed in sees the same page, with their own council around it', async () => {
  const amina = await running.as('amina');
  const { status, body } = await amina.get(derby);
  assert.equal(status, 200);
  assertValidPage(body);
  assert.match(body, /Sign out/);
});

test('the schemas of procedure files are at a lasting address, where editors fetch them', async () => {
  for (const name of ['procedure', 'procedure-cases']) {
    const { status, body, headers } = await visit(`/schemas/${name}.json`);
    assert.equal(status, 200);
    assert.match(String(headers['content-type']), /^application\/schema\+json/);
    assert.equal(headers['cache-control'], 'public, max-age=3600');
    const schema: { readonly $schema: string; readonly $id: string } = JSON.parse(body);
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
    assert.ok(schema.$id.endsWith(`/schemas/${name}.json`), schema.$id);
  }
});
