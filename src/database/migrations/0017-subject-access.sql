-- Statements of disagreement, each beside the record it is about and never over it (UK GDPR, articles 5(1)(d) and 16).

-- What somebody sent from their private page about their own copy, word for word, for those on the case to attach. It
-- is taken even when the copy was withdrawn while they wrote, which their own eyes would no longer see.
alter table copy add constraint copy_of_invitation unique (id, invitation_id);
create table sent_disagreement (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  invitation_id uuid not null references invitation,
  copy_id uuid not null,
  words text not null check (words <> ''),
  sent_at timestamptz not null,
  constraint sent_about_own_copy foreign key (copy_id, invitation_id) references copy (id, invitation_id)
);
create index sent_disagreement_by_disruption on sent_disagreement (disruption_id);

create table disagreement (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  about text not null check (about in ('account', 'decision', 'minutes', 'copy', 'view')),
  -- Of the kinds of which a case can have several: the one it is about.
  record_id uuid check ((record_id is null) = (about = 'account')),
  whose text not null check (whose <> ''),
  words text not null check (words <> ''),
  received_on date not null,
  withheld_from text[] not null default '{}',
  sent_id uuid references sent_disagreement,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  unique (disruption_id, sent_id)
);
create index disagreement_by_disruption on disagreement (disruption_id, recorded_at);

do $$ declare t text; begin
  foreach t in array array['sent_disagreement', 'disagreement'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      t || '_is_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      t || '_is_never_emptied', t);
    execute format('grant select, insert on %I to disruption_app', t);
  end loop;
end $$;
create policy attached on disagreement for insert with check (
  app_on_disruption(disruption_id) and recorded_by = app_person());
create policy reads_alone_insert on disagreement as restrictive for insert
  with check (app_may_write_disruption(disruption_id));
create policy own on sent_disagreement for select using (invitation_id = app_guest());
create policy sent on sent_disagreement for insert with check (invitation_id = app_guest() and exists (
  select from invitation i where i.id = app_guest() and i.disruption_id = sent_disagreement.disruption_id));
