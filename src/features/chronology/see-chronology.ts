import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo } from '../../domain/access.ts';
import type { Narrowed } from '../../domain/chronology.ts';
import { type EntryKind, entryKinds, isEntryKind } from '../../domain/chronology-entry.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { hasTypedDate, readDate, readList, readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { chronologyView } from './see-chronology.view.ts';
import { tellChronology } from './tell.ts';

type Visit = FastifyRequest<{ Params: { id: string }; Querystring: Typed }>;

/** What is shown to somebody who asked for nothing else: the story, and not every form that was sent. */
const kindsAtFirst = (Object.keys(entryKinds) as readonly EntryKind[]).filter((kind) => kind !== 'service');

/** What an address asks to be shown, and what in it is no day. */
const readNarrowed = (
  query: Typed,
  children: readonly { readonly id: string }[],
): { readonly narrowed: Narrowed; readonly problems: readonly Problem[] } => {
  const asked = readList(query, 'kind').filter(isEntryKind);
  const childId = readText(query, 'child');
  const [from, until] = [readDate(query, 'from'), readDate(query, 'until')];
  const noDay = (['from', 'until'] as const)
    .filter((name) => hasTypedDate(query, name) && readDate(query, name) === null)
    .map((field) => ({ field, message: 'Enter a real date, or none' }));
  const turned =
    from !== null && until !== null && from > until
      ? [{ field: 'until', message: `The last day must be on or after ${inWords(from)}` }]
      : [];
  return {
    narrowed: {
      kinds: asked.length === 0 ? kindsAtFirst : asked,
      childId: children.some(({ id }) => id === childId) ? childId : null,
      ...{ from, until: turned.length > 0 ? null : until },
    },
    problems: [...noDay, ...turned],
  };
};

/** What happened, from the first concern to the last action. */
export const showChronology = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { params, query } = request;
  const shown = await withCase(service, signedIn(request), params.id, 'see-disruption', async (open) => ({
    record: open.record,
    today: open.today,
    entries: await tellChronology(service, open),
    mayTake: mayDo('take-chronology', open.capacities),
    ...readNarrowed(query, open.record.placement.children),
  }));
  return reply
    .code(shown.problems.length > 0 ? 422 : 200)
    .html(chronologyView(shellFor(request, reply), { ...shown, typed: query }));
};
