import { serviceFrom } from '../../src/app.ts';
import { asService, connect } from '../../src/database/connection.ts';
import { fileMinutes } from '../../src/features/filing/file-minutes.ts';
import { testConfig } from '../app.ts';

/**
 * A worker in a process of its own, so that it can be killed: files what is queued, on the database and with the systems
 * that it is told. Says on its output when it begins.
 */
const [databaseUrl = '', systems = ''] = process.argv.slice(2);
const db = connect(databaseUrl);
const service = serviceFrom(testConfig({ FILING_SYSTEMS: systems }), db);
const waiting = await asService(service, (tx) =>
  tx
    .selectFrom('filing')
    .where('status', 'in', ['queued', 'sent'])
    // What was cut off is taken up first.
    .orderBy('expects')
    .orderBy('id')
    .select('id')
    .execute(),
);
process.stdout.write('ready\n');
for (const { id } of waiting) await fileMinutes(service, id);
await db.destroy();
