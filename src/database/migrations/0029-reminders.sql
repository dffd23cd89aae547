-- Whoever has not answered, or not written yet, is reminded.
alter table message
  drop constraint message_kind_check,
  add constraint message_kind_check
    check (kind in ('invitation', 'change', 'reminder', 'cancellation', 'withdrawal', 'code', 'copy'));
