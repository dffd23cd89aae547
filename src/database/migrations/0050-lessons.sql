-- What was learnt from a case, in general words that name nobody, for everybody of a region. A lesson outlives its case and says
-- no day, no age and no place: nothing in it leads back. Each version is a row; a later one that was approved replaces it.
create table lesson (
  id uuid not null,
  version integer not null check (version >= 1),
  organisation_id uuid not null references organisation,
  status text not null check (status in ('draft', 'proposed', 'sent-back', 'approved', 'replaced', 'withdrawn')),
  year integer not null check (year between 2000 and 2200),
  stage text not null check (stage in ('at-risk', 'introductions', 'before-order', 'after-order', 'in-placement')),
  -- Those that all councils share: a council's own never leave it.
  factors text[] not null check (cardinality(factors) > 0 and array_to_string(factors, ' ') not like '%own/%'),
  title text not null check (title <> ''),
  words text not null check (words <> ''),
  recommends text not null check (recommends <> ''),
  to_whom text not null check (to_whom <> ''),
  -- What the council says it will change, and by the end of which year: a promise once the lesson is approved.
  promised jsonb not null default '[]',
  search tsvector not null generated always as (to_tsvector('english'::regconfig,
    title || ' ' || words || ' ' || recommends)) stored,
  primary key (id, version)
);
create unique index one_version_shown on lesson (id) where status = 'approved';
create index lesson_by_organisation on lesson (organisation_id, status);
create index lesson_by_words on lesson using gin (search);
create index lesson_by_factor on lesson using gin (factors);

-- From which findings it was written: known to those on the case alone, and gone with the case.
create table lesson_source (
  id uuid primary key,
  lesson_id uuid not null,
  disruption_id uuid not null references disruption,
  finding_id uuid references finding on delete set null,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null
);
create index lesson_source_by_lesson on lesson_source (lesson_id);
create index lesson_source_by_disruption on lesson_source (disruption_id);
create index lesson_source_by_finding on lesson_source (finding_id) where finding_id is not null;

-- What became of a lesson, and what its writer answered where words in it could lead back: for its own council alone.
create table lesson_event (
  id uuid primary key,
  position bigint generated always as identity,
  lesson_id uuid not null,
  version integer not null,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('written', 'changed', 'proposed', 'approved', 'sent-back', 'withdrawn', 'promise-made',
    'promise-not-made')),
  words text not null default '',
  answers jsonb not null default '[]',
  by_id uuid not null references person,
  by_name text not null check (by_name <> ''),
  at timestamptz not null,
  foreign key (lesson_id, version) references lesson (id, version),
  constraint why_given check (kind not in ('sent-back', 'withdrawn', 'promise-made', 'promise-not-made') or words <> '')
);
create index lesson_event_by_lesson on lesson_event (lesson_id, position);
create index lesson_event_by_organisation on lesson_event (organisation_id);

-- What a council said it would change, and whether it did: with what shows it, or why not.
create table lesson_promise (
  id uuid primary key,
  lesson_id uuid not null,
  version integer not null,
  organisation_id uuid not null references organisation,
  what text not null check (what <> ''),
  by_year integer not null check (by_year between 2000 and 2200),
  status text not null default 'open' check (status in ('open', 'made', 'not-made')),
  says text not null default '',
  foreign key (lesson_id, version) references lesson (id, version),
  constraint says_how check ((status = 'open') = (says = '')),
  unique (lesson_id, what)
);
create index lesson_promise_by_organisation on lesson_promise (organisation_id);

create function app_leads_learning(of_organisation uuid) returns boolean language sql stable as
  $$ select of_organisation = app_organisation() and 'learning-lead' = any (app_posts()) $$;

do $$ declare name text; begin
  foreach name in array array['lesson', 'lesson_source', 'lesson_event', 'lesson_promise'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', name);
    execute format('grant select, insert on %I to disruption_app', name);
  end loop;
end $$;

create policy on_the_case on lesson_source for select using (app_on_disruption(disruption_id));
create policy signed_insert on lesson_source for insert
  with check (app_on_disruption(disruption_id) and recorded_by = app_person());
create policy reads_alone_insert on lesson_source as restrictive for insert
  with check (app_may_write_disruption(disruption_id));

-- The link is written first: whoever may see it is on the case.
create policy region on lesson for select using (status in ('approved', 'replaced')
  and organisation_id = any ((select app_uuids('app.region'))::uuid[]));
create policy of_the_lead on lesson for select using (status <> 'draft' and app_leads_learning(organisation_id));
create policy on_the_case on lesson for select using (exists (select from lesson_source s where s.lesson_id = lesson.id));
create policy written on lesson for insert with check (status = 'draft' and exists (select from lesson_source s
  join disruption d on d.id = s.disruption_id
  where s.lesson_id = lesson.id and d.organisation_id = lesson.organisation_id and app_may_write_disruption(d.id)));
create policy changed on lesson for update
  using (status in ('draft', 'proposed', 'sent-back') and exists (select from lesson_source s
    where s.lesson_id = lesson.id and app_may_write_disruption(s.disruption_id)))
  with check (status in ('draft', 'proposed') and exists (select from lesson_source s join disruption d on d.id = s.disruption_id
    where s.lesson_id = lesson.id and d.organisation_id = lesson.organisation_id and app_may_write_disruption(s.disruption_id)));
-- Nobody decides on what they wrote themselves.
create policy decided on lesson for update
  using (status in ('proposed', 'approved', 'replaced') and app_leads_learning(organisation_id))
  with check (status in ('approved', 'replaced', 'sent-back', 'withdrawn') and app_leads_learning(organisation_id)
    and not exists (select from lesson_event e where e.lesson_id = lesson.id and e.by_id = app_person()
      and e.kind in ('written', 'changed', 'proposed')));
grant update (status, year, stage, factors, title, words, recommends, to_whom, promised) on lesson to disruption_app;

create policy of_the_lead on lesson_event for select using (app_leads_learning(organisation_id));
create policy on_the_case on lesson_event for select
  using (exists (select from lesson_source s where s.lesson_id = lesson_event.lesson_id));
create policy signed_insert on lesson_event for insert with check (by_id = app_person() and (
  (kind in ('written', 'changed', 'proposed') and exists (select from lesson_source s
    where s.lesson_id = lesson_event.lesson_id and app_may_write_disruption(s.disruption_id)))
  or (kind not in ('written', 'changed', 'proposed') and app_leads_learning(organisation_id))));

create policy with_its_lesson on lesson_promise for select
  using (exists (select from lesson l where l.id = lesson_promise.lesson_id and l.version = lesson_promise.version));
create policy of_the_lead on lesson_promise for insert with check (app_leads_learning(organisation_id));
create policy answered on lesson_promise for update using (app_leads_learning(organisation_id))
  with check (app_leads_learning(organisation_id));
grant update (status, says) on lesson_promise to disruption_app;
