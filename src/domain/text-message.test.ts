import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MessageContent, MessageKind } from './message.ts';
import { composeTextMessage } from './text-message.ts';

const content: MessageContent = {
  organisation: 'Derby City Council',
  reference: 'Larch-48210736',
  name: 'Kirsty Oldroyd',
  mode: 'attend',
  meeting: {
    ...{ heldOn: '2026-04-08', startsAt: '10:00', minutesLong: 120, place: 'Room 4, The Council House' },
    ...{ calendarUid: 'u', sequence: 0 },
  },
};
const link = 'https://service.example/private/token';

test('a text message says when, and where to answer, in few words', () => {
  assert.equal(
    composeTextMessage('invitation', content, { link }),
    `From Derby City Council (Larch-48210736). Please come to a meeting on 8 April 2026 at 10am. Your private page: ${link}`,
  );
  assert.equal(
    composeTextMessage('change', content, { link }),
    `From Derby City Council (Larch-48210736). Your meeting has changed. It is now on 8 April 2026 at 10am. Your private page: ${link}`,
  );
  assert.equal(
    composeTextMessage('invitation', { ...content, mode: 'contribute' }, { link }),
    `From Derby City Council (Larch-48210736). We would like to hear from you before 8 April 2026. Your private page: ${link}`,
  );
  assert.equal(
    composeTextMessage('code', content, { code: '123456' }),
    'Your code is 123456. It works for 10 minutes. Please do not tell anybody.',
  );
  assert.match(composeTextMessage('cancellation', content, {}), /on 8 April 2026 is not going ahead/);
  assert.match(composeTextMessage('withdrawal', content, {}), /do not need to do anything/);
  assert.match(composeTextMessage('copy', content, { link }), /something for you to read/);
  assert.throws(() => composeTextMessage('invitation', { ...content, meeting: undefined } as never, {}));
});

test('whatever is in a message, a phone on the table shows no name and no place, and the link stands in those with a page alone', () => {
  const kinds = ['invitation', 'change', 'reminder', 'cancellation', 'withdrawal', 'code', 'copy'] as const;
  const words = fc.string({ minLength: 4 }).map((text) => `Zq${text}`);
  fc.assert(
    fc.property(
      fc.constantFrom<MessageKind>(...kinds),
      fc.constantFrom('attend' as const, 'contribute' as const),
      words,
      words,
      (kind, mode, name, place) => {
        const meeting = { ...(content.meeting as NonNullable<MessageContent['meeting']>), place };
        const text = composeTextMessage(kind, { ...content, mode, name, meeting }, { link, code: '123456' });
        assert.ok(!text.includes(name) && !text.includes(place));
        assert.equal(text.includes(link), ['invitation', 'change', 'reminder', 'copy'].includes(kind));
        assert.equal(text.includes('123456'), kind === 'code');
        assert.ok(text.length <= 306, 'two parts of a text message at most');
      },
    ),
  );
});
