-- Those who advise a panel are told, by the reference of the case, that a report came into their tray.
do $$ begin
  execute (select format('alter table notice drop constraint notice_kind_check,
      add constraint notice_kind_check check ((%s) or kind = %L)', pg_get_expr(conbin, conrelid), 'panel-report-came')
    from pg_constraint where conname = 'notice_kind_check' and conrelid = 'notice'::regclass);
end $$;
create function app_tell_panel(of_sending uuid) returns void language plpgsql as $$
declare
  was text := current_setting('app.service', true);
  who uuid := app_person();
  told record;
begin
  perform set_config('app.service', 'on', true);
  for told in
    insert into notice (id, organisation_id, person_id, kind, reference, path, at)
      select gen_random_uuid(), p.organisation_id, p.id, 'panel-report-came', d.reference,
          '/panel/reports/' || d.id, app_now()
        from panel_sending s join disruption d on d.id = s.disruption_id join person p on p.organisation_id = s.organisation_id
        where s.id = of_sending and s.sent_by = who and app_holds_post(p.id, '{panel-advisor}')
          and coalesce(p.left_on, 'infinity') > app_today()
      returning id
  loop
    perform app_add_job('send-notice', jsonb_build_object('noticeId', told.id), 'notice:' || told.id);
  end loop;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;
