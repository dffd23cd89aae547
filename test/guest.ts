import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { asService } from '../src/database/connection.ts';
import { linkToken, oneTimeCode } from '../src/database/private-secrets.ts';
import type { TestApp } from './app.ts';
import { family } from './example-case.ts';
import { csrfTokenIn, openBrowser } from './identity-provider.ts';
import { conveneExample, recordExample } from './recorded.ts';

/**
 * The example meeting with the mother invited, who may not know the place, and one carer asked to write. Answers the
 * disruption's id.
 */
export const inviteFamily = async (running: TestApp): Promise<string> => {
  const id = await recordExample(running);
  const contacts = await asService(running.service, (tx) =>
    tx.selectFrom('contact').select(['id', 'name']).execute(),
  );
  const source = (name: string) => `contact-${contacts.find((contact) => contact.name === name)?.id}`;
  await conveneExample(running, id, {
    [`choice-${source(family.mother.name)}`]: 'attend',
    [`reason-${source(family.mother.name)}`]: 'She asked to be heard',
    [`choice-${source(family.carers[1].name)}`]: 'contribute',
    videoLink: 'https://video.example/room-77',
  });
  return id;
};

/** The invitation of somebody, by their name. */
export const invitationOf = ({ service }: TestApp, name: string) =>
  asService(service, (tx) =>
    tx
      .selectFrom('invitation')
      .innerJoin('meeting', 'meeting.id', 'invitation.meeting_id')
      .where('name', '=', name)
      .orderBy('meeting.convened_at', 'desc')
      .selectAll('invitation')
      .executeTakeFirstOrThrow(),
  );

/** The private link in the newest message to somebody that has one, as the message has it. */
export const linkOf = async (running: TestApp, name: string): Promise<string> => {
  const { id } = await invitationOf(running, name);
  const message = await asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', id)
      .where(sql`content ->> 'linkId'`, 'is not', null)
      .orderBy('queued_at', 'desc')
      .select(sql<string>`content ->> 'linkId'`.as('linkId'))
      .executeTakeFirstOrThrow(),
  );
  return `${running.service.publicUrl}/private/${linkToken(running.service.secretKey, message.linkId)}`;
};

/** The newest code sent to somebody. */
export const codeOf = async (running: TestApp, name: string): Promise<string> => {
  const { id } = await invitationOf(running, name);
  const code = await asService(running.service, (tx) =>
    tx
      .selectFrom('guest_code')
      .innerJoin('guest_link', 'guest_link.id', 'guest_code.link_id')
      .where('invitation_id', '=', id)
      .orderBy('created_at', 'desc')
      .select('guest_code.id')
      .executeTakeFirstOrThrow(),
  );
  return oneTimeCode(running.service.secretKey, code.id);
};

/** Somebody with a browser of their own and no account. */
export const openGuest = (running: TestApp) => {
  const browser = openBrowser(running.app);
  let page = '';
  const ask = async (path: string, fields?: Readonly<Record<string, string>> | FormData) => {
    const answer = await browser.ask(
      new URL(path, 'http://service.test').pathname + new URL(path, 'http://service.test').search,
      fields,
    );
    if (answer.body.includes('name="_csrf"')) page = answer.body;
    return { ...answer, location: answer.location && answer.location.pathname + answer.location.search };
  };
  return {
    cookies: browser.cookies,
    get: (path: string) => ask(path),
    /** Sends a form of the last page that had one. */
    post: (
      path: string,
      fields: Readonly<Record<string, string>> | FormData = {},
      key: string = randomUUID(),
    ) => {
      const ours = { _csrf: csrfTokenIn(page), _key: key };
      if (!(fields instanceof FormData)) return ask(path, { ...ours, ...fields });
      for (const [name, value] of Object.entries(ours)) fields.set(name, value);
      return ask(path, fields);
    },
  };
};

export type GuestVisitor = ReturnType<typeof openGuest>;

/** Somebody who has opened their link and typed in their code. */
export const enterAs = async (running: TestApp, name: string): Promise<GuestVisitor> => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, name));
  await guest.get('/private');
  await guest.post('/private/code');
  await guest.get('/private/code');
  const answer = await guest.post('/private/code/check', { code: await codeOf(running, name) });
  if (answer.location !== '/private/meeting') throw new Error(`${name} was not let in: ${answer.status}`);
  await guest.get('/private/meeting');
  return guest;
};
