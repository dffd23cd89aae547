-- Organisations, teams, posts and people, each with the days they are for.

-- What time it is, as the service has it; the server's clock when it says nothing.
create function app_now() returns timestamptz language sql stable as
  $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;
create function app_today() returns date language sql stable as
  $$ select (app_now() at time zone 'Europe/London')::date $$;

alter table organisation
  add column from_on date,
  add column until_on date check (until_on >= from_on);

alter table person
  add column joined_on date,
  -- How the council's own directory knows somebody (RFC 7643, externalId); null for those added by hand.
  add column directory_id text,
  -- A keyed hash of the postcode somebody lives in, for what they open about a neighbour to stand out.
  add column home_postcode_key bytea,
  add column handed_over_at timestamptz,
  add constraint person_leaves_after_joining check (left_on >= joined_on);
create unique index person_by_directory on person (organisation_id, directory_id) where directory_id is not null;
create index person_by_email on person (lower(email));

create table team (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null check (name <> ''),
  from_on date,
  until_on date check (until_on >= from_on),
  unique (organisation_id, name),
  unique (organisation_id, id)
);

-- What somebody does, where, and from when until when, both days included. Several at a time are no exception.
create table person_post (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  post text not null check (post <> ''),
  team_id uuid,
  from_on date,
  until_on date check (until_on >= from_on),
  foreign key (organisation_id, team_id) references team (organisation_id, id)
);
create index person_post_by_person on person_post (person_id);
create index person_post_by_post on person_post (post, organisation_id);
create index person_post_by_team on person_post (team_id) where team_id is not null;
insert into person_post (id, organisation_id, person_id, post)
  select gen_random_uuid(), organisation_id, id, post from person where post <> '';
alter table person drop column post;
create index line_management_by_manager on line_management (manager_id);

-- The post somebody holds today, as pages name it: of several the one taken up last. Empty for none.
create function app_post(of_person uuid) returns text language sql stable as $$
  select coalesce((select p.post from person_post p where p.person_id = of_person
    and coalesce(p.from_on, '-infinity') <= app_today() and coalesce(p.until_on, 'infinity') >= app_today()
    order by p.from_on desc nulls last, p.post limit 1), '') $$;
create function app_holds_post(of_person uuid, wanted text[]) returns boolean language sql stable as $$
  select exists (select from person_post p where p.person_id = of_person and p.post = any (wanted)
    and coalesce(p.from_on, '-infinity') <= app_today() and coalesce(p.until_on, 'infinity') >= app_today()) $$;

-- Everybody below a manager today: those they line-manage, those in a team they manage, and so on down. Managing takes
-- a manager's post.
create function app_managed_by(manager uuid) returns uuid[] language sql stable as $$
  with recursive below(id) as (
    select manager
    union
    select link.person_id from below cross join lateral (
      select m.person_id from line_management m where m.manager_id = below.id
        and m.from_on <= app_today() and coalesce(m.until_on, 'infinity') >= app_today()
      union all
      select member.person_id from person_post head join person_post member on member.team_id = head.team_id
        where head.person_id = below.id and head.post in ('team-manager', 'service-manager', 'head-of-service')
          and coalesce(head.from_on, '-infinity') <= app_today() and coalesce(head.until_on, 'infinity') >= app_today()
          and member.post not in ('team-manager', 'service-manager', 'head-of-service')
          and coalesce(member.from_on, '-infinity') <= app_today() and coalesce(member.until_on, 'infinity') >= app_today()
    ) link
    where app_holds_post(below.id, '{team-manager,service-manager,head-of-service}')
  )
  select coalesce(array_agg(id), '{}') from below where id <> manager $$;

alter table session add column authenticated_at timestamptz;
update session set authenticated_at = created_at;
alter table session alter column authenticated_at set not null;

-- Reference numbers are unique in a council, so that nobody learns from a refusal what another one has.
alter table disruption drop constraint disruption_reference_key;
alter table disruption add constraint disruption_reference_in_organisation unique (organisation_id, reference);
create index disruption_by_reference on disruption (lower(reference));
