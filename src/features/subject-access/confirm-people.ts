import { refused } from '../../domain/result.ts';
import { readList } from '../../web/typed.ts';
import { insist } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { confirmPeopleView } from './confirm-people.view.ts';
import { type Found, findPeople } from './find-people.ts';
import { holdUndecided, ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { type StoredRequest, savePeople } from './store.ts';

type Loaded = { readonly request: StoredRequest; readonly found: readonly Found[] };

const choiceOf = ({ kind, id }: Found): string => `${kind}-${id}`;

/** Says which of those found it is about. Several can be one person, on several cases; nobody is put together by guess. */
export const peopleForm = (service: Service): FormByPost<RequestParams, Loaded> => ({
  act: 'prepare-subject-access',
  subject: ofRequest,
  load: async (tx, { actor, params }) => {
    const request = await openRequest(tx, params);
    return { request, found: await findPeople(tx, service, actor.organisationId, request) };
  },
  show: (shell, { loaded, typed, problems }) =>
    confirmPeopleView(shell, {
      request: loaded.request,
      choices: loaded.found.map((one) => ({ value: choiceOf(one), text: one.label })),
      typed,
      problems,
    }),
  save: async (tx, { actor, params, typed }) => {
    const request = await holdUndecided(tx, params);
    const found = await findPeople(tx, service, actor.organisationId, request);
    const chosen = readList(typed, 'people');
    const people = found.filter((one) => chosen.includes(choiceOf(one)));
    if (people.length === 0 || people.length < chosen.length)
      return insist(refused([{ field: 'people', message: 'Choose who it is, of those who were found' }]));
    const by = { organisationId: actor.organisationId, by: actor.id, at: service.clock() };
    await savePeople(tx, request.id, people, by);
    return `/subject-access/${request.id}`;
  },
});
