-- Lists of people that an administrator brought, from the look at what would change to the end of the job that changes it.

create table people_import (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  brought_by uuid not null references person,
  brought_at timestamptz not null,
  -- Gone once the changes are made, or cannot be: who works there stands in the tables of people alone.
  list text,
  rows integer not null check (rows > 0),
  state text not null check (state in ('checked', 'applying', 'finished', 'refused', 'failed')),
  -- The hash of what was looked at, and who confirmed it.
  looked_at text not null default '',
  confirmed_by uuid references person,
  tries integer not null default 0,
  rows_done integer not null default 0 check (rows_done <= rows),
  -- When the job last told how far it is, or was over.
  moved_at timestamptz,
  constraint list_while_needed check ((list is null) = (state in ('finished', 'refused', 'failed'))),
  constraint confirmed_to_apply check ((confirmed_by is null) = (state = 'checked'))
);
create index people_import_by_organisation on people_import (organisation_id, brought_at);

alter table people_import enable row level security;
alter table people_import force row level security;
create policy service on people_import using ((select app_is_service())) with check ((select app_is_service()));
create policy administrator on people_import
  using (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]))
  with check (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]));
grant select, insert, delete on people_import to disruption_app;
grant update (list, state, looked_at, confirmed_by, tries, rows_done, moved_at) on people_import to disruption_app;
