import assert from 'node:assert/strict';
import { asService } from '../../src/database/connection.ts';
import { linkAndCode } from '../own-page.ts';
import { type Plan, type Shape, textNaming, type Writing } from './generated.ts';
import { date, insist } from './journey.ts';
import { plantedFile } from './planted-file.ts';
import { type CanaryCase, enterWith, type Visitor, type World } from './world.ts';

/** What is done from here on is somebody's who is handed it on paper. */
export const onPaper = async <T>(world: World, viewer: string, print: () => Promise<T>): Promise<T> => {
  const from = world.artefacts.length;
  const printed = await print();
  const theirs = world.artefacts.splice(from).map((artefact) => ({ ...artefact, viewer }));
  world.artefacts.push(...theirs);
  return printed;
};

/** Records that two of them must not meet, with words that are for staff alone, and plans how the first takes part. */
export const keepApart = async (
  { canaries }: World,
  worker: Visitor,
  { path, council }: CanaryCase,
  { apart }: Shape,
  plans: readonly Plan[],
): Promise<void> => {
  const [one, other] = apart.between.map((index) => plans[index]);
  if (one === undefined || other === undefined) return;
  await worker.get(`${path}/apart/new`);
  insist(
    'who must not meet',
    await worker.post(`${path}/apart/new`, {
      ...{ oneSide: one.source, otherSide: other.source, why: 'order' },
      note: `There was ${canaries.next(council, 'apart.note')} at the door`,
      decidedBy: `The ${canaries.next(council, 'apart.decidedBy')} court`,
      ...date('sinceOn', '2026-02-01'),
    }),
  );
  const entrance = `by the ${canaries.next(council, `${one.key}.entrance`)} door`;
  await worker.get(`${path}/apart/people/${one.source}`);
  insist(
    `how ${one.key} takes part`,
    await worker.post(`${path}/apart/people/${one.source}`, {
      way: apart.way,
      ...{ sessionAt: '9am', sessionLong: '45', sessionEntrance: entrance },
      ...{ arrivesAt: '10:15am', entrance },
    }),
  );
};

/** Asks those who are to come which times they can; each who has a link says it of every time, and stays on their page. */
export const askWhen = async (
  world: World,
  worker: Visitor,
  one: CanaryCase,
  plans: readonly Plan[],
  deliver: (world: World) => Promise<void>,
): Promise<ReadonlyMap<string, Visitor>> => {
  const guests = new Map<string, Visitor>();
  const people = plans.filter(({ mode }) => mode === 'attend').map(({ source }) => source);
  // Where all of them write, nobody is asked when.
  if (people.length === 0) return guests;
  await worker.get(`${one.path}/times/propose`);
  const [first, second] = [date('time-0-heldOn', '2026-03-31'), date('time-1-heldOn', '2026-04-01')];
  const asked = await worker.post(`${one.path}/times/propose`, {
    ...{ ...first, 'time-0-startsAt': '10am', ...second, 'time-1-startsAt': '2pm', minutesLong: '120' },
    chairId: world.running.example.people.chair,
    people,
  });
  insist('the times', asked);
  await deliver(world);
  for (const [id, plan] of await invitedAs(world, one, plans)) {
    if (plan.channel === 'letter') continue;
    const guest = await enterWith(world, `${one.council} ${plan.key}`, id);
    const { body } = await guest.get(`/private/times?language=${plan.language}`);
    const fields = [...body.matchAll(/name="(time-[0-9a-f-]{36})"/g)].map(([, name = '']) => [name, 'can']);
    assert.ok(fields.length > 0, 'no times to answer');
    insist(`the times of ${plan.key}`, await guest.post('/private/times', Object.fromEntries(fields)));
    await guest.get('/private/times?saved=times');
    await guest.get('/private/meeting');
    guests.set(id, guest);
  }
  return guests;
};

