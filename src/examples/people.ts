import { addDays, type PlainDate } from '../domain/dates.ts';
import { uuidOf } from './chance.ts';

type Key = 'derby' | 'derbyshire' | 'nottingham' | 'nottinghamshire' | 'agency';

/**
 * All four councils work by Derby City's procedure for adoptive placements here, and by the guidance of 2017 for all
 * others: the only ones there are so far.
 */
export const exampleProcedures: readonly string[] = [
  'derby-city/adoption',
  'guidance-2017/disruption-meetings',
];

const region = 'East Midlands';
const council = (name: string, colour: string) => ({ name, kind: 'council' as const, colour, region });

const organisations = {
  derby: council('Derby City Council', '#00583d'),
  derbyshire: council('Derbyshire County Council', '#4c2c69'),
  nottingham: council('Nottingham City Council', '#7a1f2b'),
  nottinghamshire: council('Nottinghamshire County Council', '#1d3f72'),
  agency: {
    name: 'Adoption East Midlands',
    kind: 'regional-agency' as const,
    colour: '#6b3f12',
    region,
  },
} as const satisfies Record<Key, unknown>;

/** Invented staff, by organisation and post. */
const staff: Readonly<Record<Key, Readonly<Record<string, readonly string[]>>>> = {
  derby: {
    'social-worker': [
      ...['Amina Hussain', 'Callum Reid', 'Ewa Zielińska', 'Marcus Bell'],
      ...['Shanice Pryce', 'Dilan Aydın', 'Hannah Frith', 'Rajan Mistry'],
    ],
    'team-manager': ['Gareth Pugh', 'Nadia Rahman'],
    'service-manager': ['Helen Marsh'],
    iro: ['Tomasz Nowak', 'Beverley Anand'],
    'independent-chair': ['Patrick Boyle'],
    'minute-taker': ['Bilal Khan'],
    'supervising-social-worker': ['Iona Blakely'],
    'personal-adviser': ['Kwame Ofori'],
    administrator: ['Wendy Clarke'],
    'information-governance': ['Leonard Hughes'],
    'caldicott-guardian': ['Miriam Goldberg'],
    'records-officer': ['Tess Akintola', 'Noor Whitfield'],
  },
  derbyshire: {
    'social-worker': [
      ...[
        'Sinéad Doyle',
        'Oluwaseun Bako',
        'Kirsten Hallam',
        'Li Wei Zhou',
        'Anthony Crabtree',
        'Farah Siddiqui',
      ],
      ...['Megan Thirlwell', 'Joseph Mbeki', 'Lauren Ashdown', 'Petra Novák', 'Rhys Bevan'],
    ],
    'team-manager': ['Denise Okoro'],
    'service-manager': ['Alan Wragg'],
    iro: ['Catherine Swift', 'Harpreet Gill'],
    'independent-chair': ['Ruth Barlow', 'Mei-Ling Tan'],
    'minute-taker': ['Jordan Sowter'],
    administrator: ['Pauline Yates'],
    'information-governance': ['Vikram Nair'],
    'caldicott-guardian': ['Ola Brzeska'],
  },
  nottingham: {
    'social-worker': [
      ...['Chidi Eze', 'Rebecca Lomas', 'Yusuf Demir', 'Alicia Fonseca', 'Graham Tyler'],
      ...['Zainab Malik', 'Owen Prosser', 'Katarzyna Wójcik', 'Delroy Samuels'],
    ],
    'team-manager': ['Colin Frost', 'Maria Petrou'],
    'service-manager': ['Ngozi Achebe'],
    iro: ['Stephen Ludlow', 'Parveen Akhtar'],
    'independent-chair': ['Simon Vale'],
    'minute-taker': ['Tilly Hargreave'],
    administrator: ['Curtis Lowe'],
    'information-governance': ['Salma Karim'],
    'caldicott-guardian': ['Enid Fairweather'],
  },
  nottinghamshire: {
    'social-worker': [
      ...['Adaeze Nwosu', 'Bethany Crewe', 'Imran Qureshi', 'Sofia Marino', 'Liam Gascoyne'],
      ...['Nisha Varma', 'Edward Plumtree', 'Agnieszka Lis', 'Tariq Aziz Shah', 'Morag Sinclair'],
    ],
    'team-manager': ['Lorraine Whitby'],
    'service-manager': ['Dev Chatterjee'],
    iro: ['Isobel Kerr', 'Samuel Adjei'],
    'independent-chair': ['Joanna Kowalczyk', 'Winston Grant'],
    'minute-taker': ['Freya Mellors'],
    administrator: ['Gwen Radley'],
    'information-governance': ['Hamish Orr'],
    'caldicott-guardian': ['Noor Jahan'],
  },
  agency: {
    'adopters-social-worker': [
      ...['Priya Shah', 'Naomi Whitlock', 'Emeka Obi', 'Carys Vaughan', 'Jasmin Haddad', 'Peter Lindgren'],
    ],
    'panel-advisor': ['Joy Okafor', 'Martin Selby', 'Anjali Rao', 'Fiona Drummond'],
    'team-manager': ['Olu Adeyemi'],
    administrator: ['Bea Thornhill'],
    'information-governance': ['Ravi Solanki'],
  },
};

