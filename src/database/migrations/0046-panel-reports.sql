-- What a panel is told of an ending, and what becomes of it (DC-3, DC-4, DC-5). A report is written as a draft of which every
-- saved state stays, so that nothing that two people type is lost. Its authors each send it for themselves; what was sent stands
-- as it was sent, on the version of the form that it was written on. It is read by staff on the case and by the advisors of the
-- panel that it was sent to, and by no family.
create table panel_draft (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  revision integer not null check (revision > 0),
  form_key text not null check (form_key <> ''),
  form_version text not null check (form_version <> ''),
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  saved_by uuid not null references person,
  saved_at timestamptz not null,
  unique (disruption_id, revision)
);
create table panel_sending (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  -- Whose panel it was sent to.
  organisation_id uuid not null references organisation,
  rule_id text not null check (rule_id <> ''),
  capacity text not null check (capacity <> ''),
  -- The form with its answers and where each came from, as FilledForm in panel-form.ts has it.
  filled jsonb not null check (jsonb_typeof(filled) = 'object'),
  sent_by uuid not null references person,
  sent_at timestamptz not null
);
create index panel_sending_by_case on panel_sending (disruption_id, sent_at);
create index panel_sending_by_panel on panel_sending (organisation_id, sent_at);
-- What the panel's advisor did with it, in order: on the agenda of a day, considered, and each thing that the panel concluded,
-- which is a piece of work on the case.
create table panel_step (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('agenda', 'considered', 'review-plan', 'reconsider-approval', 'investigate',
    'later-report')),
  on_day date not null,
  words text not null default '',
  action_id uuid unique references action,
  done_by uuid not null references person,
  done_at timestamptz not null,
  constraint concluded_is_work check ((kind in ('agenda', 'considered')) = (action_id is null)),
  constraint says_what check (kind = 'agenda' or words <> '')
);
create index panel_step_by_case on panel_step (disruption_id, done_at);
create index panel_step_by_panel on panel_step (organisation_id);

do $$ declare t text; begin
  foreach t in array array['panel_draft', 'panel_sending', 'panel_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    -- A panel's advisor does not come to the case at all: see below.
    if t <> 'panel_step' then
      execute format('create policy reads_alone_insert on %I as restrictive for insert
        with check (app_may_write_disruption(disruption_id))', t);
    end if;
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      t || '_is_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      t || '_is_never_emptied', t);
    execute format('grant select, insert on %I to disruption_app', t);
  end loop;
end $$;
create policy signed_insert on panel_draft for insert
  with check (app_on_disruption(disruption_id) and saved_by = app_person());
create policy signed_insert on panel_sending for insert
  with check (app_on_disruption(disruption_id) and sent_by = app_person());

-- Whoever advises the panel that a report was sent to reads it, and says what became of it, on a case that they do not open.
create policy sent_to_own_panel on panel_sending for select using ((select app_advises_panel())
  and organisation_id = (select app_organisation()));
create policy of_own_panel on panel_step for select using ((select app_advises_panel())
  and organisation_id = (select app_organisation()));
create policy signed_insert on panel_step for insert with check (app_advises_panel() and organisation_id = app_organisation()
  and done_by = app_person() and exists (select from panel_sending s where s.disruption_id = panel_step.disruption_id
    and s.organisation_id = panel_step.organisation_id));

-- The cases of which something was sent to the panel of the advisor who asks, by reference and council, and nothing else of them.
create function app_panel_tray() returns table (disruption_id uuid, reference text, council text) language plpgsql as $$
declare was text := current_setting('app.service', true); own uuid := app_organisation();
begin
  if not app_advises_panel() then return; end if;
  perform set_config('app.service', 'on', true);
  return query select d.id, d.reference, o.name from disruption d join organisation o on o.id = d.organisation_id
    where exists (select from panel_sending s where s.disruption_id = d.id and s.organisation_id = own) order by d.reference;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;
