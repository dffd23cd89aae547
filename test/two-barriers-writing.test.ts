import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Row, tablesWithRule, type Viewer, viewersOf } from './barriers-model.ts';
import { type BarriersWorld, startBarriersWorld } from './barriers-world.ts';
import { creator, mayWriteIn, otherRowsOf, type Way, type Writer } from './barriers-writing.ts';

let world: BarriersWorld;
before(async () => {
  world = await startBarriersWorld();
});
after(() => world.stop());

/** A table with rows that every rule about writing tells apart, and the columns that can be written. */
type Target = { readonly table: string; readonly columns: string; readonly rows: readonly Row[] };
type Policy = { readonly table: string; readonly policy: string; readonly half: 'using' | 'with check' };

/** One row added to an empty table, or the only row there is changed or taken away. */
type Attempt = { readonly name: string; readonly old: Row | null; readonly new: Row | null };

/** Tries each attempt, undone, and answers the names of those that changed something. */
const tries = `
create function tries(begin_as text, target text, columns text, attempts jsonb) returns text[] language plpgsql as $$
declare
  done text[] := '{}';
  attempt record;
  changed int;
begin
  for attempt in
    select a ->> 'name' as name, nullif(a -> 'old', 'null') as old, nullif(a -> 'new', 'null') as new, format(case
        when nullif(a -> 'old', 'null') is null
          then 'insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)'
        when nullif(a -> 'new', 'null') is null then 'delete from %1$I'
        else 'update %1$I set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1))' end, target, columns) as statement
      from jsonb_array_elements(attempts) a
  loop
    begin
      execute begin_as;
      execute format('delete from %I', target);
      if attempt.old is not null then
        execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', target, columns)
          using attempt.old;
      end if;
      perform set_config('role', 'disruption_app', true);
      execute attempt.statement using attempt.new;
      get diagnostics changed = row_count;
      raise exception 'changed %', changed;
    exception when raise_exception or insufficient_privilege then
      if sqlerrm = 'changed 1' then
        done := done || attempt.name;
      end if;
    end;
  end loop;
  return done;
end $$`;

/**
 * Everybody who acts, with what begins a transaction as them. A team manager has just added the placement of the adoption,
 * and a social worker has opened what is known of its adopters.
 */
const writers = (): readonly Writer[] => {
  const { running, ids, placements } = world;
  const at = running.time.now.toISOString();
  const { organisationId } = running.example.actors.amina;
  const begin = ({ id }: Viewer) => `select app_begin_person('${id}', '${at}', '')`;
  const as = (setting: string, id: string) => `select set_config('app.${setting}', '${id}', true)`;
  const viewers = viewersOf(world);
  const amina = viewers.find(({ key }) => key === 'amina') ?? assert.fail();
  return [
    { name: 'nobody', begin: 'select' },
    { name: 'guest', begin: as('guest', ids.invitationId), guest: ids.invitationId },
    { name: 'child', begin: as('guest', ids.pageId), guest: ids.pageId },
    { name: 'directory', begin: as('directory', organisationId), directory: organisationId },
    ...viewers.map((viewer) => ({ name: viewer.key, begin: begin(viewer), viewer })),
    {
      name: 'amina with the vault open',
      begin: `${begin(amina)}, set_config('app.vault', '${placements.adoption}', true)`,
      viewer: amina,
      vault: placements.adoption,
    },
  ];
};

/** The rows of a table, one for each answer that the rules give about it to everybody. */
const tellingApart = (table: string, rows: readonly Row[]): readonly Row[] => {
  const answers = (row: Row): string =>
    writers()
      .flatMap((writer) =>
        (['insert', 'delete', 'from', 'to'] as const).map((way) =>
          mayWriteIn(table, way, writer, row, world),
        ),
      )
      .map(Number)
      .join('');
  return [...Map.groupBy(rows, answers).values()].flatMap((alike) => alike.slice(0, 1));
};

/** A row of a case, and the same of the case that somebody opened for a few hours. */
const alsoOfTeam = (one: Row): readonly Row[] => {
  const team = { disruption_id: world.ids.teamDisruptionId, placement_id: world.placements.team };
  const moved = Object.entries(team).filter(([column]) => column in one.row && one.row[column] !== null);
  if (moved.length === 0) return [one];
  return [one, { ...one, placement: team.placement_id, row: { ...one.row, ...Object.fromEntries(moved) } }];
};

const targets = async (): Promise<readonly Target[]> => {
  const found: Target[] = [];
  for (const { table, placement } of await tablesWithRule(world)) {
    const { rows } = await world.owner.query<Row>(
      `select t.ctid::text as at, ${placement} as placement, to_jsonb(t) as row from ${table} t`,
    );
    const {
      rows: [columns],
    } = await world.owner.query<{ names: string }>(
      `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
        where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'`,
      [table],
    );
    const [like] = rows;
    if (like === undefined || columns === undefined) throw new Error(`There is no row of ${table}`);
    const others = otherRowsOf(table, world).map((other) => ({ ...like, row: { ...like.row, ...other } }));
    found.push({
      table,
      columns: columns.names,
      rows: tellingApart(table, [...rows, ...others]).flatMap(alsoOfTeam),
    });
  }
  return found;
};

