import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { bagAsFile } from '../../documents/bag-zip.ts';
import { filingsFor, keyOfRecord, whoseRecord } from '../../domain/filing.ts';
import type { Leak } from '../../domain/leak-check.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { bagOfChronology } from './bag.ts';
import { hasSaidWhy } from './store.ts';
import { takeChronologyView } from './take-chronology.view.ts';

const act = 'take-chronology';

/** How long a reason that was given is one: then it is given anew. */
const MINUTES = 60;

const recordOf = ({ record }: Pick<OpenCase, 'record'>, key: string) =>
  filingsFor(record.placement).find((of) => keyOfRecord(of) === key);

const leakProblem = ({ part, label }: Leak): Problem => ({
  field: 'record',
  message: `${part} still has ${label}. Put it right where it was written, then take it again`,
});

/** Says for which record it is taken and why; that nothing is in it that must not be is looked at before it can be had. */
const saveTaken = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act }, async (open) => {
    const { tx, record, now } = open;
    const key = readText(typed, 'record');
    const reason = readText(typed, 'reason');
    const of = recordOf(open, key);
    const problems: Problem[] = [
      ...(of === undefined ? [{ field: 'record', message: 'Choose which record it is for' }] : []),
      ...(reason === '' ? [{ field: 'reason', message: 'Enter what it is taken for' }] : []),
      ...(reason.length > 1_000 ? [{ field: 'reason', message: 'Shorten it to 1,000 characters' }] : []),
    ];
    if (of === undefined || problems.length > 0) return insist({ ok: false, problems });
    const { leaks } = await bagOfChronology(service, open, of);
    if (leaks.length > 0) return insist({ ok: false, problems: leaks.map(leakProblem) });
    await addHistory(tx, record.id, {
      ...{ at: now, by: actor, act },
      summary: `Took the chronology for ${whoseRecord(of, record.placement.children).replace(/^The /, 'the ')}: ${reason}`,
      facts: { record: key },
    });
    return `/disruptions/${record.id}/chronology/bag?ready=${key}`;
  });

export const takeForm = (service: Service): FormOnCase => ({
  act,
  show: (shell, { record, typed, problems }) => takeChronologyView(shell, { record, typed, problems }),
  atFirst: (open, query) => ({
    ready: recordOf(open, readText(query, 'ready')) ? readText(query, 'ready') : '',
  }),
  save: (_, actor, form, typed) => saveTaken(service, actor, form, typed),
});

type Visit = FastifyRequest<{ Params: { id: string; record: string } }>;

/** The bag as one file, to whoever said within the hour what they take it for. */
export const sendBag = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { id, record: key } = request.params;
  const made = await withCase(service, actor, id, act, async (open) => {
    const of = recordOf(open, key);
    if (of === undefined) throw notThere();
    const since = new Date(open.now.getTime() - MINUTES * 60_000);
    if (!(await hasSaidWhy(open.tx, open.record.id, { by: actor.id, record: key, since }))) return undefined;
    const { bag, leaks } = await bagOfChronology(service, open, of);
    return leaks.length === 0 ? bagAsFile('chronology', bag) : undefined;
  });
  if (made === undefined) return reply.redirect(`/disruptions/${id}/chronology/bag`, 303);
  return reply
    .type('application/zip')
    .header('content-disposition', 'attachment; filename="chronology.zip"')
    .send(Buffer.from(made));
};
