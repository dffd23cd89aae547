import { randomUUID } from 'node:crypto';
import { stateDutyOnce } from '../../database/duty-statements.ts';
import { addHistory } from '../../database/history.ts';
import { addSending } from '../../database/panel-reports.ts';
import { openKeptApart } from '../../database/protected-details.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { Identities } from '../../domain/carer-identity.ts';
import { sendReport, yetToSend } from '../../domain/panel-report.ts';
import { listInWords } from '../../domain/words.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { type OpenReport, openReport } from './open-report.ts';
import { reportAddress } from './report-fields.view.ts';
import { sendView } from './send-report.view.ts';

const checked = (open: OpenCase, report: OpenReport, identities: Identities) =>
  sendReport(report.filled, {
    ...{ record: open.record, route: report.route, capacities: open.capacities },
    ...{ sendings: report.sendings, panel: report.panel, identities },
  });

/** Sends the report as it stands, for whoever sends it; once each of its authors has, what the procedure asks is done. */
export const saveSent = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-panel-report' }, async (open) => {
    const report = await openReport(service, open);
    const { tx, record, now, today } = open;
    // To look for what is in it, and for nothing else.
    const { identities } = await openKeptApart(tx, service, record, 'checks-panel-report');
    const { capacity, panelId } = insist(checked(open, report, identities));
    const { route, filled, sendings, panel } = report;
    const by = { disruptionId: record.id, by: actor.id, at: now };
    const sending = { id: randomUUID(), panelId, rule: route.duty.rule, capacity, filled };
    await addSending(tx, sending, by);
    const to = `the panel of ${panel?.name ?? 'the agency'}`;
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'write-panel-report',
      summary: `Sent the report to ${to}, as the ${capacityInWords[capacity]}`,
      facts: { sendingId: sending.id },
    });
    if (yetToSend(route, [...sendings, { capacity }]).length === 0 && route.duty.standing.is !== 'done') {
      const who = listInWords(route.authors.map((author) => `the ${capacityInWords[author]}`));
      const note = `Sent to ${to} by ${who}, on the ${filled.form.title}`;
      await stateDutyOnce(tx, { rule: route.duty.rule, on: today, note }, by);
    }
    return reportAddress(record);
  });

export const sendForm = (service: Service): FormOnCase => ({
  act: 'write-panel-report',
  save: saveSent,
  show: async (shell, page) => {
    const report = await openReport(service, page);
    const check = checked(page, report, {});
    return sendView(shell, { ...page, report, left: check.ok ? [] : check.problems });
  },
});