/** Those invited now who have no account, by their invitation. */
export const invitedAs = async (
  world: World,
  { disruptionId }: CanaryCase,
  plans: readonly Plan[],
): Promise<ReadonlyMap<string, Plan>> => {
  const invited = await asService(world.running.service, (tx) =>
    tx
      .selectFrom('invitation')
      .where('disruption_id', '=', disruptionId)
      .where('status', '=', 'invited')
      .select(['id', 'source'])
      .execute(),
  );
  return new Map(
    invited.flatMap(({ id, source }): [string, Plan][] => {
      const plan = plans.find((each) => each.source === source);
      return plan === undefined ? [] : [[id, plan]];
    }),
  );
};

/** What somebody writes: a word of their own, and names of others. */
const textOf = (
  world: World,
  { council }: CanaryCase,
  key: string,
  writing: Writing,
  plans: readonly Plan[],
) => `I say ${world.canaries.next(council, `${key}.words`)}. ${textNaming(world, council, writing, plans)}`;

/** A form with a file, which says more of somebody than it shows. */
const withFile = async (
  { canaries }: World,
  { council }: CanaryCase,
  { key, kind, ...fields }: { key: string; kind: Shape['file']['kind'] } & Record<string, string>,
): Promise<FormData> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', await plantedFile(kind, canaries.next(council, `${key}.file`)));
  return form;
};

/** Somebody as they are invited, with the file that they add to what they write. */
type Part = {
  readonly guest: Visitor | undefined;
  readonly viewer: string;
  readonly invitationId: string;
  readonly file: Shape['file']['kind'] | null;
};

/** What one of them opens, answers and writes, in their language. */
export const takePart = async (
  world: World,
  one: CanaryCase,
  { guest: entered, viewer, invitationId, file }: Part,
  plan: Plan,
  plans: readonly Plan[],
): Promise<Visitor> => {
  // Whoever was asked about times is in already.
  const guest = entered ?? (await enterWith(world, viewer, invitationId));
  await guest.get(`/private/meeting?language=${plan.language}`);
  const comes = plan.reply === 'coming' || plan.reply === 'by-video';
  await guest.post('/private/meeting/reply', {
    reply: plan.mode === 'contribute' && comes ? 'not-coming' : plan.reply,
    needs: plan.needs,
    note: `Please mind ${world.canaries.next(one.council, `${plan.key}.note`)}`,
  });
  if (plan.does === 'nothing') return guest;
  const words = textOf(world, one, plan.key, plan, plans);
  if (file !== null) {
    await guest.get('/private/meeting/words');
    const description = `A letter. ${textNaming(world, one.council, { ...plan, detail: 'name' }, plans)}`;
    const added = { key: plan.key, kind: file, do: 'add-file', description, words, share: plan.share };
    insist(
      `the file of ${plan.key}`,
      await guest.post('/private/meeting/words', await withFile(world, one, added)),
    );
  }
  await guest.get('/private/meeting/words');
  insist(
    `the words of ${plan.key}`,
    await guest.post('/private/meeting/words', {
      ...{ words, share: plan.share },
      ...(plan.does === 'save' && { do: 'save' }),
    }),
  );
  return guest;
};

/** What somebody gave by hand whom no link reaches, as their worker records it with how they got it. */
export const recordFor = async (
  world: World,
  worker: Visitor,
  one: CanaryCase,
  { invitationId, file }: { invitationId: string; file: Shape['file']['kind'] | null },
  plan: Plan,
  plans: readonly Plan[],
): Promise<void> => {
  if (plan.does !== 'give') return;
  const words = textOf(world, one, plan.key, plan, plans);
  const fields = {
    ...{ words, share: plan.share, description: file === null ? '' : 'What they gave me' },
    how: `A letter, handed to me by ${world.canaries.next(one.council, `${plan.key}.how`)}`,
  };
  const address = `${one.path}/contributions/${invitationId}/record`;
  await worker.get(address);
  const sent = file === null ? fields : await withFile(world, one, { ...fields, key: plan.key, kind: file });
  insist(`what ${plan.key} gave by hand`, await worker.post(address, sent));
};

/** What the social worker writes to the meeting, naming whom they like. */
export const workerWrites = async (
  world: World,
  worker: Visitor,
  one: CanaryCase,
  writing: Writing,
  plans: readonly Plan[],
): Promise<void> => {
  await worker.get(`${one.path}/contribution`);
  const words = textOf(world, one, 'worker', writing, plans);
  insist(
    'what the social worker wrote',
    await worker.post(`${one.path}/contribution`, { words, share: 'everyone' }),
  );
};

