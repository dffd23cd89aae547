import { asService } from '../../src/database/connection.ts';
import { typedDate } from '../../src/web/typed.ts';
import { emailOfStaff } from '../example-case.ts';
import type { CanaryCase, Visitor, World } from './world.ts';

const date = (name: string, day: string) => typedDate(name, day) as Record<string, string>;

const insist = (what: string, answer: { status: number; body: string; location: string | null }): string => {
  if (answer.status === 303 && answer.location !== null) return answer.location;
  throw new Error(
    `${what} answers ${answer.status}: ${answer.body.match(/error-summary[\s\S]*?<\/ul>/)?.[0]}`,
  );
};

const wordOf = ({ canaries }: World, council: string, field: string): string =>
  canaries.all.find((one) => one.council === council && one.field === field)?.word ?? '';

const itemsOf = ({ running }: World, path: string) =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('subject_item')
      .where('request_id', '=', path.split('/').at(-1) ?? '')
      .orderBy('position')
      .selectAll()
      .execute(),
  );

/** Decides every thing of a request: words that must not go out are left out, and all else is given. */
const decideAll = async (world: World, officer: Visitor, path: string, out: readonly string[]) => {
  insist('giving', await officer.post(`${path}/items/give`));
  for (const { id, text, whose, revision } of await itemsOf(world, path)) {
    await officer.get(`${path}/items/${id}`);
    const words = out.filter((word) => `${text} ${whose}`.toLowerCase().includes(word.toLowerCase()));
    const rows = words.flatMap((word, row) => [
      [`left-${row}-words`, word],
      [`left-${row}-reason`, 'another-person'],
    ]);
    insist(
      'deciding',
      await officer.post(`${path}/items/${id}`, {
        ...Object.fromEntries(rows),
        ...{ decision: words.length > 0 ? 'part' : 'give', because: 'known', revision: `${revision}` },
      }),
    );
  }
};

/** Records a request, and finds, gathers, decides, checks, releases and takes: each on its page, by two officers. */
const answer = async (
  world: World,
  {
    council,
    asked,
    out,
    bag,
  }: { council: string; asked: Record<string, string>; out: readonly string[]; bag: string },
) => {
  const officer = await world.staff(`${council} records`, emailOfStaff('records'));
  const other = await world.staff(`${council} records`, emailOfStaff('records2'));
  await officer.post('/subject-access/new', { ...asked, asker: '' });
  const path = insist(
    'the request',
    await officer.post('/subject-access/new', {
      ...{ identityProof: 'Their social worker knows them', ...date('receivedOn', '2026-03-31') },
      ...asked,
    }),
  );
  const found = await officer.get(`${path}/people`);
  const [, people = ''] = /name="people"[^>]*value="([^"]+)"/.exec(found.body) ?? [];
  insist('finding', await officer.post(`${path}/people`, { people }));
  insist('gathering', await officer.post(`${path}/gather`));
  for (const page of ['', '/items', '/pause', '/close']) await officer.get(`${path}${page}`);
  await decideAll(world, officer, path, out);
  insist('putting together', await officer.post(`${path}/bag`));
  await other.get(`${path}/bag/check`);
  insist('the check', await other.post(`${path}/bag/check`, { outcome: 'right' }));
  insist('the release', await other.post(`${path}/bag/release`));
  const taker = await world.staff(bag, emailOfStaff('records2'));
  for (const file of ['', '.pdf', '.json']) {
    const { status } = await taker.get(`${path}/bag${file}`);
    if (status !== 200) throw new Error(`The copy${file} answers ${status}`);
  }
  insist(
    'closing',
    await officer.post(`${path}/close`, { closedAs: 'handed-over', ...date('closedOn', '2026-03-31') }),
  );
};

/** The child and the first adopter of a case ask for what is held about them, and get it without what is others'. */
export const answerRequests = async (world: World, { council }: CanaryCase): Promise<void> => {
  const word = (field: string) => wordOf(world, council, field);
  const mothers = world.canaries.all.filter(
    (one) => one.council === council && one.field.startsWith('mother.'),
  );
  await answer(world, {
    ...{ council, bag: `${council} child’s copy`, out: mothers.map((one) => one.word) },
    asked: {
      ...{ asker: 'child', about: 'child', caseNumber: word('child.caseNumber') },
      name: `${word('child.givenName')} ${word('child.familyName')}`,
      ...date('bornOn', '2019-02-03'),
    },
  });
  await answer(world, {
    ...{ council, bag: `${council} adopter-1’s copy`, out: mothers.map((one) => one.word) },
    asked: {
      ...{ asker: 'carer', about: 'other' },
      email: `${word('adopter-1.email').toLowerCase()}@family.example`,
    },
  });
};
