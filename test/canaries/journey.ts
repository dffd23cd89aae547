import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Logger, runOnce } from 'graphile-worker';
import { asService } from '../../src/database/connection.ts';
import { createNotify } from '../../src/delivery/notify.ts';
import { createMailer, type Mailer } from '../../src/delivery/smtp.ts';
import { saveAction } from '../../src/features/actions/record-action.ts';
import { clearDoubts } from '../../src/features/copies/clear-doubts.ts';
import { prepareCopies } from '../../src/features/copies/prepare-copies.ts';
import { releaseCopies } from '../../src/features/copies/release-copies.ts';
import { openPreview } from '../../src/features/copies/see-copies.ts';
import { deliveryJobs } from '../../src/features/delivery/jobs.ts';
import { saveDisagreement } from '../../src/features/disagreements/attach-disagreement.ts';
import { agree } from '../../src/features/minutes/agree-minutes.ts';
import { addPassage } from '../../src/features/minutes/choose-readers.ts';
import { saveAttendance } from '../../src/features/minutes/record-attendance.ts';
import { passagesOf, saveMinutes } from '../../src/features/minutes/write-minutes.ts';
import { noticeJobs } from '../../src/features/notices/jobs.ts';
import type { Actor, Outcome } from '../../src/features/service.ts';
import { saveView } from '../../src/features/views/record-view.ts';
import { typedDate } from '../../src/web/typed.ts';
import { letHeldGo } from '../copies-app.ts';
import { emailOfStaff } from '../example-case.ts';
import { startTestMailbox } from '../mailbox.ts';
import { notifySettings, startNotifyServer } from '../notify-server.ts';
import { answerRequests } from './subject-access.ts';
import {
  addSecondCouncil,
  type CanaryCase,
  enterWith,
  invitedTo,
  placementForm,
  type Visitor,
  type World,
} from './world.ts';

export const date = (name: string, day: string) => typedDate(name, day) as Record<string, string>;

export const insist = (
  what: string,
  answer: { status: number; body: string; location: string | null },
): string => {
  if (answer.status === 303 && answer.location !== null) return answer.location;
  const problems =
    answer.body.match(/govuk-error-summary__list[\s\S]*?<\/ul>/)?.[0] ?? answer.body.slice(0, 500);
  throw new Error(`${what} answers ${answer.status}: ${problems.replaceAll(/<[^>]+>|\s+/g, ' ')}`);
};

/** Adds a placement and records that it ended, as its social worker does on the pages. */
export const record = async (
  world: World,
  worker: Visitor,
  council: string,
  posts: Parameters<typeof placementForm>[2],
) => {
  const { canaries } = world;
  await worker.get('/placements/new?kind=adoptive');
  const added = insist(
    'the placement',
    await worker.post('/placements/new', placementForm(canaries, council, posts)),
  );
  const placementId = added.split('placement=')[1] ?? '';
  await worker.get(added);
  const ending = {
    placementId,
    ...date('brokeDownOn', '2026-03-01'),
    happened: 'unplanned',
    account: `It ended after ${canaries.next(council, 'account')} came to stay.`,
  };
  await worker.post('/disruptions/new', ending);
  const location = insist('the ending', await worker.post('/disruptions', ending));
  const disruptionId = /[0-9a-f-]{36}/.exec(location)?.[0] ?? '';
  return { council, disruptionId, path: `/disruptions/${disruptionId}` };
};

