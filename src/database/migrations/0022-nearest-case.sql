-- Looking for a case that is not there has to take as long as looking for one that is not theirs. What is looked at is
-- then the case that was asked for or, in its place, the next one there is: a row either way, and the same policies on it.
create function app_nearest_case(asked uuid) returns uuid language plpgsql as $$
declare was text := current_setting('app.service', true); nearest uuid;
begin
  perform set_config('app.service', 'on', true);
  select d.id into nearest from disruption d where d.id >= asked order by d.id limit 1;
  if nearest is null then select d.id into nearest from disruption d order by d.id limit 1; end if;
  perform set_config('app.service', coalesce(was, ''), true);
  return nearest;
end $$;

create or replace function app_audit_refusal(act text, rule text, intent text, subject_kind text, subject_id uuid)
returns void language plpgsql as $$
declare was text := current_setting('app.service', true); nearest record;
begin
  perform set_config('app.service', 'on', true);
  select d.id, d.organisation_id into nearest from disruption d
    where subject_kind = 'disruption' and d.id >= subject_id order by d.id limit 1;
  perform set_config('app.service', coalesce(was, ''), true);
  perform app_audit(act, rule, 'refused', intent, subject_kind, subject_id,
    case when nearest.id = subject_id then nearest.organisation_id end);
end $$;
