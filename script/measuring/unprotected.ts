import pg from 'pg';
import type { Database } from '../../src/database/connection.ts';
import { askOf } from './asking.ts';
import type { Figure } from './figures.ts';
import { load, median, type Spell } from './load.ts';
import type { Row } from './report.ts';

/** Takes row-level security and the audit away from a database, to measure what they cost. Nothing else is like it. */
export const leaveUnprotected = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`do $$ declare t text; begin
      for t in select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity loop
        execute format('alter table %I disable row level security', t);
      end loop;
      for t in select oid::regprocedure from pg_proc where proname in ('app_audit', 'app_audit_refusal') loop
        execute format('drop function %s', t);
      end loop;
    end $$`);
    await client.query(`create function app_audit(act text, rule text, outcome text, intent text, subject_kind text default '',
      subject_id uuid default null, organisation_id uuid default null, marks text[] default '{}')
      returns void language sql as ''`);
  } finally {
    await client.end();
  }
};

type Served = { readonly port: number; readonly figures: readonly Figure[]; readonly db: Database };

const goal = 0.5;
const rate = ({ each, all }: Spell): number => each.length / all;

/** How much of its throughput each figure keeps with row-level security and the audit, round by round. */
export const protectionRows = async (
  guarded: Served,
  bare: Served,
  { rounds, seconds, atOnce }: { readonly rounds: number; readonly seconds: number; readonly atOnce: number },
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [number, figure] of guarded.figures.entries()) {
    const twin = bare.figures[number];
    if (twin === undefined) continue;
    const [work, workWithout] = [askOf(guarded.port, figure), askOf(bare.port, twin)];
    const kept: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const spell = { seconds, atOnce };
      const guardedRate = rate(await load(work, spell));
      const bareRate = rate(await load(workWithout, spell));
      if (round > 0) kept.push(guardedRate / bareRate);
    }
    const value = median(kept);
    rows.push({
      figure: `${figure.name}: pages a second with row-level security and audit, to without both`,
      value,
      unit: ' times',
      toBareHttp: null,
      toBareSql: null,
      goal: `at least ${goal}`,
      met: value >= goal,
    });
  }
  return rows;
};
