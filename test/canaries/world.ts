import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { asService } from '../../src/database/connection.ts';
import { addPeople } from '../../src/database/people.ts';
import { linkToken, oneTimeCode } from '../../src/database/private-secrets.ts';
import { typedDate } from '../../src/web/typed.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { csrfTokenIn, openBrowser, signInAs } from '../identity-provider.ts';
import { type Canaries, startCanaries } from './words.ts';

/** Something that left the service: who it went to, what it is, and every byte of it. */
export type Artefact = { readonly viewer: string; readonly what: string; readonly bytes: Buffer };

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Fields as a form has them, those with several values once for each. */
const listed = (fields: Fields): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  );

/** The people of one council who work on its case, and where its family lives in the service. */
export type CanaryCase = { readonly council: string; readonly disruptionId: string; readonly path: string };

const bytesOf = (answer: {
  readonly statusCode: number;
  readonly headers: Record<string, unknown>;
  readonly rawPayload: Buffer;
}): Buffer =>
  Buffer.concat([
    // The address asked for was typed by the person who asks; what the service answers counts.
    Buffer.from(`${answer.statusCode}\r\n${JSON.stringify(answer.headers)}\r\n\r\n`),
    answer.rawPayload,
  ]);

/** The running service with every byte that leaves it kept, and words handed out to be put into it. */
export const startWorld = async () => {
  const running = await startTestApp();
  const artefacts: Artefact[] = [];
  const canaries = startCanaries();

  /** The service as one viewer meets it: what it answers them is kept. */
  const watched = (viewer: string): FastifyInstance =>
    new Proxy(running.app, {
      get: (app, name) => {
        if (name !== 'inject') return Reflect.get(app, name);
        return async (asked: { method?: string; url: string }) => {
          const answer = await app.inject(asked as never);
          artefacts.push({
            viewer,
            what: `${asked.method ?? 'GET'} ${asked.url}`,
            bytes: bytesOf(answer as never),
          });
          return answer;
        };
      },
    });

  const visitor = (viewer: string, cookies: Readonly<Record<string, string>> = {}) => {
    const browser = openBrowser(watched(viewer));
    Object.assign(browser.cookies, cookies);
    let page = '';
    const ask = async (path: string, fields?: URLSearchParams | FormData) => {
      const answer = await browser.ask(path, fields);
      if (answer.body.includes('name="_csrf"')) page = answer.body;
      return { ...answer, location: answer.location && answer.location.pathname + answer.location.search };
    };
    return {
      get: (path: string) => ask(path),
      /** Sends a form of the last page that had one; one with a file as browsers send it. */
      post: (path: string, fields: Fields | FormData = {}) => {
        const sent = fields instanceof FormData ? fields : listed(fields);
        for (const [name, value] of [
          ['_csrf', csrfTokenIn(page)],
          ['_key', randomUUID()],
        ] as const)
          if (!sent.has(name)) sent.set(name, value);
        return ask(path, sent);
      },
      lastPage: () => page,
    };
  };

  /** Somebody of the staff, signed in; their sign-in pages are nobody's in particular. */
  const staff = async (viewer: string, email: string) => {
    const cookies = await signInAs(watched('sign-in'), email);
    const one = visitor(viewer, cookies);
    await one.get('/account');
    return one;
  };

  return { running, artefacts, canaries, visitor, staff, stop: running.stop };
};

export type World = Awaited<ReturnType<typeof startWorld>>;
export type Visitor = ReturnType<World['visitor']>;

/** A second council with a social worker, a manager, a reviewing officer and a chair of its own. */
export const addSecondCouncil = async ({ running }: World) => {
  const { outsider, chair2 } = running.example.people;
  const { organisationId } = running.example.actors.outsider;
  const iro = randomUUID();
  const minuteTaker = randomUUID();
  await asService(running.service, async (tx) => {
    await addPeople(tx, [
      { id: iro, organisationId, name: 'Isla Reviewer', email: 'isla@nottingham.example', post: 'iro' },
      {
        id: minuteTaker,
        organisationId,
        name: 'Otis Minutes',
        email: 'otis@nottingham.example',
        post: 'minute-taker',
      },
    ]);
  });
  return { socialWorker: outsider, chair: chair2, iro, minuteTaker };
};

