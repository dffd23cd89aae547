import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  exampleIdentities,
  exampleMeeting,
  examplePlacement,
  exampleRecord,
} from '../../test/example-record.ts';
import { readForms } from '../procedures/read-forms.ts';
import { readBankHolidays, readProcedures } from '../procedures/read-procedures.ts';
import type { CaseRecord, ChildView } from './case.ts';
import { factsOf } from './case-facts.ts';
import type { Finding } from './finding.ts';
import { fieldsOf, filledFields, fillForm, type PanelForm } from './panel-form.ts';
import { heldForForm, withFactors } from './panel-form-sources.ts';
import {
  authorAs,
  authorsInWords,
  formOfDraft,
  type PanelSending,
  panelRouteOf,
  papersDueOn,
  papersStand,
  sendReport,
  wrongAnswers,
  yetToSend,
} from './panel-report.ts';
import { planFor } from './plan.ts';

const root = join(import.meta.dirname, '../..');
const forms = readForms(join(root, 'reference/forms'));
const form = withFactors(forms[0] as PanelForm, [{ group: 'support', key: 'therapy', title: 'Therapy' }], []);
const procedure =
  readProcedures(join(root, 'procedures')).inForce('derby-city/adoption', '2026-03-01') ?? assert.fail();
const calendar = { ...readBankHolidays(join(root, 'reference/bank-holidays.yaml')), today: '2026-04-20' };

const planOf = (record: CaseRecord) => planFor(procedure, record, calendar);
const routeOf = (record: CaseRecord) => panelRouteOf(planOf(record).duties, procedure, forms);
const ended = exampleRecord({ stage: 'introductions' });
const interAgency = exampleRecord({
  stage: 'introductions',
  placement: examplePlacement({ familySource: 'inter-agency' }),
});
const met = exampleRecord({ meeting: exampleMeeting({ status: 'held', minutesStatus: 'agreed' }) });

const formFacts = (record: CaseRecord) => ({
  ...{ record, duties: planOf(record).duties, findings: [], participations: [], links: [] },
  author: { name: 'Priya Shah', role: 'adopters’ social worker' },
  today: '2026-04-20',
});

const right: Readonly<Record<string, string>> = {
  date: '2026-01-05',
  'yes-no': 'no',
  factors: 'therapy',
  line: 'Said',
  words: 'Said',
};
/** Every field answered with something that fits it. */
const answered = Object.fromEntries(
  fieldsOf(form).map(({ key, type, choices }) => [key, right[type] ?? Object.keys(choices ?? {})[0] ?? '']),
);
const filledFor = (record: CaseRecord, answers: Readonly<Record<string, string>> = answered) =>
  fillForm(form, { facts: factsOf(record.placement, record), held: heldForForm(formFacts(record)), answers });

const factsFor = (
  record: CaseRecord,
  capacities: readonly string[],
  sendings: readonly PanelSending[] = [],
) => ({
  ...{ record, capacities, sendings, identities: exampleIdentities, panel: { id: 'aem' } },
  route: routeOf(record) ?? assert.fail('no route'),
});
const problemsOf = (...given: Parameters<typeof sendReport>): readonly string[] => {
  const sent = sendReport(...given);
  return sent.ok
    ? []
    : sent.problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
};

test('who writes the report goes by the family: the adopters’ social worker for the agency’s own, or else the child’s (DC-4)', () => {
  const [own, other, after] = [ended, interAgency, met].map((record) => routeOf(record) ?? assert.fail());
  assert.deepEqual(
    [own?.is, own?.authors, own?.duty.rule],
    ['no-meeting', ['adopters-social-worker'], 'DC-4-own'],
  );
  assert.deepEqual([other?.is, other?.authors], ['no-meeting', ['child-social-worker']]);
  assert.deepEqual(
    [after?.is, after?.authors],
    ['meeting', ['child-social-worker', 'adopters-social-worker']],
  );
  assert.match(
    authorsInWords(own ?? assert.fail()),
    /^The adopters’ social worker writes and sends this report\. .*paragraph 4, rule DC-4-own\)$/,
  );
  assert.match(
    authorsInWords(after ?? assert.fail()),
    /^The child’s social worker and the adopters’ social worker each send this report for themselves/,
  );
  assert.equal(authorAs(own ?? assert.fail(), ['child-social-worker', 'team-manager']), undefined);
  assert.equal(authorAs(own ?? assert.fail(), ['adopters-social-worker']), 'adopters-social-worker');
});