/** Two teams each; where there is one team manager, they manage both. */
const teams: Readonly<Record<Key, readonly string[]>> = {
  derby: ['Permanence Team', 'Children in Care Team'],
  derbyshire: ['Permanence Team North', 'Permanence Team South'],
  nottingham: ['Fostering and Permanence Team', 'Court Team'],
  nottinghamshire: ['Permanence Team East', 'Permanence Team West'],
  agency: ['Family Finding Team', 'Adoption Support Team'],
};
const teamId = (key: string, name: string | undefined): string => uuidOf(`team ${key} ${name}`);
/** Those who are in teams: a social worker in that of their line manager. */
const inTeams: readonly string[] = ['social-worker', 'adopters-social-worker', 'team-manager'];

/** Whom the demonstration offers to sign in as; everybody else is there so that the work is spread as in life. */
const offered: ReadonlySet<string> = new Set([
  ...['Amina Hussain', 'Gareth Pugh', 'Helen Marsh', 'Tomasz Nowak', 'Bilal Khan', 'Wendy Clarke'],
  ...['Iona Blakely', 'Kwame Ofori', 'Leonard Hughes', 'Miriam Goldberg', 'Tess Akintola'],
  ...[
    'Sinéad Doyle',
    'Ruth Barlow',
    'Simon Vale',
    'Chidi Eze',
    'Joanna Kowalczyk',
    'Priya Shah',
    'Joy Okafor',
  ],
]);

export type ExamplePerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly post: string;
  readonly posts: readonly string[];
  readonly authenticatedAt: Date;
  readonly organisationId: string;
  readonly teamId: string | null;
};

const plain = (text: string): string =>
  text.replaceAll('ı', 'i').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export const exampleOrganisations = Object.entries(organisations).map(([key, organisation]) => ({
  id: uuidOf(`organisation ${key}`),
  ...organisation,
}));

export const exampleTeams = Object.entries(teams).flatMap(([key, names]) =>
  names.map((name) => ({
    id: teamId(key, name),
    organisation_id: uuidOf(`organisation ${key}`),
    name,
  })),
);

/** Addresses of example.net's kind, reserved by RFC 2606: nothing sent there reaches anybody. */
const peopleIn = (key: Key, byPost: Readonly<Record<string, readonly string[]>>): ExamplePerson[] =>
  Object.entries(byPost).flatMap(([post, names]) =>
    names.map((name, index) => {
      const email = `${plain(name).replaceAll(' ', '.')}@${key}.example`;
      return {
        id: uuidOf(`person ${email}`),
        name,
        email,
        post,
        posts: [post],
        // What they do in the examples, they do just after signing in.
        authenticatedAt: new Date('9999-12-31'),
        organisationId: uuidOf(`organisation ${key}`),
        teamId: inTeams.includes(post) ? teamId(key, teams[key][index % 2]) : null,
      };
    }),
  );