/** Convenes the meeting with everybody who can come, the mother among them. */
const convene = async (
  world: World,
  worker: Visitor,
  { council, path }: CanaryCase,
  people: { readonly chair: string; readonly minuteTaker: string },
) => {
  const { canaries } = world;
  const page = (await worker.get(`${path}/meeting`)).body;
  const [, family = ''] =
    /name="choice-(contact-[0-9a-f-]+)"(?![\s\S]*name="choice-contact)/.exec(page) ?? [];
  const contacts = [...page.matchAll(/name="choice-(contact-[0-9a-f-]+)"/g)].map(([, source = '']) => source);
  const mother = await asService(world.running.service, (tx) =>
    tx.selectFrom('contact').where('kind', '=', 'birth-family').select('id').execute(),
  );
  const source = contacts.find((one) => mother.some(({ id }) => one === `contact-${id}`)) ?? family;
  insist(
    'the meeting',
    await worker.post(`${path}/meeting`, {
      ...date('heldOn', '2026-03-31'),
      startsAt: '10am',
      minutesLong: '120',
      place: `The ${canaries.next(council, 'meeting.place')} Room`,
      videoLink: `https://video.example/${canaries.next(council, 'meeting.video').toLowerCase()}`,
      chairId: people.chair,
      minuteTakerId: people.minuteTaker,
      [`choice-${source}`]: 'attend',
      [`reason-${source}`]: `She asked ${canaries.next(council, 'mother.inviteReason')} to be heard`,
    }),
  );
};

/** Those invited who are no staff, under the names the model has for them. */
const guestsOf = async (world: World, { council, disruptionId }: CanaryCase) => {
  let adopters = 0;
  const invited = await invitedTo(world.running, disruptionId);
  return invited.flatMap(({ id, capacity, source, name }) => {
    if (source.startsWith('staff-')) return [];
    // Adopters are told by their part; everybody else by the made-up word in their name.
    const known = world.canaries.all.find(
      ({ word, field }) => field.endsWith('.name') && name.startsWith(word),
    );
    const key = capacity === 'adopters' ? `adopter-${++adopters}` : known?.field.replace('.name', '');
    return key === undefined ? [] : [{ key, viewer: `${council} ${key}`, id }];
  });
};

/** What each guest answers and writes, under a word of their own. */
const hearGuests = async (world: World, one: CanaryCase) => {
  for (const { key, viewer, id } of await guestsOf(world, one)) {
    const guest = await enterWith(world, viewer, id);
    await guest.get('/private/meeting/calendar.ics');
    await guest.post('/private/meeting/reply', {
      reply: 'coming',
      note: `Please mind ${world.canaries.next(one.council, `${key}.note`)}`,
    });
    await guest.get('/private/meeting');
    await guest.post('/private/meeting/words', {
      words: `I want to say ${world.canaries.next(one.council, `${key}.words`)}`,
      share: 'everyone',
    });
    await guest.get('/private/meeting');
    await guest.get('/private/meeting/words');
  }
};

/** The person as the functions behind the screens know them. */
const actorOf = async ({ running }: World, id: string): Promise<Actor> => {
  const known = Object.values(running.example.actors).find((actor) => actor.id === id);
  if (known) return known;
  const { organisationId } = running.example.actors.outsider;
  return {
    id,
    name: 'Otis Minutes',
    post: 'minute-taker',
    posts: ['minute-taker'],
    organisationId,
    authenticatedAt: new Date('9999-12-31'),
  };
};

const done = (outcome: Outcome): void => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
};

/**
 * Writes minutes with a passage for everybody, one kept from the family and one kept from the adopters; the child's words,
 * an action, who came; and the chair's agreement.
 */
