-- What some readers of a case must not learn, added by hand: an alias, a school, a workplace, a number plate. Sealed as the
-- vault is; taken back, it stays as a record.
create table protected_detail (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  disruption_id uuid not null references disruption,
  kind text not null check (kind in ('name', 'address', 'school', 'workplace', 'phone', 'email', 'number-plate')),
  told_as text not null check (told_as <> ''),
  withheld_from text[] not null check (cardinality(withheld_from) > 0
    and withheld_from <@ array['birth-family', 'adopters', 'carers', 'professionals']),
  sealed bytea not null,
  added_by uuid not null references person,
  added_at timestamptz not null,
  ended_by uuid references person,
  ended_at timestamptz,
  constraint ended_whole check (num_nonnulls(ended_by, ended_at) in (0, 2))
);
create index protected_detail_by_disruption on protected_detail (disruption_id);
create index protected_detail_by_organisation on protected_detail (organisation_id);

-- What stops the release of copies until a person has looked at it, and what that person said.
create table release_doubt (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  kind text not null check (kind in ('near-miss', 'other-minutes', 'not-linked')),
  found text not null check (found <> ''),
  place text not null,
  what text not null,
  found_at timestamptz not null,
  because text not null default '',
  cleared_by uuid references person,
  cleared_at timestamptz,
  constraint cleared_whole check (num_nonnulls(cleared_by, cleared_at) = case when because = '' then 0 else 2 end),
  unique (meeting_id, kind, found, what)
);
create index release_doubt_by_disruption on release_doubt (disruption_id);

