import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type CopiesApp, copyOf, startCopiesApp } from '../../../test/copies-app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { readBackHtml, readBackPdf } from '../../documents/read-back.ts';
import { saveAction } from '../actions/record-action.ts';
import { saveView } from '../views/record-view.ts';
import { prepareCopies } from './prepare-copies.ts';

const mother = family.mother.name;
const lucy = family.adopters[1];
const heard = 'He told the nurse that he would rather have stayed with us in the end.';
const police = 'The police came twice in February and spoke to both of them about the car.';

let running: CopiesApp;
before(async () => {
  running = await startCopiesApp({
    texts: {
      placement:
        'Martin\nFeatherstone rang from 01632 960 111. Write to LUCASTA@featherstone.example, or DQ569ZZ.',
      ending: 'Dorothy Lindqvist took him in. Kirsty Oldroyd was told the same evening.',
    },
    kept: [{ under: 'ending', text: police, from: ['birth-family'] }],
    views: [{ words: 'I want Lucasta to come and get me' }, { words: heard, from: ['adopters'] }],
    actions: [{ what: 'Send the photographs to 7 Quillet Row', owner: lucy.name }],
  });
  const [gareth, helen] = [await running.as('gareth'), await running.as('helen')];
  const pages = await Promise.all([gareth.get(running.copies), helen.get(running.copies)]);
  assert.deepEqual(
    pages.map(({ status }) => status),
    [200, 200],
  );
});
after(() => running.stop());

const textOfFile = async (name: string): Promise<string> =>
  (await readBackPdf((await copyOf(running, name)).pdf)).map(({ text }) => text).join('\n');
const textOfPage = async (name: string): Promise<string> => {
  const { id } = await copyOf(running, name);
  const { body } = await (await running.as('gareth')).get(`${running.copies}/${id}`);
  const main = body.slice(body.indexOf('<h1'), body.search(/<h2[^>]*id="beside"|<\/main>/));
  return readBackHtml(main)
    .map(({ text }) => text)
    .join('\n');
};

describe('the first time somebody opens the page of copies', () => {
  test('each person still invited has a copy, and the page shows all of it', async () => {
    const { body } = await (await running.as('gareth')).get(running.copies);
    assertValidPage(body);
    assert.match(body, /Kirsty Oldroyd, parent or family member/);
    assert.match(body, /passages of the minutes: 1/);
    assert.match(body, /nothing in it that Kirsty Oldroyd must not learn/);
    assert.match(body, /Preview Kirsty Oldroyd’s copy/);
    assert.equal(body.match(/>\s*Ready\s*</g)?.length, 11);
  });

  test('two people who open it at once have the copies prepared once', async () => {
    await (await running.as('chair')).get(running.copies);
    const history = await asService(running.service, (tx) => loadHistory(tx, running.id, 100));
    assert.deepEqual(
      history.filter(({ act }) => act === 'prepare-copies').map(({ summary }) => summary),
      ['Prepared 11 copies of the minutes'],
    );
  });
});

