import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import { postcodeKey } from '../../database/private-secrets.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { refused } from '../../domain/result.ts';
import {
  administratorNeeded,
  detailsProblems,
  endOn,
  giveManager,
  givePost,
  recordLeaving,
} from '../../domain/staffing.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import { bringBack, endEmployment } from '../leavers.ts';
import type { FormByPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import {
  addPersonView,
  detailsView,
  endView,
  leavingView,
  managerView,
  postView,
  returnView,
} from './change-person.view.ts';
import {
  findPerson,
  insertManagers,
  insertPeople,
  insertPosts,
  isLastAdministrator,
  listTeams,
  managementIn,
  type PersonRecord,
  personWith,
  saveDetails,
  saveManagerEnd,
  savePostEnd,
  type Team,
} from './store.ts';

type Id = { readonly id: string };

const personFor = async (tx: Transaction, { organisationId }: Actor, { id }: Id): Promise<PersonRecord> => {
  const person = isUuid(id) ? await findPerson(tx, organisationId, id) : undefined;
  if (person === undefined) throw notThere();
  return person;
};

/** Those teams that go on, to choose from; a team of another organisation cannot be chosen. */
const teamsToChoose = async (tx: Transaction, { organisationId }: Actor): Promise<readonly Team[]> =>
  (await listTeams(tx, organisationId)).filter(({ until }) => until === null);

const readTeam = (typed: Typed, teams: readonly Team[]): string | null =>
  teams.find(({ id }) => id === readText(typed, 'teamId'))?.id ?? null;

/** The postcode somebody lives in, as what can only be compared; undefined when it was left as it is. */
const readPostcode = ({ secretKey }: Service, typed: Typed): Buffer | undefined => {
  const postcode = readText(typed, 'homePostcode');
  return postcode === '' ? undefined : postcodeKey(secretKey, postcode);
};

const act = 'administer-people' as const;

/** Adds somebody who works here, in a post from a day on. */
export const addPersonForm = (service: Service): FormByPost<unknown, readonly Team[]> => ({
  act,
  load: (tx, { actor }) => teamsToChoose(tx, actor),
  show: addPersonView,
  save: async (tx, { actor, typed }) => {
    const details = { name: readText(typed, 'name'), email: readText(typed, 'email') };
    const isTaken = (await personWith(tx, actor.organisationId, details.email)) !== undefined;
    const from = readDate(typed, 'from');
    const post = givePost(
      {
        post: readText(typed, 'post'),
        teamId: readTeam(typed, await teamsToChoose(tx, actor)),
        from,
        until: null,
      },
      [],
    );
    const problems = [...detailsProblems(details, { isTaken }), ...(post.ok ? [] : post.problems)];
    if (problems.length > 0 || !post.ok) return insist(refused(problems));
    const id = randomUUID();
    const { organisationId } = actor;
    await insertPeople(tx, [{ ...details, id, organisationId, joinedOn: from }]);
    await insertPosts(tx, [{ ...post.value, personId: id, organisationId }]);
    const homePostcodeKey = readPostcode(service, typed);
    if (homePostcodeKey) await saveDetails(tx, id, { ...details, homePostcodeKey });
    return `/people/${id}`;
  },
});

export const detailsForm = (service: Service): FormByPost<Id, PersonRecord> => ({
  act,
  load: (tx, { actor, params }) => personFor(tx, actor, params),
  show: detailsView,
  save: async (tx, { actor, params, typed }) => {
    const person = await personFor(tx, actor, params);
    const details = { name: readText(typed, 'name'), email: readText(typed, 'email') };
    const other = await personWith(tx, actor.organisationId, details.email);
    const problems = detailsProblems(details, { isTaken: other !== undefined && other.id !== person.id });
    if (problems.length > 0) return insist(refused(problems));
    const homePostcodeKey = readText(typed, 'forget') === 'yes' ? null : readPostcode(service, typed);
    await saveDetails(tx, person.id, {
      ...details,
      ...(homePostcodeKey !== undefined && { homePostcodeKey }),
    });
    return `/people/${person.id}`;
  },
});

export const postForm: FormByPost<Id, { readonly person: PersonRecord; readonly teams: readonly Team[] }> = {
  act,
  load: async (tx, { actor, params }) => ({
    person: await personFor(tx, actor, params),
    teams: await teamsToChoose(tx, actor),
  }),
  show: postView,
  save: async (tx, { actor, params, typed }) => {
    const person = await personFor(tx, actor, params);
    const given = insist(
      givePost(
        {
          post: readText(typed, 'post'),
          teamId: readTeam(typed, await teamsToChoose(tx, actor)),
          from: readDate(typed, 'from'),
          until: readDate(typed, 'until'),
        },
        person.posts,
      ),
    );
    await insertPosts(tx, [{ ...given, personId: person.id, organisationId: actor.organisationId }]);
    return `/people/${person.id}`;
  },
};

export const endPostForm: FormByPost<
  Id & { readonly postId: string },
  { readonly person: PersonRecord; readonly post: PersonRecord['posts'][number] }
> = {
  act,
  load: async (tx, { actor, params }) => {
    const person = await personFor(tx, actor, params);
    const post = person.posts.find(({ id }) => id === params.postId);
    if (post === undefined) throw notThere();
    return { person, post };
  },
  show: (shell, page) =>
    endView(shell, {
      ...page,
      ...page.loaded,
      what: page.loaded.post.post,
      path: `posts/${page.loaded.post.id}`,
    }),
  save: async (tx, { actor, params, typed }) => {
    const person = await personFor(tx, actor, params);
    const post = person.posts.find(({ id }) => id === params.postId);
    if (post === undefined) throw notThere();
    const { until } = insist(endOn(readDate(typed, 'until'), post));
    if (post.post === 'administrator' && (await isLastAdministrator(tx, actor.organisationId, person.id)))
      return insist(refused([administratorNeeded]));
    await savePostEnd(tx, post.id, until);
    return `/people/${person.id}`;
  },
};

export const managerForm: FormByPost<Id, PersonRecord> = {
  act,
  load: (tx, { actor, params }) => personFor(tx, actor, params),
  show: managerView,
  save: async (tx, { actor, params, typed }) => {
    const person = await personFor(tx, actor, params);
    const manager = await personWith(tx, actor.organisationId, readText(typed, 'email'));
    const link = insist(
      giveManager(
        {
          personId: person.id,
          managerId: manager?.id ?? null,
          from: readDate(typed, 'from'),
          until: readDate(typed, 'until'),
        },
        Map.groupBy(await managementIn(tx, actor.organisationId), ({ personId }) => personId),
      ),
    );
    await insertManagers(tx, [link]);
    return `/people/${person.id}`;
  },
};

type Link = Id & { readonly managerId: string; readonly from: string };

const linkOf = (person: PersonRecord, { managerId, from }: Link) => {
  const link = person.managers.find((one) => one.managerId === managerId && one.from === from);
  if (link === undefined) throw notThere();
  return link;
};

export const endManagerForm: FormByPost<
  Link,
  { readonly person: PersonRecord; readonly name: string; readonly link: Link }
> = {
  act,
  load: async (tx, { actor, params }) => {
    const person = await personFor(tx, actor, params);
    return { person, name: linkOf(person, params).name, link: params };
  },
  show: (shell, page) => {
    const { person, name, link } = page.loaded;
    return endView(shell, { ...page, person, what: name, path: `managers/${link.managerId}/${link.from}` });
  },
  save: async (tx, { actor, params, typed }) => {
    const person = await personFor(tx, actor, params);
    const { until } = insist(endOn(readDate(typed, 'until'), linkOf(person, params)));
    await saveManagerEnd(tx, { personId: person.id, managerId: params.managerId, from: params.from }, until);
    return `/people/${person.id}`;
  },
};

/** Somebody leaves: from the day after their last they have no access, and what was theirs goes to their manager. */
export const leavingForm = (service: Service): FormByPost<Id, PersonRecord> => ({
  act,
  load: (tx, { actor, params }) => personFor(tx, actor, params),
  show: leavingView,
  save: async (tx, { actor, params, typed }) => {
    const person = await personFor(tx, actor, params);
    if (person.id === actor.id)
      return insist(refused([{ field: '', message: 'Ask another administrator to record that you leave' }]));
    const { lastDay } = insist(
      recordLeaving(readDate(typed, 'lastDay'), {
        joinedOn: person.joinedOn,
        isLastAdministrator: await isLastAdministrator(tx, actor.organisationId, person.id),
      }),
    );
    await endEmployment(service, tx, { personId: person.id, lastDay, by: actor });
    return `/people/${person.id}`;
  },
});

/** Somebody who had left is back, with a post from today: nothing that was handed over comes back by itself. */
export const returnForm = (
  service: Service,
): FormByPost<Id, { readonly person: PersonRecord; readonly teams: readonly Team[] }> => ({
  act,
  load: postForm.load,
  show: returnView,
  save: async (tx, { actor, params, typed }) => {
    const person = await personFor(tx, actor, params);
    const today = dateInLondon(service.clock());
    const given = insist(
      givePost(
        {
          post: readText(typed, 'post'),
          teamId: readTeam(typed, await teamsToChoose(tx, actor)),
          from: readDate(typed, 'from') ?? today,
          until: null,
        },
        person.posts,
      ),
    );
    await bringBack(tx, person.id);
    await insertPosts(tx, [{ ...given, personId: person.id, organisationId: actor.organisationId }]);
    return `/people/${person.id}`;
  },
});