const minute = async (
  world: World,
  { council, disruptionId }: CanaryCase,
  who: { readonly worker: string; readonly minuteTaker: string; readonly chair: string },
) => {
  const { canaries } = world;
  const { service } = world.running;
  const form = () => ({ disruptionId, key: randomUUID() });
  const [worker, typist, chair] = await Promise.all(
    [who.worker, who.minuteTaker, who.chair].map((id) => actorOf(world, id)),
  );
  if (!worker || !typist || !chair) throw new Error('Nobody writes');
  const type = async (passageId: string, text: string) => {
    const passage = (await passagesOf(service, typist, disruptionId)).find(({ id }) => id === passageId);
    done(
      await saveMinutes(
        service,
        typist,
        { disruptionId },
        {
          [`text-${passageId}`]: text,
          [`from-${passageId}`]: `${passage?.revision ?? 0}`,
        },
      ),
    );
  };
  const [first] = await passagesOf(service, typist, disruptionId);
  if (first === undefined) throw new Error('No agenda');
  await type(first.id, `They spoke of ${canaries.next(council, 'minutes.everybody')} together.`);
  for (const passage of await passagesOf(service, typist, disruptionId))
    if (passage.isFirst && ['findings', 'lessons'].includes(passage.agendaKey))
      await type(passage.id, 'Support came late.');
  for (const [reader, field] of [
    ['birth-family', 'minutes.keptFromFamily'],
    ['adopters', 'minutes.keptFromAdopters'],
  ] as const) {
    const id = randomUUID();
    done(
      await addPassage(service, typist, { ...form(), id }, { add: first.agendaKey, withheldFrom: [reader] }),
    );
    await type(id, `Only some may read of ${canaries.next(council, field)} here.`);
  }
  const child = await asService(service, (tx) =>
    tx
      .selectFrom('placement_child')
      .innerJoin('disruption', 'disruption.placement_id', 'placement_child.placement_id')
      .where('disruption.id', '=', disruptionId)
      .select('child_id')
      .executeTakeFirstOrThrow(),
  );
  done(
    await saveView(service, worker, form(), {
      childId: child.child_id,
      words: `I miss ${canaries.next(council, 'child.words')} a lot.`,
      whoseWords: 'child',
      way: 'drew',
      agreed: 'everyone',
      how: `With ${canaries.next(council, 'child.how')} drawn`,
      ...date('saidOn', '2026-03-20'),
      withheldFrom: ['birth-family'],
    }),
  );
  done(
    await saveAction(service, typist, form(), {
      what: `Bring ${canaries.next(council, 'action.what')} up to date`,
      owner: `staff:${worker.id}`,
      ...date('dueOn', '2026-05-01'),
    }),
  );
  const came = (await invitedTo(world.running, disruptionId)).map(({ id }) => id);
  done(await saveAttendance(service, typist, form(), { came, read: came }));
  done(
    await agree(service, chair, form(), {
      'unchecked-because': 'They were read out',
      whyNotHeard: 'They had said all they wanted to say',
    }),
  );
  const { id: meetingId } = await asService(service, (tx) =>
    tx.selectFrom('meeting').where('disruption_id', '=', disruptionId).select('id').executeTakeFirstOrThrow(),
  );
  for (const [about, field] of [
    ['account', 'disagreement.account'],
    [`minutes-${meetingId}`, 'disagreement.minutes'],
  ] as const)
    done(
      await saveDisagreement(service, worker, form(), {
        about,
        whose: 'other',
        otherName: 'Somebody else',
        words: `It was not so with ${canaries.next(council, field)} there.`,
        ...date('receivedOn', '2026-03-30'),
        withheldFrom: ['birth-family'],
      }),
    );
  done(await prepareCopies(service, worker, form()));
};

/** Releases every copy that was prepared, by somebody who wrote none of it. */
const release = async (world: World, { disruptionId }: CanaryCase, managerId: string) => {
  const { service } = world.running;
  const copies = await asService(service, (tx) =>
    tx
      .selectFrom('copy')
      .where('disruption_id', '=', disruptionId)
      .select(['id', 'sha256', 'problems'])
      .execute(),
  );
  const actor = await actorOf(world, managerId);
  for (const { id } of copies) await openPreview(service, actor, disruptionId, id);
  // Made-up words are now and then one letter off each other.
  const doubts = await asService(service, (tx) =>
    tx.selectFrom('release_doubt').where('disruption_id', '=', disruptionId).select('id').execute(),
  );
  if (doubts.length > 0)
    done(
      await clearDoubts(
        service,
        actor,
        { disruptionId, key: randomUUID() },
        { doubts: doubts.map(({ id }) => id), because: 'They are other words' },
      ),
    );
  done(
    await releaseCopies(
      service,
      actor,
      { disruptionId, key: randomUUID() },
      {
        copies: copies.map(({ id, sha256 }) => `${id}.${sha256}`),
        confirmed: 'yes',
      },
    ),
  );
  await letHeldGo(world.running);
};

/** Who each address belongs to, as the model names them. */
const recipients = async ({ running, canaries }: World): Promise<ReadonlyMap<string, string>> => {
  const staff = await asService(running.service, (tx) =>
    tx
      .selectFrom('invitation')
      .innerJoin('disruption', 'disruption.id', 'invitation.disruption_id')
      .innerJoin('organisation', 'organisation.id', 'disruption.organisation_id')
      .where('invitation.person_id', 'is not', null)
      .select(['invitation.email', 'organisation.name'])
      .execute(),
  );
  const councils = Map.groupBy(staff, ({ email }) => email);
  return new Map([
    ...[...councils].map(([email, rows]): [string, string] => {
      const names = new Set(rows.map(({ name }) => name.split(' ')[0]));
      return [email, names.size > 1 ? 'both staff' : `${[...names][0]} staff`];
    }),
    ...canaries.all
      .filter(({ field }) => field.endsWith('.phone'))
      .map(({ word, field, council }): [string, string] => [
        `+44${word.slice(1)}`,
        `${council} ${field.replace('.phone', '')}`,
      ]),
    ...canaries.all
      .filter(({ field }) => field.endsWith('.email'))
      .map(({ word, field, council }): [string, string] => [
        `${word.toLowerCase()}@family.example`,
        `${council} ${field.replace('.email', '')}`,
      ]),
  ]);
};

