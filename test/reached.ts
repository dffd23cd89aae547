import { asService } from '../src/database/connection.ts';
import { confirmChannels } from '../src/database/contact-channels.ts';
import type { Channel } from '../src/domain/contact-channel.ts';
import type { TestApp } from './app.ts';

/** Everybody of the example placement who has no account, by their source. */
const sourcesOf = async ({ service, example }: TestApp): Promise<readonly string[]> =>
  asService(service, async (tx) => {
    const of = { placement_id: example.placementId };
    const ids = async (table: 'contact' | 'placement_carer', prefix: string) =>
      (await tx.selectFrom(table).where('placement_id', '=', of.placement_id).select('id').execute()).map(
        ({ id }) => `${prefix}-${id}`,
      );
    return [...(await ids('contact', 'contact')), ...(await ids('placement_carer', 'carer'))];
  });

/** Makes sure of how everybody of the example placement is reached, as somebody does before they are written to. */
export const reachEverybody = async (
  running: TestApp,
  confirmedOn = '2026-03-02',
  channels: readonly Channel[] = ['email'],
): Promise<void> => {
  const { service, example } = running;
  const sources = await sourcesOf(running);
  await asService(service, async (tx) => {
    for (const source of sources)
      await confirmChannels(
        tx,
        { placementId: example.placementId, source },
        { channels, how: 'I rang them, and they read it back', confirmedOn },
        { by: example.people.amina, at: service.clock() },
      );
  });
};
