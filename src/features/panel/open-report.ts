import { loadVoice } from '../../database/child-voice.ts';
import { loadFindingsOfCase } from '../../database/findings.ts';
import { loadDraft, loadSendings, loadSteps, panelOfAgency } from '../../database/panel-reports.ts';
import { type Capacity, capacityInWords } from '../../domain/capacity.ts';
import { holdersOf } from '../../domain/case.ts';
import { factsOf } from '../../domain/case-facts.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { factorsOn } from '../../domain/factor.ts';
import type { PanelDraft } from '../../domain/panel-draft.ts';
import {
  type CaseForForm,
  type FilledForm,
  type FormAnswers,
  fillForm,
  type HeldForForm,
  leftFrom,
  newerForm,
  type PanelForm,
} from '../../domain/panel-form.ts';
import { heldForForm, withFactors } from '../../domain/panel-form-sources.ts';
import { type PanelStep, panelDayOf } from '../../domain/panel-item.ts';
import {
  authorAs,
  formOfDraft,
  type PanelRoute,
  type PanelSending,
  panelRouteOf,
  papersDueOn,
} from '../../domain/panel-report.ts';
import { notThere, type OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';

/** The report of a case to its panel, as whoever opened the case has it. */
export type OpenReport = {
  readonly route: PanelRoute;
  /** In which capacity whoever opened the case writes it; undefined for whoever does not. */
  readonly capacity: Capacity | undefined;
  readonly form: PanelForm;
  /** A later version of the form that is in force. */
  readonly newer: PanelForm | undefined;
  readonly draft: PanelDraft | undefined;
  readonly held: HeldForForm;
  readonly filled: FilledForm;
  /** What was written under earlier versions and has no place in this one. */
  readonly left: ReturnType<typeof leftFrom>;
  readonly sendings: readonly PanelSending[];
  readonly steps: readonly PanelStep[];
  readonly panel: { readonly id: string; readonly name: string } | null;
  readonly papers: { readonly panelOn: PlainDate; readonly dueOn: PlainDate } | null;
};

/** What a case holds for its form, beside what was written on it. */
const heldFor = async ({ tx, record, plan, capacities, actor, today }: OpenCase, route: PanelRoute) => {
  const findings = await loadFindingsOfCase(tx, record.id);
  const { participations, links } = await loadVoice(tx, record.id);
  const own = authorAs(route, capacities);
  const role = own ?? route.authors[0] ?? route.duty.by;
  const name = own === undefined ? (holdersOf(record, role)[0]?.name ?? '') : actor.name;
  const author = { name, role: capacityInWords[role] };
  const held = heldForForm({ record, duties: plan.duties, findings, participations, links, author, today });
  return { held, findings };
};

/** The report of a case to its panel. Throws a 404 where the procedure asks for none on a form that is known. */
export const openReport = async (service: Service, open: OpenCase): Promise<OpenReport> => {
  const { tx, record, procedure, plan, capacities, today, calendar } = open;
  const route = panelRouteOf(plan.duties, procedure, service.panelForms);
  if (route === undefined) throw notThere();
  const draft = await loadDraft(tx, record.id);
  const known = formOfDraft(service.panelForms, route, { draft, today });
  if (known === undefined) throw new Error(`The form of the report of ${record.id} is not among the forms`);
  const { held, findings } = await heldFor(open, route);
  const factors = factorsOn(service.factorLists, procedure, record.meeting?.heldOn ?? record.brokeDownOn);
  const form = withFactors(known, factors, findings);
  const answers: FormAnswers = draft?.answers ?? {};
  const given: CaseForForm = { facts: factsOf(record.placement, record), held, answers };
  const steps = await loadSteps(tx, record.id);
  const panelOn = panelDayOf(steps) ?? record.panelOn;
  return {
    ...{ route, form, draft, held, steps, capacity: authorAs(route, capacities) },
    newer: newerForm(service.panelForms, known, today),
    filled: fillForm(form, given),
    left: leftFrom(answers, service.panelForms, known.key),
    sendings: await loadSendings(tx, record.id),
    panel: await panelOfAgency(tx, procedure.regionalAgency),
    papers: panelOn === null ? null : { panelOn, dueOn: papersDueOn(known, panelOn, calendar) },
  };
};