/** Sends all mail that waits, in both ways, and keeps what the mail server and GOV.UK Notify are handed. */
export const deliver = async (world: World) => {
  const { running } = world;
  const { clock } = running.service;
  const mailbox = await startTestMailbox();
  const server = await startNotifyServer({ clock });
  const from = 'Somewhere <no-reply@service.example>';
  const smtp = createMailer({ smtpUrl: mailbox.smtpUrl, from });
  const notify = createNotify({ ...notifySettings, url: server.url, clock, onTaken: async () => {} });
  const mailer: Mailer = {
    send: async (message) => {
      await notify.mailer.send(message);
      return smtp.send(message);
    },
    close: smtp.close,
  };
  try {
    await runOnce({
      connectionString: running.databaseUrl,
      taskList: {
        ...deliveryJobs(running.service, { mailer, texter: notify.texter, from }),
        ...noticeJobs(running.service, { mailer }),
      },
      logger: new Logger(() => (_level, message) => {
        world.artefacts.push({ viewer: 'log', what: 'log of jobs', bytes: Buffer.from(message) });
      }),
      noHandleSignals: true,
    });
  } finally {
    mailer.close();
    await mailbox.stop();
    await server.stop();
  }
  const viewers = await recipients(world);
  assert.equal(server.taken.filter(({ type }) => type === 'email').length, mailbox.received.length);
  for (const { to, raw } of [...mailbox.received, ...server.taken])
    world.artefacts.push({
      viewer: `mail to ${viewers.get(to) ?? to}`,
      what: `mail to ${to}`,
      bytes: Buffer.from(raw),
    });
};

/** Every page of a case that there is a link to on its page, as somebody who may or may not open it. */
const readCase = async (one: Visitor, { path }: CanaryCase) => {
  const pages = [
    '',
    '/invitations',
    '/meeting',
    '/minutes',
    '/minutes/revisions',
    '/copies',
    '/views',
    '/child-voice',
    '/pauses',
    '/people',
    '/people/add',
    '/restriction',
    '/correct',
    '/decision',
    '/actions/new',
    '/outcome',
    '/version',
    '/identities',
    '/meeting/cancel',
    '/disagreements',
  ];
  for (const page of pages) await one.get(`${path}${page}`);
  for (const [, id] of (await one.get(path)).body.matchAll(/disagreements\?sent=([0-9a-f-]{36})/g))
    await one.get(`${path}/disagreements?sent=${id}`);
  const copies = [...(await one.get(`${path}/copies`)).body.matchAll(/\/copies\/([0-9a-f-]{36})/g)];
  for (const id of new Set(copies.map(([, id = '']) => id))) {
    await one.get(`${path}/copies/${id}`);
    await one.get(`${path}/copies/${id}.pdf`);
  }
};

/** Pages that are about no one case. */
const elsewhere = [
  '/',
  '/account',
  '/panel',
  '/opened-cases',
  '/open-a-case',
  '/disruptions/new',
  '/placements/new?kind=adoptive',
  '/people',
  '/teams',
  '/organisation',
  '/people/import',
  '/directory',
  '/audit',
  '/audit.csv',
  '/audit.json',
  '/subject-access',
  '/retention',
  '/retention/schedule',
  '/procedures',
  '/health',
  '/accessibility-statement',
  '/nowhere',
];