/** The fields of a placement's form, every one with a word of its own. */
export const placementForm = (
  canaries: Canaries,
  council: string,
  posts: { readonly agency: string; readonly iro: string; readonly panel: string },
): Record<string, string> => {
  const word = (field: string) => canaries.next(council, field);
  const email = (field: string) => `${canaries.next(council, field).toLowerCase()}@family.example`;
  return {
    kind: 'adoptive',
    'children-0-givenName': word('child.givenName'),
    'children-0-familyName': word('child.familyName'),
    ...(typedDate('children-0-bornOn', '2019-02-03') as Record<string, string>),
    'children-0-caseNumber': word('child.caseNumber'),
    ...(typedDate('introductionsOn', '2025-10-20') as Record<string, string>),
    ...(typedDate('startedOn', '2025-11-03') as Record<string, string>),
    'carers-0-name': `${word('adopter-1.name')} ${word('adopters.familyName')}`,
    'carers-0-email': email('adopter-1.email'),
    'carers-0-phone': canaries.phone(council, 'adopter-1.phone'),
    'carers-0-address': `7 ${word('adopter-1.address')} Row, Belper, DQ56 1AA`,
    'carers-1-name': `${word('adopter-2.name')} Other`,
    'carers-1-email': email('adopter-2.email'),
    'carers-1-phone': canaries.phone(council, 'adopter-2.phone'),
    'carers-1-address': `9 ${word('adopter-2.address')} Close, Belper, DQ56 1AB`,
    familySource: 'regional-agency',
    adoptersSocialWorkerId: posts.agency,
    iroId: posts.iro,
    panelAdvisorId: posts.panel,
    'currentCarers-0-name': `${word('carer-1.name')} Smith`,
    'currentCarers-0-email': email('carer-1.email'),
    'currentCarers-1-name': `${word('carer-2.name')} Jones`,
    'currentCarers-1-email': email('carer-2.email'),
    'family-0-name': `${word('mother.name')} Brown`,
    'family-0-email': email('mother.email'),
  };
};

type Invited = {
  readonly id: string;
  readonly source: string;
  readonly capacity: string;
  readonly name: string;
};

/** Whom a case's meeting has invited. */
export const invitedTo = ({ service }: TestApp, disruptionId: string): Promise<readonly Invited[]> =>
  asService(service, (tx) =>
    tx
      .selectFrom('invitation')
      .where('disruption_id', '=', disruptionId)
      .orderBy('position')
      .select(['id', 'source', 'capacity', 'name'])
      .execute(),
  );

/** Somebody invited, who opens their newest link and types in their code. */
export const enterWith = async (world: World, viewer: string, invitationId: string): Promise<Visitor> => {
  const { service } = world.running;
  const linkId = await asService(service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitationId)
      .where(sql`content ->> 'linkId'`, 'is not', null)
      .orderBy('queued_at', 'desc')
      .select(sql<string>`content ->> 'linkId'`.as('linkId'))
      .executeTakeFirstOrThrow(),
  );
  const guest = world.visitor(viewer);
  await guest.get(`/private/${linkToken(service.secretKey, linkId.linkId)}`);
  await guest.get('/private');
  await guest.post('/private/code');
  await guest.get('/private/code');
  const code = await asService(service, (tx) =>
    tx
      .selectFrom('guest_code')
      .innerJoin('guest_link', 'guest_link.id', 'guest_code.link_id')
      .where('invitation_id', '=', invitationId)
      .orderBy('created_at', 'desc')
      .select('guest_code.id')
      .executeTakeFirstOrThrow(),
  );
  const answer = await guest.post('/private/code/check', { code: oneTimeCode(service.secretKey, code.id) });
  if (answer.location !== '/private/meeting') throw new Error(`${viewer} was not let in: ${answer.status}`);
  await guest.get('/private/meeting');
  return guest;
};