/** What somebody can do to rows although no rule lets them, and what they cannot although one does. */
const wrongOf = async (writer: Writer, { table, columns, rows }: Target): Promise<readonly string[]> => {
  const may = (way: Way, row: Row): boolean => mayWriteIn(table, way, writer, row, world);
  const attempts = rows.flatMap((row, a): readonly (Attempt & { readonly allowed: boolean })[] => [
    { name: `insert ${a}`, old: null, new: row, allowed: may('insert', row) },
    { name: `delete ${a}`, old: row, new: null, allowed: may('delete', row) },
    // What two halves stop still stands when one of them is let go.
    ...rows.flatMap((other, b) =>
      a === b || may('from', row) || may('to', other)
        ? [{ name: `update ${a} ${b}`, old: row, new: other, allowed: may('from', row) && may('to', other) }]
        : [],
    ),
  ]);
  const asked = attempts.map(({ name, old, new: after }) => ({
    name,
    old: old?.row ?? null,
    new: after?.row ?? null,
  }));
  const { rows: answers } = await world.owner.query<{ done: readonly string[] }>(
    'select tries($1, $2, $3, $4) as done',
    [writer.begin, table, columns, JSON.stringify(asked)],
  );
  const done = new Set(answers[0]?.done);
  return attempts
    .filter(({ name, allowed }) => done.has(name) !== allowed)
    .map(
      ({ name, allowed, ...tried }) =>
        `${writer.name} ${allowed ? 'cannot' : 'can'} ${name} in ${table}: ${JSON.stringify((tried.new ?? tried.old)?.row).slice(0, 300)}`,
    );
};

/**
 * Takes away all that stops anybody but row-level security, to be undone: grants by column, triggers and checks of what is written.
 * Every table is locked against vacuuming first. To grant changes what the catalogue has of a table without locking the table:
 * a vacuum that is at work there would wait for the end of this transaction, and the change of a policy for that vacuum.
 */
const letGoOfAllElse = `
do $$ declare one record; begin
  for one in select tablename from pg_tables where schemaname = 'public' loop
    execute format('lock table public.%I in share update exclusive mode', one.tablename);
  end loop;
end $$;
set local session_replication_role = replica;
grant all on all tables in schema public to disruption_app;
do $$ declare one record; begin
  for one in select conrelid::regclass as of_table, conname from pg_constraint
      where contype = 'c' and connamespace = 'public'::regnamespace loop
    execute format('alter table %s drop constraint %I', one.of_table, one.conname);
  end loop;
end $$;
${tries}`;

const beginAlone = async (): Promise<void> => {
  await world.owner.query(`begin; ${letGoOfAllElse}`);
  const by = world.running.example.people[creator];
  const { adoption, team } = world.placements;
  await world.owner.query(`
    update placement set created_by = '${by}' where id = '${team}';
    update placement set created_by = '${by}', created_in = pg_current_xact_id() where id = '${adoption}';
    update child set created_by = '${by}', created_in = case when placement_id = '${adoption}' then pg_current_xact_id() end
      from placement_child where child_id = child.id and placement_id in ('${adoption}', '${team}')`);
};

test('whoever writes into a table, whatever else they may, writes the rows that are theirs to write', async () => {
  const wrong: string[] = [];
  await beginAlone();
  const all = await targets();
  for (const target of all) for (const writer of writers()) wrong.push(...(await wrongOf(writer, target)));
  await world.owner.query('rollback');
  assert.deepEqual(wrong, []);
});

test('each half of each rule of row-level security about writing, let go alone, lets somebody write what is not theirs', async (t) => {
  const { rows: policies } = await world.owner.query<Policy>(
    `select tablename as "table", policyname as policy, half from pg_policies, unnest(array['using', 'with check']) half
      where cmd <> 'SELECT' and case half when 'using' then qual else with_check end is not null order by 1, 2, 3`,
  );
  const unnoticed: string[] = [];
  await beginAlone();
  const all = await targets();
  for (const { table, policy, half } of policies) {
    const target = all.find((one) => one.table === table) ?? assert.fail(table);
    await world.owner.query(`savepoint rule; alter policy ${policy} on ${table} ${half} (true)`);
    let isNoticed = false;
    for (const writer of writers()) {
      isNoticed = (await wrongOf(writer, target)).length > 0;
      if (isNoticed) break;
    }
    await world.owner.query('rollback to rule');
    if (!isNoticed) unnoticed.push(`${half} of ${policy} on ${table}`);
  }
  await world.owner.query('rollback');
  assert.deepEqual(unnoticed, []);
  t.diagnostic(`${policies.length} halves`);
});
