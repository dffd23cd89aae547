import { loadFindings, loadWhyNots } from '../../database/findings.ts';
import { agendaOf } from '../../domain/agenda.ts';
import { purposesIn } from '../../domain/purpose.ts';
import type { OpenCase } from '../case-door.ts';
import { loadPassages } from './passage-store.ts';

/** The minutes of a case whole, as they are asked before they are sent to be checked or agreed, with everybody who wrote in them. */
export const loadWhole = async ({ tx, record, procedure }: OpenCase) => {
  const agenda = agendaOf({ record, procedure });
  const { meeting } = record;
  const passages = meeting === null ? [] : await loadPassages(tx, meeting.id, agenda);
  const findings = meeting === null ? [] : await loadFindings(tx, meeting.id);
  const whyNots = meeting === null ? [] : await loadWhyNots(tx, meeting.id);
  return {
    ...{ agenda, passages },
    purposes: purposesIn(procedure.purposes, passages, whyNots),
    authors: [...new Set([...passages, ...findings, ...whyNots].flatMap((one) => one.authors))],
  };
};
