import { loadCase } from '../../database/case-record.ts';
import { loadVoice } from '../../database/child-voice.ts';
import { loadFilings } from '../../database/filings.ts';
import { loadFindings } from '../../database/findings.ts';
import { loadFollowUps, loadResourceDecisions } from '../../database/follow-ups.ts';
import { loadSendings, loadSteps } from '../../database/panel-reports.ts';
import { mayDo } from '../../domain/access.ts';
import { asksInWords } from '../../domain/asks.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { chronologyOf } from '../../domain/chronology.ts';
import type { Entry, Told } from '../../domain/chronology-entry.ts';
import { caseAsReadBy } from '../../domain/contribution-mark.ts';
import { planFor } from '../../domain/plan.ts';
import { mayReadView } from '../../domain/view-sharing.ts';
import { admit, type OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { loadWholeHistory } from './store.ts';

/** What is told of one case, as far as the pages of that case show it to whoever reads. */
const toldOf = async (
  service: Service,
  { tx, capacities, actor, calendar }: OpenCase,
  record: CaseRecord,
): Promise<Told> => {
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  const { duties } = planFor(procedure, record, calendar);
  const findings =
    record.meeting !== null && mayDo('write-minutes', capacities)
      ? await loadFindings(tx, record.meeting.id)
      : [];
  return {
    record: caseAsReadBy(record, { capacities, personId: actor.id }),
    findings,
    filings: mayDo('file-minutes', capacities) ? await loadFilings(tx, record.id) : [],
    voice: await loadVoice(tx, record.id),
    followUps: await loadFollowUps(tx, record.id),
    resourceDecisions: await loadResourceDecisions(tx, record.id),
    panel: mayDo('see-panel-report', capacities)
      ? { sendings: await loadSendings(tx, record.id), steps: await loadSteps(tx, record.id) }
      : { sendings: [], steps: [] },
    history: await loadWholeHistory(tx, record.id),
    dutyTitle: (ruleId) => {
      const duty = duties.find(({ rule }) => rule === ruleId);
      return duty === undefined ? 'what the procedure asked' : asksInWords(duty.asks);
    },
    mayRead: (view) => mayReadView(view, { id: actor.id, capacities }),
  };
};

/** The chronology of a case, with the risk that came before it or the ending that came of it. */
export const tellChronology = async (service: Service, open: OpenCase): Promise<readonly Entry[]> => {
  const { tx, record, actor } = open;
  const told: Told[] = [await toldOf(service, open, record)];
  for (const linked of [record.follows, record.ledTo]) {
    if (linked === null) continue;
    await admit(service, tx, actor, { disruptionId: linked.id, act: 'see-disruption', intent: 'see' });
    const other = await loadCase(tx, linked.id);
    if (other !== undefined) told.push(await toldOf(service, open, other));
  }
  return chronologyOf(told);
};
