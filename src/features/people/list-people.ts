import type { FastifyReply, FastifyRequest } from 'fastify';
import { dateInLondon } from '../../domain/dates.ts';
import { isPost } from '../../domain/post.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere } from '../case-door.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { listPeopleView, listTeamsView, seePersonView } from './people.view.ts';
import { findPerson, listPeople, listTeams } from './store.ts';

const PAGE_SIZE = 50;

export const showPeople =
  (service: Service) => async (request: FastifyRequest<{ Querystring: Typed }>, reply: FastifyReply) => {
    const actor = signedIn(request);
    const { query } = request;
    const words = readText(query, 'words').slice(0, 100);
    const post = readText(query, 'post');
    const number = Math.min(10_000, Math.max(1, Number.parseInt(readText(query, 'page'), 10) || 1));
    const people = await withPost(service, actor, 'administer-people', (tx) =>
      // One more than is shown says whether there is a next page.
      listPeople(tx, actor.organisationId, {
        words,
        post: isPost(post) ? post : '',
        size: PAGE_SIZE + 1,
        after: (number - 1) * PAGE_SIZE,
      }),
    );
    return reply.html(
      listPeopleView(shellFor(request, reply), {
        people: people.slice(0, PAGE_SIZE),
        hasMore: people.length > PAGE_SIZE,
        page: number,
        typed: query,
        query: new URLSearchParams({ ...(words && { words }), ...(post && { post }) }).toString(),
        today: dateInLondon(service.clock()),
      }),
    );
  };

export const showPerson =
  (service: Service) => async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => {
    const actor = signedIn(request);
    const { id } = request.params;
    const person = await withPost(service, actor, 'administer-people', async (tx) => {
      const found = isUuid(id) ? await findPerson(tx, actor.organisationId, id) : undefined;
      if (found === undefined) throw notThere();
      return found;
    });
    return reply.html(seePersonView(shellFor(request, reply), { person, isSelf: person.id === actor.id }));
  };

export const showTeams = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const actor = signedIn(request);
  const teams = await withPost(service, actor, 'administer-people', (tx) =>
    listTeams(tx, actor.organisationId),
  );
  return reply.html(listTeamsView(shellFor(request, reply), { teams }));
};
