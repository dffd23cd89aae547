import type { AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Where a provider keeps what it has issued: in this process, until it expires. */
export const inMemory = (): AdapterFactory => {
  const kept = new Map<string, AdapterPayload>();
  const forget = (isOver: (payload: AdapterPayload) => boolean) => {
    for (const [key, payload] of kept) if (isOver(payload)) kept.delete(key);
  };
  return (model) => {
    const find = async (id: string) => kept.get(`${model}:${id}`);
    return {
      find,
      findByUid: async (uid) =>
        [...kept.values()].find((payload) => payload.kind === model && payload.uid === uid),
      findByUserCode: async () => undefined,
      upsert: async (id, payload) => {
        forget(({ exp = Number.POSITIVE_INFINITY }) => exp * 1_000 < Date.now());
        kept.set(`${model}:${id}`, payload);
      },
      consume: async (id) => {
        const payload = await find(id);
        if (payload) payload.consumed = true;
      },
      destroy: async (id) => {
        kept.delete(`${model}:${id}`);
      },
      revokeByGrantId: async (grantId) => forget((payload) => payload.grantId === grantId),
    };
  };
};
