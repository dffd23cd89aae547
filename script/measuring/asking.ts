import type { Figure } from './figures.ts';
import { type Answer, send } from './load.ts';

/** Does things in turn, and goes on where the last spell ended. */
export const inTurn = <T>(things: readonly T[], work: (thing: T) => Promise<void>) => {
  let turn = 0;
  return (): Promise<void> => {
    const thing = things[turn++ % things.length];
    return thing === undefined ? Promise.resolve() : work(thing);
  };
};

/** Asks a figure's requests of a service, one after the other. Throws on an answer of another status. */
export const askOf = (
  port: number,
  { name, status, asks }: Figure,
  hear: (answer: Answer) => void = () => undefined,
) =>
  inTurn(asks, async (ask) => {
    const answer = await send(port, ask());
    if (answer.status !== status)
      throw new Error(`${name} answers ${answer.status}: ${answer.body.slice(0, 500)}`);
    hear(answer);
  });
