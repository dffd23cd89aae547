import { type ActionStanding, standingInWords } from '../../domain/action.ts';
import { tag } from '../../web/govuk.ts';
import type { Html } from '../../web/html.ts';

const colours: Readonly<Record<ActionStanding, string>> = {
  done: 'green',
  'not-needed': 'grey',
  overdue: 'red',
  waiting: 'grey',
  asked: 'yellow',
  accepted: 'blue',
  'handed-back': 'orange',
};

/** How an action stands, as a coloured word. */
export const standingTag = (standing: ActionStanding): Html =>
  tag({ text: standingInWords[standing], classes: `govuk-tag--${colours[standing]}` });
