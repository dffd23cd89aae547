import { addHistory } from '../../database/history.ts';
import { insertDetail, listDetails } from '../../database/protected-details.ts';
import { addDetail, detailKinds } from '../../domain/protected-detail.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { protectedDetailsView } from './protected-details.view.ts';

/** Adds what some readers must not learn. The history says of which kind, and not what it is. */
const saveDetail = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'protect-details' }, async ({ tx, record, now }) => {
    const detail = insist(
      addDetail({
        kind: readText(typed, 'kind'),
        value: readText(typed, 'value'),
        toldAs: readText(typed, 'toldAs'),
        withheldFrom: readList(typed, 'withheldFrom'),
      }),
    );
    const detailId = await insertDetail(tx, service, record, detail, { id: actor.id, at: now });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'protect-details',
      summary: `Added to what some readers must not learn: ${detailKinds[detail.kind].inWords.toLowerCase()}`,
      facts: { detailId, withheldFrom: detail.withheldFrom },
    });
    return `/disruptions/${record.id}/protected-details`;
  });

export const addDetailForm: FormOnCase = {
  act: 'protect-details',
  save: saveDetail,
  show: async (shell, page) =>
    protectedDetailsView(shell, { ...page, details: await listDetails(page.tx, page.record.id) }),
};