describe('what is planted in minutes does not reach whoever must not learn it', () => {
  test('the mother gets nothing of the adopters or the carers, in page or file', async () => {
    for (const text of [await textOfFile(mother), await textOfPage(mother)]) {
      assert.doesNotMatch(text, /featherstone|martin|lucasta|quillet|DQ56|960\s?111|lindqvist|dorothy/i);
      assert.doesNotMatch(text, /police|February|photographs to 7/);
      assert.match(text, /rang\s+from\s+\(phone\s+number\s+withheld\)/);
      assert.match(text, /Kirsty\s+Oldroyd\s+was\s+told/);
    }
  });

  test('an adopter gets nothing of the mother or the carers, and not the words kept from adopters', async () => {
    const text = await textOfFile(adopterWords[0]);
    assert.doesNotMatch(text, /kirsty|lindqvist|dorothy|nurse/i);
    assert.match(text, /The\s+police\s+came\s+twice/);
    assert.match(text, /I\s+want\s+Lucasta\s+to\s+come/);
  });

  test('staff get everything', async () => {
    const text = await textOfFile('Tomasz Nowak');
    for (const words of [police, heard, 'LUCASTA@featherstone.example', 'I want Lucasta to come and get me'])
      assert.match(text.replaceAll(/\s+/g, ' '), new RegExp(words.replaceAll('.', '\\.')));
  });

  test('whoever releases a full copy is told that the minutes name an adopter in it', async () => {
    const { body } = await (await running.as('helen')).get(running.copies);
    assert.match(
      body,
      /The full minutes, as they were typed\. Texts that name the people the child lived with[^:]*: 4\./,
    );
  });

  test('the vault was opened to check the copies, by whoever prepared them, and the audit says so', async () => {
    const entries = await asService(running.service, (tx) =>
      tx
        .selectFrom('audit_entry')
        .where('act', '=', 'open-vault')
        .select(['actor_id', 'rule', 'subject_id'])
        .distinct()
        .execute(),
    );
    const { chair, gareth, helen } = running.example.people;
    assert.ok(entries.some(({ rule }) => rule === 'checks-copies'));
    for (const entry of entries) {
      assert.equal(entry.subject_id, running.id);
      // Whoever agrees the minutes has them put on file.
      const whose = entry.rule === 'files-minutes' ? [chair] : [gareth, helen];
      assert.ok(
        ['files-minutes', 'checks-copies'].includes(entry.rule) && whose.includes(entry.actor_id ?? ''),
      );
    }
  });

  test('a file says nothing of the case in its properties or its name', async () => {
    const { id, pdf } = await copyOf(running, mother);
    const properties = (await readBackPdf(pdf)).find(({ part }) => part === 'properties');
    assert.match(properties?.text ?? '', /Minutes of the meeting/);
    assert.doesNotMatch(properties?.text ?? '', /Robin|Oldroyd|adopt|disrupt/i);
    const { headers } = await (await running.as('gareth')).get(`${running.copies}/${id}.pdf`);
    assert.equal(headers.get('content-disposition'), 'inline; filename="minutes.pdf"');
    assert.equal(headers.get('content-type'), 'application/pdf');
  });
});

describe('who may see copies before they are released', () => {
  test('somebody who is not on the case finds nothing', async () => {
    const outsider = await running.as('outsider');
    const { id } = await copyOf(running, mother);
    for (const path of ['', `/${id}`, `/${id}.pdf`])
      assert.equal((await outsider.get(running.copies + path)).status, 404, path);
    for (const path of ['/prepare', '/release', '/reopen', `/${id}/withdraw`])
      assert.equal((await outsider.post(running.copies + path, {})).status, 404, path);
  });

  test('a copy of another case, or of none, is not there', async () => {
    const gareth = await running.as('gareth');
    for (const id of ['00000000-0000-0000-0000-000000000000', 'x', "'"])
      assert.equal((await gareth.get(`${running.copies}/${id}.pdf`)).status, 404);
  });

  test('each copy has a page of its own', async () => {
    const { id } = await copyOf(running, mother);
    const { body } = await (await running.as('minutes')).get(`${running.copies}/${id}`);
    assertValidPage(body);
    assert.match(body, /This is all that Kirsty Oldroyd gets, and below/);
  });
});

test('what was added after the minutes were agreed is in no copy', async () => {
  const { service, example, id, time } = running;
  time.now = new Date('2026-04-02T09:00:00Z');
  const saidOn = { 'saidOn-day': '2', 'saidOn-month': '4', 'saidOn-year': '2026' };
  const view = {
    words: 'I like my new room',
    whoseWords: 'child',
    way: 'told-worker',
    agreed: 'everyone',
    how: 'Visit',
    ...saidOn,
  };
  const dueOn = { 'dueOn-day': '1', 'dueOn-month': '6', 'dueOn-year': '2026' };
  const action = { what: 'Book the dentist', owner: 'other', ownerName: 'The school', ...dueOn };
  const form = () => ({ disruptionId: id, key: randomUUID() });
  assert.equal((await saveView(service, example.actors.amina, form(), view)).ok, true);
  assert.equal((await saveAction(service, example.actors.amina, form(), action)).ok, true);
  assert.equal((await prepareCopies(service, example.actors.gareth, form())).ok, true);
  const { document } = await copyOf(running, 'Tomasz Nowak');
  assert.doesNotMatch(JSON.stringify(document), /new room|dentist/);
  assert.match(JSON.stringify(document), /come and get me/);
});

test('before the minutes are agreed there are no copies, and the page says what comes first', async () => {
  const early = await startMinutesApp();
  try {
    const { status, body } = await (await early.as('gareth')).get(`/disruptions/${early.id}/copies`);
    assert.equal(status, 200);
    assertValidPage(body);
    assert.match(body, /Ruth Barlow sends the draft to be checked, or agrees the minutes, first/);
  } finally {
    await early.stop();
  }
});