do $$ declare t text; begin
  foreach t in array array['protected_detail', 'release_doubt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
    execute format('create policy reads_alone_update on %I as restrictive for update
      using (app_may_write_disruption(disruption_id))', t);
  end loop;
end $$;
-- Whoever adds, takes back or clears signs for it themselves; what was taken back or cleared stays so.
create policy signed_insert on protected_detail for insert
  with check (app_on_disruption(disruption_id) and added_by = app_person() and ended_at is null);
create policy signed_end on protected_detail for update using (app_on_disruption(disruption_id) and ended_at is null)
  with check (app_on_disruption(disruption_id) and ended_by = app_person());
create policy found_insert on release_doubt for insert
  with check (app_on_disruption(disruption_id) and cleared_at is null);
create policy signed_clear on release_doubt for update using (app_on_disruption(disruption_id) and cleared_at is null)
  with check (app_on_disruption(disruption_id) and cleared_by = app_person());
create policy not_cleared_delete on release_doubt for delete
  using (app_on_disruption(disruption_id) and cleared_at is null);
create policy reads_alone_delete on release_doubt as restrictive for delete
  using (app_may_write_disruption(disruption_id));
grant select, insert on protected_detail to disruption_app;
grant update (ended_by, ended_at) on protected_detail to disruption_app;
grant select, insert, delete on release_doubt to disruption_app;
grant update (because, cleared_by, cleared_at) on release_doubt to disruption_app;

-- The last line before a copy leaves: nothing is left that a person has not looked at.
create function guard_doubts() returns trigger language plpgsql as $$
begin
  if new.released_at is not null and (tg_op = 'INSERT' or old.released_at is distinct from new.released_at)
    and exists (select from release_doubt d where d.meeting_id = new.meeting_id and d.cleared_at is null)
  then
    raise exception 'something in the minutes waits to be looked at' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger copy_has_no_doubts before insert or update on copy for each row execute function guard_doubts();

-- Eight words in a row, small and plain, with a number that stands for them: to find text of other minutes without reading them.
create function passage_runs(words_typed text) returns table (print bigint, words text) language sql immutable as $$
  with word as (
    select w, n from regexp_split_to_table(
      trim(regexp_replace(lower(words_typed), '[^[:alnum:]]+', ' ', 'g')), ' ') with ordinality as t (w, n)
  ), run as (
    select n, string_agg(w, ' ') over eight as words, count(*) over eight as length from word
    window eight as (order by n rows between current row and 7 following)
  )
  select hashtextextended(words, 0), words from run where length = 8 $$;

create table passage_print (
  passage_id uuid not null references passage,
  disruption_id uuid not null references disruption,
  organisation_id uuid not null references organisation,
  print bigint not null,
  primary key (passage_id, print)
);
create index passage_print_by_print on passage_print (organisation_id, print);
create index passage_print_by_disruption on passage_print (disruption_id);
alter table passage_print enable row level security;
alter table passage_print force row level security;
create policy service on passage_print using ((select app_is_service())) with check ((select app_is_service()));
grant select, insert, delete on passage_print to disruption_app;

-- Once minutes are agreed, their prints are there for those of other children to be compared with.
create function print_agreed_minutes() returns trigger language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  perform set_config('app.service', 'on', true);
  delete from passage_print t using passage p where p.id = t.passage_id and p.meeting_id = new.id;
  insert into passage_print (passage_id, disruption_id, organisation_id, print)
    select distinct p.id, p.disruption_id, d.organisation_id, r.print
      from passage p join disruption d on d.id = p.disruption_id, passage_runs(p.text) r where p.meeting_id = new.id;
  perform set_config('app.service', coalesce(was, ''), true);
  return new;
end $$;
create trigger agreed_minutes_are_printed after update of minutes_status on meeting for each row
  when (new.minutes_status = 'agreed' and old.minutes_status <> 'agreed') execute function print_agreed_minutes();

-- Which words of a meeting's minutes stand in those of another child of the same council: never whose. What stands in those of
-- four children or more is how this council writes, and not taken from one. Nothing for whoever is not on the case.
create function app_runs_elsewhere(of_disruption uuid, of_meeting uuid)
  returns table (passage_id uuid, words text) language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not (app_is_service() or app_on_disruption(of_disruption)) then return; end if;
  perform set_config('app.service', 'on', true);
  return query
    select p.id, r.words from passage p join disruption d on d.id = p.disruption_id, passage_runs(p.text) r
      where p.meeting_id = of_meeting and p.disruption_id = of_disruption and (
        select count(distinct o.placement_id) from passage_print t join disruption o on o.id = t.disruption_id
          where t.organisation_id = d.organisation_id and t.print = r.print and not exists (
            select from placement_child a join placement_child b on b.child_id = a.child_id
              where a.placement_id = o.placement_id and b.placement_id = d.placement_id)) between 1 and 3;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

-- Which of some names are those of children and their families on other cases of the same council, and of nobody on this one.
create function app_named_elsewhere(of_disruption uuid, names text[]) returns setof text language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not (app_is_service() or app_on_disruption(of_disruption)) then return; end if;
  perform set_config('app.service', 'on', true);
  return query
    with own as (select placement_id, organisation_id from disruption where id = of_disruption),
    named as (
      select lower(c.given_name || ' ' || c.family_name) as name from child c join own on own.organisation_id = c.organisation_id
        where not exists (select from placement_child p where p.child_id = c.id and p.placement_id = own.placement_id)
      union
      select lower(c.name) from contact c join placement p on p.id = c.placement_id join own on own.organisation_id = p.organisation_id
        where c.placement_id <> own.placement_id and c.kind in ('birth-family', 'current-carer')
    )
    select distinct n from unnest(names) n join named on named.name = lower(n);
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

do $$ begin perform set_config('app.service', 'on', true); end $$;
insert into passage_print (passage_id, disruption_id, organisation_id, print)
  select distinct p.id, p.disruption_id, d.organisation_id, r.print
    from passage p join meeting m on m.id = p.meeting_id and m.minutes_status = 'agreed'
    join disruption d on d.id = p.disruption_id, passage_runs(p.text) r;
do $$ begin perform set_config('app.service', '', true); end $$;
