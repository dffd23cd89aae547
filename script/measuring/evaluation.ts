import { join } from 'node:path';
import { dutiesFor } from '../../src/domain/duty.ts';
import type { Facts } from '../../src/domain/facts.ts';
import { readBankHolidays, readProcedures } from '../../src/procedures/read-procedures.ts';
import { median } from './load.ts';
import type { Row } from './report.ts';

const project = join(import.meta.dirname, '../..');

const cases: readonly { readonly figure: string; readonly procedure: string; readonly facts: Facts }[] = [
  {
    figure: 'Evaluating a case by Derby City’s procedure',
    procedure: 'derby-city/adoption',
    facts: {
      kind: 'adoptive',
      stage: 'before-order',
      ending: 'unplanned',
      'order-made': 'no',
      'family-source': 'regional-agency',
      decision: 'not-made',
      complex: 'no',
      'broke-down-on': '2026-03-01',
      pauses: [],
    },
  },
  {
    figure: 'Evaluating a case by the guidance of 2017',
    procedure: 'guidance-2017/disruption-meetings',
    facts: {
      kind: 'foster-permanent',
      provider: 'in-house',
      stage: 'in-placement',
      ending: 'unplanned',
      decision: 'to-meet',
      complex: 'yes',
      'child-age': 9,
      'broke-down-on': '2026-03-01',
      'decided-on': '2026-03-05',
      pauses: [],
    },
  },
];

/** The goal that was set: microseconds for one case, at the median. */
const GOAL = 50;
const BATCH = 200;

/** Microseconds a call takes, over a batch: one call is too short for the clock. */
const microseconds = (work: () => unknown): number => {
  const started = performance.now();
  for (let call = 0; call < BATCH; call += 1) work();
  return ((performance.now() - started) * 1_000) / BATCH;
};

/** How long a case takes to evaluate, beside parsing the JSON of its facts, in turn and after a warm-up. */
export const evaluationRows = (): readonly Row[] => {
  const procedures = readProcedures(join(project, 'procedures'));
  const calendar = {
    ...readBankHolidays(join(project, 'reference/bank-holidays.yaml')),
    today: '2026-03-10',
  };
  return cases.map(({ figure, procedure: id, facts }) => {
    const procedure = procedures.inForce(id, '2026-03-01');
    if (procedure === undefined) throw new Error(`${id} is not in force`);
    const text = JSON.stringify(facts);
    const rounds = Array.from({ length: 300 }, () => ({
      evaluated: microseconds(() => dutiesFor(procedure, facts, calendar)),
      parsed: microseconds(() => JSON.parse(text)),
    })).slice(100);
    const value = median(rounds.map(({ evaluated }) => evaluated));
    const toParsing = median(rounds.map(({ evaluated, parsed }) => evaluated / parsed));
    return {
      figure: `${figure}: ${toParsing.toPrecision(2)} times JSON.parse of its facts; p50`,
      value,
      unit: ' µs',
      toBareHttp: null,
      toBareSql: null,
      goal: `at most ${GOAL} µs`,
      met: value <= GOAL,
    };
  });
};