test('a procedure that names no form that is known leads to no panel', () => {
  assert.equal(panelRouteOf(planOf(ended).duties, { forms: [] }, forms), undefined);
  assert.equal(panelRouteOf(planOf(ended).duties, procedure, []), undefined);
  assert.equal(panelRouteOf([], procedure, forms), undefined);
});

test('a form is filled by reference: no child, adopter or carer is named in what the case holds', () => {
  const held = heldForForm(formFacts(ended));
  assert.equal(held['child-references'], 'DC-1');
  assert.equal(held.adopters, `Adopter 1 and Adopter 2 of ${ended.reference}`);
  assert.equal(held['child-ages'], '7 years');
  assert.equal(held['meeting-held'], 'no');
  assert.match(held['no-meeting-because'] ?? '', /report to the panel instead of a meeting/);
  assert.equal(held['brothers-and-sisters'], undefined);
  assert.doesNotMatch(
    JSON.stringify({ ...held, account: '' }),
    /Robin|Oldroyd|Featherstone|Lindqvist|Kirsty/,
  );
  const after = heldForForm(formFacts(met));
  assert.deepEqual([after['meeting-held'], after['meeting-on']], ['yes', met.meeting?.heldOn]);
});

test('of what a child said and of what was found only what professionals may know comes into a form', () => {
  const view = (words: string, changes: Partial<ChildView>): ChildView => ({
    ...{
      id: words,
      childId: 'robin',
      words,
      whoseWords: 'child',
      way: 'wrote',
      how: '',
      saidOn: '2026-03-05',
    },
    ...{ withheldFrom: [], sharing: null, recordedBy: 'Amina Hussain', recordedById: 'amina' },
    ...changes,
  });
  const sharing = {
    agreed: 'everyone',
    readers: [],
    agreedOn: '2026-03-06',
    recordedBy: 'Amina Hussain',
  } as const;
  const views = [
    view('I miss the dog', { sharing }),
    view('Not asked', {}),
    view('Kept', { sharing, withheldFrom: ['professionals'] }),
    view('For family', { sharing: { ...sharing, agreed: 'named', readers: ['birth-family'] } }),
  ];
  const finding = (factor: string, changes: Partial<Finding> = {}): Finding => ({
    ...{
      id: factor,
      group: 'support',
      factor,
      title: factor,
      list: '2026-11',
      evidence: 'x',
      otherwiseBy: '',
      otherwise: '',
    },
    ...{
      aboutChildId: null,
      withheldFrom: [],
      revision: 1,
      authors: ['amina'],
      recordedBy: 'Amina',
      recordedAt: new Date(0),
    },
    ...{ changedBy: null, changedAt: null },
    ...changes,
  });
  const held = heldForForm({
    ...formFacts({ ...met, views }),
    findings: [
      finding('therapy'),
      finding('therapy'),
      finding('late', { withheldFrom: ['professionals'] }),
      finding('warmth', { group: 'strengths' }),
    ],
    participations: [
      { childId: 'robin', code: 'PN6' },
      { childId: 'robin', code: 'PN7' },
    ],
  });
  assert.equal(held['child-views'], '“I miss the dog” (in their own words, 5 March 2026)');
  assert.equal(held.factors, 'therapy');
  assert.match(held.participation ?? '', /^PN6, Did not come, and sent/);
});

test('a report with everything answered is sent by its right author alone', () => {
  const sent = sendReport(filledFor(ended), factsFor(ended, ['adopters-social-worker']));
  assert.deepEqual(sent.ok && sent.value, { capacity: 'adopters-social-worker', panelId: 'aem' });
  assert.match(
    problemsOf(filledFor(ended), factsFor(ended, ['child-social-worker', 'team-manager']))[0] ?? '',
    /^The adopters’ social worker writes/,
  );
  assert.deepEqual(problemsOf(filledFor(interAgency), factsFor(interAgency, ['child-social-worker'])), []);
});

