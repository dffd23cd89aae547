import { factDefinitions } from '../../domain/facts.ts';
import { placementQuestions } from '../../domain/placement-proposal.ts';
import { capitalised } from '../../domain/words.ts';
import { radiosField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { group, personFields, type Shown, staffField } from './placement-fields.view.ts';

const nameField = ({ typed, problems }: Shown, label: string): Html =>
  textField({ typed, problems, name: 'agencyName', label });

const adoptionAgency = (shown: Shown): Html => {
  const { typed, problems, adoptersSocialWorkers: workers } = shown;
  const agencies = new Set(workers.map(({ organisation }) => organisation));
  return radiosField({
    typed,
    problems,
    name: 'familySource',
    label: factDefinitions['family-source'].question,
    choices: [
      {
        value: 'regional-agency',
        text: [...agencies].join(' or ') || 'The regional adoption agency',
        reveals: staffField(shown, 'adoptersSocialWorkerId', 'The adopters’ social worker', workers),
      },
      {
        value: 'inter-agency',
        text: 'Another agency',
        hint: 'An inter-agency placement',
        reveals: html`
          ${nameField(shown, 'Name of the agency')}
          ${group('The adopters’ social worker there', personFields(shown, 'theirWorker'))}`,
      },
    ],
  });
};

const provider = (
  { typed, problems }: Shown,
  reveals: { readonly inHouse?: Html | undefined; readonly external?: Html },
): Html => {
  const { question, values } = factDefinitions.provider;
  return radiosField({
    typed,
    problems,
    name: 'provider',
    label: question,
    choices: [
      { value: 'in-house', text: capitalised(values['in-house']), reveals: reveals.inHouse },
      { value: 'external', text: capitalised(values.external), reveals: reveals.external },
    ],
  });
};

const home = (shown: Shown): Html => html`
  ${provider(shown, {})}
  ${nameField(shown, 'Name of the home')}
  ${group('Home manager', personFields(shown, 'homeManager'))}
  ${group('Link worker or keyworker (optional)', personFields(shown, 'keyworker'))}`;

const carersProvider = (shown: Shown): Html => {
  const { kind, supervisingSocialWorkers: workers } = shown;
  const { supervisor } = placementQuestions[kind];
  const label = 'Supervising social worker';
  return provider(shown, {
    inHouse:
      supervisor && workers.length > 0
        ? staffField(shown, 'supervisingSocialWorkerId', label, workers)
        : undefined,
    external: html`
      ${nameField(shown, 'Name of the agency or provider')}
      ${supervisor && group(`${label} there`, personFields(shown, 'theirWorker'))}`,
  });
};

/** Who provides the placement, or approved the family, and who works with them; nothing where that is no question. */
export const providerPart = (shown: Shown): Html | null => {
  if (shown.kind === 'adoptive') return adoptionAgency(shown);
  if (shown.kind === 'residential') return home(shown);
  return placementQuestions[shown.kind].provider === 'asked' ? carersProvider(shown) : null;
};
