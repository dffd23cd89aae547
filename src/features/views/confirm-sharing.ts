import { addHistory } from '../../database/history.ts';
import { confirmSharing } from '../../domain/view-sharing.ts';
import { readDate, readList, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { confirmSharingView } from './confirm-sharing.view.ts';
import { holdBackCopies, insertSharing, sharingsOf } from './store.ts';

const viewOf = ({ record }: OpenCase, viewId: string) => {
  const view = record.views.find(({ id }) => id === viewId);
  if (view === undefined) throw notThere();
  return view;
};

/** Records what a child agrees may be known of what they said, and by whom. The words stay as they are. */
const saveSharing = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly viewId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'confirm-sharing' }, async (open) => {
    const { tx, record, now, today } = open;
    const view = viewOf(open, form.viewId);
    const sharing = insist(
      confirmSharing(
        {
          agreed: readText(typed, 'agreed'),
          readers: readList(typed, 'readers'),
          agreedOn: readDate(typed, 'agreedOn'),
        },
        { saidOn: view.saidOn, today },
      ),
    );
    await insertSharing(tx, sharing, {
      ...{ disruptionId: record.id, viewId: view.id },
      ...{ recordedBy: actor.id, at: now },
    });
    await holdBackCopies(tx, record.id);
    const child = record.placement.children.find(({ id }) => id === view.childId);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'confirm-sharing',
      summary: `Recorded who ${child?.givenName} agreed may know what they said`,
      facts: { viewId: view.id, ...sharing },
    });
    return `/disruptions/${record.id}/child-voice`;
  });

export const sharingForm: FormOnCase<'viewId'> = {
  act: 'confirm-sharing',
  atFirst: ({ today }) => typedDate('agreedOn', today),
  save: (service, actor, form, typed, { viewId }) => saveSharing(service, actor, { ...form, viewId }, typed),
  show: async (shell, page) => {
    const view = viewOf(page, page.params.viewId);
    return confirmSharingView(shell, { ...page, view, earlier: await sharingsOf(page.tx, view.id) });
  },
};
