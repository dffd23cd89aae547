import { sql } from 'kysely';
import type { Speaker } from '../domain/minutes.ts';

/** Who said what stands in a passage, where it is told so. */
export const saidBy = sql<Speaker | null>`case
  when passage.said_by_invitation_id is not null then
    jsonb_build_object('is', 'invited', 'id', passage.said_by_invitation_id)
  when passage.said_by_child_id is not null then
    jsonb_build_object('is', 'child', 'id', passage.said_by_child_id) end`.as('saidBy');