/** A child on the page of their own: what they write and draw is given to their worker, and their picture says where it was made. */
export const childTakesPart = async (
  world: World,
  { council, disruptionId }: CanaryCase,
  draws: boolean,
): Promise<{ readonly child: Visitor; readonly childId: string }> => {
  const { child_id: childId } = await asService(world.running.service, (tx) =>
    tx
      .selectFrom('placement_child')
      .innerJoin('disruption', 'disruption.placement_id', 'placement_child.placement_id')
      .where('disruption.id', '=', disruptionId)
      .select('child_id')
      .executeTakeFirstOrThrow(),
  );
  const { link, code } = await linkAndCode(world.running, { disruptionId, childId });
  const child = world.visitor(`${council} child`);
  await child.get(new URL(link).pathname);
  await child.get('/mine');
  insist('the code of the child', await child.post('/mine/code/check', { code }));
  await child.get('/mine/page');
  const words = `I miss ${world.canaries.next(council, 'child.words')}`;
  insist(
    'the words of the child',
    await child.post('/mine/page', { sheet: 'pictures', 'pictures-1': words }),
  );
  if (draws) {
    await child.get('/mine/page');
    const form = new FormData();
    for (const [name, value] of Object.entries({ sheet: 'pictures', gives: 'picture', 'picture-words': '' }))
      form.set(name, value);
    form.set('picture', await plantedFile('photo', world.canaries.next(council, 'child.file')));
    insist('the picture of the child', await child.post('/mine/file', form));
  }
  return { child, childId };
};

/** Releases what everybody reads before the meeting. What is refused goes out without the papers that say where somebody is. */
export const release = async (
  worker: Visitor,
  { path }: CanaryCase,
  papers: readonly ({ readonly id: string } & Writing)[],
): Promise<readonly string[]> => {
  const { body } = await worker.get(`${path}/pack/release`);
  const send = (chosen: typeof papers) => {
    const ids = (of: typeof papers) => of.map(({ id }) => id);
    return worker.post(`${path}/pack/release`, {
      papers: ids(chosen),
      forChildren: ids(chosen.filter(({ isForChild }) => isForChild)),
      looked: ids(
        chosen.filter(
          ({ id, isLooked }) => isLooked && body.includes(`name="looked" type="checkbox" value="${id}"`),
        ),
      ),
    });
  };
  const all = papers.filter(({ isReleased }) => isReleased);
  const withNamesAlone = all.filter(({ detail }) => detail === 'name');
  for (const chosen of [all, withNamesAlone])
    if ((await send(chosen)).status === 303) return chosen.map(({ id }) => id);
  insist('the agenda', await send([]));
  return [];
};

/** Prints what somebody reads before the meeting, as it is handed to them. */
export const printPack = async (
  world: World,
  worker: Visitor,
  { path }: CanaryCase,
  { viewer, readerId }: { readonly viewer: string; readonly readerId: string },
): Promise<void> => {
  const readers = `${path}/pack/readers/${readerId}`;
  await worker.get(readers);
  const printed = await onPaper(world, viewer, () => worker.post(`${readers}/print`, {}));
  assert.equal(printed.status, 200, printed.location ?? 'not printed');
};

const leavesAlone = /\/(?:finish|leave|finished)\b|[?&]language=/;

/** Opens whatever there is a way to from some pages, files and pictures among it, as far as it is somebody's own. */
export const openEverything = async (
  one: Visitor,
  ...from: readonly string[]
): Promise<ReadonlySet<string>> => {
  const seen = new Set<string>(from);
  for (const path of seen) {
    const { body } = await one.get(path);
    for (const [, to = ''] of body.matchAll(/(?:href|src)="([^"#]+)"/g)) {
      const { pathname, search } = new URL(to.replaceAll('&amp;', '&'), `http://service.test${path}`);
      if (/^\/(?:private|mine)\//.test(pathname) && !leavesAlone.test(pathname + search))
        seen.add(pathname + search);
    }
  }
  return seen;
};
