import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { buildApp, serviceFrom } from '../src/app.ts';
import { asService, type Database } from '../src/database/connection.ts';
import { addPeople as addStaff } from '../src/database/people.ts';
import { testConfig } from './app.ts';
import { identityProvidersFile } from './identity-providers-file.ts';

type Issuer = { readonly url: string; readonly clientId: string; readonly clientSecret: string };
type Council = Issuer & {
  readonly name: string;
  readonly domains: readonly string[];
  readonly organisation?: string;
};

type Options = {
  readonly db: Database;
  readonly publicUrl?: string;
  readonly issuer?: Issuer;
  readonly councils?: readonly Council[];
  readonly clock?: () => Date;
};

/** The service as a demonstration, with an issuer as one council has it, or with councils as several share it. */
export const startSignInApp = ({
  db,
  publicUrl = 'http://127.0.0.1:3999',
  issuer,
  councils = issuer ? [{ ...issuer, name: 'The council', domains: ['example.org'] }] : [],
  clock,
}: Options): Promise<FastifyInstance> => {
  const config = testConfig({
    PUBLIC_URL: publicUrl,
    ...(councils.length > 0 && {
      IDENTITY_PROVIDERS: identityProvidersFile(
        councils.map(({ url, clientId, clientSecret, name, domains, organisation }) => ({
          name,
          domains,
          organisation,
          issuer: url,
          clientId,
          clientSecret,
        })),
      ),
      SMTP_URL: 'smtps://mail.example',
      MAIL_FROM: 'disruption@example.org',
    }),
  });
  return buildApp(config, serviceFrom(config, db, clock));
};

/** Whose name a page has at its top: the person signed in. */
export const nameOn = (page: string): string | undefined => /href="\/account">([^<]+)</.exec(page)?.[1];

/** Each organisation with its people: the name, the post. */
const example: Readonly<Record<string, readonly (readonly [name: string, post: string])[]>> = {
  'Derby City Council': [
    ['Amina Hussain', 'social-worker'],
    ['Gareth Pugh', 'team-manager'],
  ],
  'Derbyshire County Council': [['Ruth Barlow', 'independent-chair']],
  'Nottingham City Council': [['Tomasz Nowak', 'iro']],
  'Nottinghamshire County Council': [['Joy Okafor', 'panel-advisor']],
  'Adoption East Midlands': [['Priya Shah', 'adopters-social-worker']],
};

/** A few people to sign in as, each at first.last@example.org. */
export const addPeople = (db: Database): Promise<void> =>
  asService({ db }, async (tx) => {
    for (const [name, people] of Object.entries(example)) {
      const id = randomUUID();
      const kind = name.endsWith('Council') ? 'council' : 'regional-agency';
      await tx.insertInto('organisation').values({ id, name, kind, colour: '#00583d' }).execute();
      for (const [person, post] of people)
        await addStaff(tx, [
          { id: randomUUID(), organisationId: id, name: person, email: emailOf(person), post },
        ]);
    }
  });

/** The example address of somebody: "amina.hussain@example.org". */
export const emailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@example.org`;
