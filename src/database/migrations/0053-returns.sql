-- The yearly return on looked-after children (SSDA903): that a file was brought and what was wrong in it, and what it proposes
-- to look at. The rows of the return itself are in no table: the placements of children whose placements go on are nobody’s
-- business here. Neither table goes with a case: a proposal is there before there is one, and may lead to none.

create table return_import (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- The year to 31 March of this.
  collection_year integer not null check (collection_year between 2000 and 2100),
  brought_by uuid not null references person,
  brought_at timestamptz not null,
  state text not null check (state in ('reading', 'finished', 'refused', 'cancelled', 'stopped')),
  -- What came, and how much of it was read; of a reading that says nothing for a minute nobody is reading any more.
  files text[] not null default '{}',
  rows_read integer not null default 0,
  bytes_read bigint not null default 0,
  bytes_expected bigint not null default 0,
  moved_at timestamptz not null,
  cancel_asked boolean not null default false,
  refused_because text not null default '',
  -- The first problems, with their rows and columns, and how many there are.
  problems jsonb not null default '[]',
  problem_count integer not null default 0,
  proposals_new integer not null default 0,
  proposals_changed integer not null default 0,
  proposals_same integer not null default 0,
  proposals_gone integer not null default 0
);
create unique index one_return_read_a_year on return_import (organisation_id, collection_year) where state = 'reading';
create index return_import_by_organisation on return_import (organisation_id, brought_at);

create table return_proposal (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  collection_year integer not null,
  -- What it is known by when the return is brought again.
  key text not null,
  kind text not null,
  file text not null,
  -- Where it stood when it was last read, and what a person looks at.
  row integer not null,
  content jsonb not null,
  seen_in uuid not null,
  first_seen_at timestamptz not null,
  -- When a corrected return said otherwise than before, or nothing any more. An answer stands all the same.
  changed_at timestamptz,
  gone_at timestamptz,
  answer text check (answer in ('to-record', 'known', 'dismissed')),
  reason text not null default '',
  -- Of the case it is: no reference, since the case goes on its own day.
  known_case text not null default '',
  answered_by uuid references person,
  answered_at timestamptz,
  constraint answered_by_somebody check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)),
  constraint dismissed_with_a_reason check (answer is distinct from 'dismissed' or reason <> ''),
  constraint known_as_a_case check ((answer is not distinct from 'known') = (known_case <> '')),
  unique (organisation_id, collection_year, key)
);
create index return_proposal_to_answer on return_proposal (organisation_id, kind, collection_year, id)
  where answer is null and gone_at is null;

alter table return_import enable row level security;
alter table return_import force row level security;
alter table return_proposal enable row level security;
alter table return_proposal force row level security;
create policy service on return_import using ((select app_is_service())) with check ((select app_is_service()));
create policy service on return_proposal using ((select app_is_service())) with check ((select app_is_service()));
create policy administrator on return_import
  using (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]))
  with check (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]));
create policy manager on return_proposal
  using (organisation_id = (select app_organisation())
    and (select app_posts())::text[] && array['team-manager', 'service-manager', 'head-of-service']
    and not 'administrator' = any ((select app_posts())::text[]))
  with check (organisation_id = (select app_organisation()) and (answered_by is null or answered_by = app_person()));
-- A manager answers what there is. Only a return adds to it, and only the years take from it.
create policy added_by_returns on return_proposal as restrictive for insert with check ((select app_is_service()));
create policy taken_by_years on return_proposal as restrictive for delete using ((select app_is_service()));
grant select, insert, delete on return_import, return_proposal to disruption_app;
grant update (state, files, rows_read, bytes_read, bytes_expected, moved_at, cancel_asked, refused_because, problems,
  problem_count, proposals_new, proposals_changed, proposals_same, proposals_gone) on return_import to disruption_app;
grant update (kind, file, row, content, seen_in, changed_at, gone_at, answer, reason, known_case, answered_by, answered_at)
  on return_proposal to disruption_app;

-- An answer is changed by another answer; nobody takes it away.
create function keep_answer() returns trigger language plpgsql as $$ begin
  if old.answered_by is not null and new.answered_by is null then
    raise exception 'an answer stays' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger answer_stays before update on return_proposal for each row execute function keep_answer();