/** The whole of two cases, from the placement to the copies, and then everybody who looks, at all they can ask for. */
export const walk = async (world: World): Promise<void> => {
  const { running } = world;
  const { people } = running.example;
  const second = await addSecondCouncil(world);
  const amina = await world.staff('Derby staff', emailOfStaff('amina'));
  const outsider = await world.staff('Nottingham staff', emailOfStaff('outsider'));
  const posts = { agency: people.agency, panel: people.panel };
  const derby = await record(world, amina, 'Derby', { ...posts, iro: people.iro });
  const nottingham = await record(world, outsider, 'Nottingham', { ...posts, iro: second.iro });
  await convene(world, amina, derby, { chair: people.chair, minuteTaker: people.minutes });
  await convene(world, outsider, nottingham, { chair: second.chair, minuteTaker: second.minuteTaker });
  for (const one of [derby, nottingham]) await hearGuests(world, one);
  await deliver(world);
  running.time.now = new Date('2026-03-31T12:00:00Z');
  await minute(world, derby, { worker: people.amina, minuteTaker: people.minutes, chair: people.chair });
  await minute(world, nottingham, {
    worker: people.outsider,
    minuteTaker: second.minuteTaker,
    chair: second.chair,
  });
  await release(world, derby, people.gareth);
  await release(world, nottingham, second.chair);
  await deliver(world);
  for (const one of [derby, nottingham]) await readOwnCopies(world, one);
  await changeWhoMayOpen(world, derby, await world.staff('Derby staff', emailOfStaff('amina')));
  await deliver(world);
  await answerRequests(world, derby);
  for (const [viewer, key] of [
    ['Derby staff', 'amina'],
    ['Derby staff', 'gareth'],
    ['Derby staff', 'iro'],
    ['Derby staff', 'minutes'],
    ['Derby staff', 'chair'],
    ['Nottingham staff', 'outsider'],
    ['both staff', 'agency'],
    ['panel', 'panel'],
    ['Derby staff', 'otherteam'],
    ['Derby staff', 'former'],
    ['other council', 'chair2'],
    ['administrator', 'admin'],
    ['governance', 'governance'],
    ['guardian', 'guardian'],
    ['Derby records', 'records'],
  ] as const) {
    const one = await world.staff(key === 'chair2' ? 'Nottingham staff' : viewer, emailOfStaff(key));
    for (const page of elsewhere) await one.get(page);
    await readCase(one, derby);
    await readCase(one, nottingham);
    if (key === 'panel')
      for (const [, id] of (await one.get('/panel')).body.matchAll(/panel\/copies\/([0-9a-f-]{36})/g)) {
        await one.get(`/panel/copies/${id}`);
        await one.get(`/panel/copies/${id}/minutes.pdf`);
      }
  }
  const nobody = world.visitor('nobody');
  for (const page of [...elsewhere, derby.path, '/private', '/private/meeting', '/sign-in'])
    await nobody.get(page);
};

/** A colleague is put on the case, and another opens it who is not on it; each with a reason that names nobody else. */
const changeWhoMayOpen = async (
  world: World,
  { council, disruptionId, path }: CanaryCase,
  worker: Visitor,
) => {
  const { running, canaries } = world;
  await worker.get(`${path}/people/add`);
  insist(
    'putting on',
    await worker.post(`${path}/people/add`, {
      email: emailOfStaff('otherteam'),
      capacity: 'team-manager',
      reason: `Covers while ${canaries.next(council, 'people.reason')} is away`,
    }),
  );
  const { reference } = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').where('id', '=', disruptionId).select('reference').executeTakeFirstOrThrow(),
  );
  const opener = await world.staff(`${council} staff`, emailOfStaff('former'));
  await opener.get('/open-a-case');
  insist(
    'opening',
    await opener.post('/open-a-case', {
      reference,
      reason: `The night team asked about ${canaries.next(council, 'opening.reason')} just now`,
    }),
  );
  await readCase(opener, { council, disruptionId, path });
  const manager = await world.staff(`${council} who opened the vault`, emailOfStaff('gareth'));
  await manager.get(`${path}/identities`);
  await manager.post(`${path}/identities`, {
    reason: `To send on ${canaries.next(council, 'vault.reason')} today`,
  });
};

/** Each guest opens their newest link, and reads and keeps their copy. */
const readOwnCopies = async (world: World, one: CanaryCase) => {
  for (const { key, viewer, id } of await guestsOf(world, one)) {
    const guest = await enterWith(world, viewer, id);
    const { body } = await guest.get('/private/meeting');
    for (const [, copyId] of body.matchAll(/private\/copies\/([0-9a-f-]{36})/g)) {
      await guest.get(`/private/copies/${copyId}`);
      await guest.get(`/private/copies/${copyId}/minutes.pdf`);
      await guest.get(`/private/copies/${copyId}`);
      await guest.post(`/private/copies/${copyId}/disagreement`, {
        disagreement: `I do not agree about ${world.canaries.next(one.council, `${key}.disagreement`)}`,
      });
      await guest.get(`/private/copies/${copyId}`);
    }
    await guest.post('/private/finish');
    await guest.get('/private/meeting');
  }
};