test('each gap is named, and so is an answer that its field cannot hold', () => {
  const { tried: _, ...rest } = answered;
  assert.deepEqual(problemsOf(filledFor(ended, rest), factsFor(ended, ['adopters-social-worker'])), [
    'tried: Answer “What was tried”',
  ]);
  const wrong = {
    ...answered,
    'matched-on': '31 May',
    'plan-again': 'maybe',
    'asked-by': 'dog',
    factors: 'therapy,moon',
  };
  assert.deepEqual(
    problemsOf(filledFor(ended, wrong), factsFor(ended, ['adopters-social-worker'])).map(
      (problem) => problem.split(':')[0],
    ),
    ['matched-on', 'asked-by', 'factors', 'plan-again'],
  );
  assert.deepEqual(wrongAnswers(fieldsOf(form), { 'matched-on': '' }), [], 'an answer can be left for later');
});

test('nobody in the vault is named anywhere, and the child not in what other authorities read', () => {
  const said = (answers: Readonly<Record<string, string>>) =>
    problemsOf(filledFor(ended, { ...answered, ...answers }), factsFor(ended, ['adopters-social-worker']));
  assert.match(
    said({ tried: 'Martin Featherstone asked for respite' })[0] ?? '',
    /^tried: Say the adopters by their part/,
  );
  assert.match(
    said({ 'learning-council': 'We heard robin too late' })[0] ?? '',
    /^learning-council: Other authorities read this/,
  );
  assert.deepEqual(said({ tried: 'Robin liked it', 'learning-council': 'A robin sang' }).length, 1);
  assert.deepEqual(said({ 'learning-agency': 'Robins nest' }), []);
});

test('the report of a meeting waits for the agreed minutes, and each of both sends it for themselves (DC-3)', () => {
  const draft = exampleRecord({ meeting: exampleMeeting({ status: 'held' }) });
  const ahead = exampleRecord({ meeting: exampleMeeting() });
  assert.match(
    problemsOf(filledFor(ahead), factsFor(ahead, ['child-social-worker']))[0] ?? '',
    /once the meeting was held/,
  );
  assert.match(
    problemsOf(filledFor(draft), factsFor(draft, ['child-social-worker']))[0] ?? '',
    /once its minutes are agreed/,
  );
  const first: PanelSending = {
    ...{
      id: '1',
      capacity: 'child-social-worker',
      filled: filledFor(met),
      sentBy: 'Amina Hussain',
      sentAt: new Date(0),
    },
  };
  assert.deepEqual(yetToSend(factsFor(met, []).route, [first]), ['adopters-social-worker']);
  assert.match(
    problemsOf(filledFor(met), factsFor(met, ['child-social-worker'], [first]))[0] ?? '',
    /sent this report already/,
  );
  assert.deepEqual(problemsOf(filledFor(met), factsFor(met, ['adopters-social-worker'], [first])), []);
  const more = filledFor(met, { ...answered, tried: 'Something more' });
  assert.deepEqual(problemsOf(more, factsFor(met, ['child-social-worker'], [first])), []);
});

test('without a panel advisor there is nobody to send it to', () => {
  const facts = { ...factsFor(ended, ['adopters-social-worker']), panel: null };
  assert.match(problemsOf(filledFor(ended), facts)[0] ?? '', /No panel advisor of the agency has an account/);
});

test('papers are due so many working days before the panel, over Easter too, and late ones are named', () => {
  assert.equal(papersDueOn(form, '2026-04-15', calendar), '2026-03-30');
  assert.deepEqual(papersStand('2026-03-30', { sentOn: '2026-03-30', today: '2026-04-20' }), {
    isLate: false,
    words: 'Sent on 30 March 2026',
  });
  assert.deepEqual(papersStand('2026-03-30', { sentOn: '2026-03-31', today: '2026-04-20' }), {
    isLate: true,
    words: 'Sent on 31 March 2026, 1 day late',
  });
  assert.deepEqual(papersStand('2026-03-30', { sentOn: null, today: '2026-03-30' }), {
    isLate: false,
    words: 'Due by 30 March 2026',
  });
  assert.match(
    papersStand('2026-03-30', { sentOn: null, today: '2026-04-02' }).words,
    /^Not sent, 3 days late/,
  );
});

test('a case writes on the version of its draft, whatever its procedure names', () => {
  const route = factsFor(ended, []).route;
  assert.equal(formOfDraft(forms, route, { draft: undefined, today: '2026-04-20' })?.version, '1');
  assert.equal(
    formOfDraft(forms, route, { draft: { formKey: form.key, formVersion: '7' }, today: '2026-04-20' }),
    undefined,
  );
  assert.equal(filledFields(filledFor(ended)).length, fieldsOf(form).length);
});
