-- Jobs are added in the transaction of the change that causes them. The queue's own tables belong to the owner;
-- the service's role may only add, through this one function.
create function app_add_job(task text, payload jsonb, job_key text) returns void
  language sql security definer set search_path = graphile_worker, pg_temp as
  $$ select graphile_worker.add_job(task, payload::json, job_key => job_key, max_attempts => 12) $$;
revoke all on function app_add_job(text, jsonb, text) from public;
grant execute on function app_add_job(text, jsonb, text) to disruption_app;