export const examplePeople: readonly ExamplePerson[] = Object.entries(staff).flatMap(([key, byPost]) =>
  peopleIn(key as Key, byPost),
);

/** E-mail addresses of the people whom the demonstration offers to sign in as. */
export const demonstrationPeople: ReadonlySet<string> = new Set(
  examplePeople.filter(({ name }) => offered.has(name)).map(({ email }) => email),
);

/** The people of one council, or of the agency, in a post. */
export const inPost = (organisationId: string, post: string): readonly ExamplePerson[] =>
  examplePeople.filter((person) => person.organisationId === organisationId && person.post === post);

/** The person of that name. Throws when nobody has it. */
export const named = (name: string): ExamplePerson => {
  const person = examplePeople.find((one) => one.name === name);
  if (person === undefined) throw new Error(`No example person is called ${name}`);
  return person;
};

const LONG_AGO = '2019-04-01';
/** Days ago that Colin Frost left Derby for Nottingham: those whose line he was in still may not have him as chair. */
const COLIN_LEFT = 150;

/** Who managed whom, and when: each social worker a team manager, each team manager a service manager. */
export const lineManagementOn = (today: PlainDate) => {
  const link = (person: ExamplePerson, manager: ExamplePerson | undefined, from_on = LONG_AGO) =>
    manager === undefined ? [] : [{ person_id: person.id, manager_id: manager.id, from_on, until_on: null }];
  const colin = named('Colin Frost');
  const gareth = named('Gareth Pugh');
  const moved = inPost(gareth.organisationId, 'social-worker').filter((_, index) => index % 2 === 0);
  const now = exampleOrganisations.flatMap(({ id }) => {
    const managers = inPost(id, 'team-manager');
    const workers = [...inPost(id, 'social-worker'), ...inPost(id, 'adopters-social-worker')];
    const [above] = inPost(id, 'service-manager');
    return [
      ...workers.flatMap((worker, index) => {
        const manager = managers[index % managers.length];
        return link(worker, manager, moved.includes(worker) ? addDays(today, 1 - COLIN_LEFT) : LONG_AGO);
      }),
      ...managers.flatMap((manager) =>
        link(manager, above, manager === colin ? addDays(today, 1 - COLIN_LEFT) : LONG_AGO),
      ),
    ];
  });
  const before = moved.map((worker) => ({
    person_id: worker.id,
    manager_id: colin.id,
    from_on: LONG_AGO,
    until_on: addDays(today, -COLIN_LEFT),
  }));
  return [...before, ...now];
};

/** Teams that somebody manages or managed beside the one they are in: the other of the only manager, and Colin's at Derby. */
export const otherTeamPostsOn = (today: PlainDate) => {
  const managing = (person: ExamplePerson, team: (typeof exampleTeams)[number] | undefined) =>
    team === undefined
      ? []
      : [
          {
            id: uuidOf(`post ${person.email} ${team.id}`),
            organisation_id: team.organisation_id,
            person_id: person.id,
            post: 'team-manager',
            team_id: team.id,
          },
        ];
  const both = exampleOrganisations.flatMap(({ id }) => {
    const [only, ...more] = inPost(id, 'team-manager');
    const [, other] = exampleTeams.filter((team) => team.organisation_id === id);
    return only === undefined || more.length > 0 ? [] : managing(only, other);
  });
  const { teamId: atDerby } = named('Gareth Pugh');
  const before = managing(
    named('Colin Frost'),
    exampleTeams.find(({ id }) => id === atDerby),
  );
  return [...both, ...before.map((post) => ({ ...post, until_on: addDays(today, -COLIN_LEFT) }))];
};
