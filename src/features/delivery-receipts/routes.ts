import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postReceipt } from './receive-receipt.ts';

/** A receipt has some twenty short fields. */
const MOST_BYTES = 16_384;

/** Where a delivery service says what became of what it had taken. Of another type than JSON nothing is read. */
export const deliveryReceiptsFeature = async (app: FastifyInstance, service: Service): Promise<void> => {
  await app.register(async (receipts) => {
    const json = receipts.getDefaultJsonParser('error', 'error');
    receipts.removeAllContentTypeParsers();
    receipts.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: MOST_BYTES }, json);
    receipts.post('/notify/callback', { config: { may: 'delivery-service' } }, postReceipt(service));
  });
};
