-- Whoever opened a case for a few hours changes nothing of its children either; only the columns they may write stopped them.
create function app_may_write_child(of_child uuid) returns boolean language plpgsql stable as $$
begin
  return app_is_service() or not exists (select from public.placement_child pc where pc.child_id = of_child
    and not app_may_write_placement(pc.placement_id));
end $$;
create policy reads_alone_update on child as restrictive for update using (app_may_write_child(id));
create policy reads_alone_delete on child as restrictive for delete using (app_may_write_child(id));

-- Nobody changes or takes away whose placement it is: there is no rule that lets anybody, and so nothing to narrow.
drop policy reads_alone_update on placement_child;
drop policy reads_alone_delete on placement_child;
