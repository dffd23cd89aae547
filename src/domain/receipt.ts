/** How a delivery service says in the end that something it had taken went (GOV.UK Notify’s published statuses). */
export const receiptStatuses = [
  'delivered',
  'permanent-failure',
  'temporary-failure',
  'technical-failure',
] as const;
export type ReceiptStatus = (typeof receiptStatuses)[number];

/** What a delivery service has taken of one message, and the last word on it; null while there is none. */
export type Taken = {
  readonly notificationId: string;
  readonly takenAt: Date;
  readonly receipt: ReceiptStatus | null;
};

export type Receipt = {
  readonly notificationId: string;
  readonly status: ReceiptStatus;
  /** When the service took what the receipt is about. */
  readonly takenAt: Date;
};

/**
 * What a receipt means for its message, of which the service has taken all of `taken`: whether it is to be kept, and what
 * becomes of the message. A message can have been taken several times, each after the one before had failed, and receipts
 * come late, twice and in any order. Only the first one about whatever was taken last says anything of the message.
 * What is not in `taken` counts by the time when the service took it: our note of it may not have been made yet, or the
 * service’s answer got lost.
 */
export const meaningOf = (
  receipt: Receipt,
  taken: readonly Taken[],
): { readonly isKept: boolean; readonly becomes: 'arrived' | 'failed' | 'as-it-was' } => {
  const known = taken.find(({ notificationId }) => notificationId === receipt.notificationId);
  if (known !== undefined && known.receipt !== null) return { isKept: false, becomes: 'as-it-was' };
  const takenAt = known?.takenAt ?? receipt.takenAt;
  const isLast = taken.every((one) => one === known || one.takenAt < takenAt);
  if (!isLast) return { isKept: known !== undefined, becomes: 'as-it-was' };
  return { isKept: true, becomes: receipt.status === 'delivered' ? 'arrived' : 'failed' };
};

/** Why a message did not arrive, for the people on its case. */
export const failureInWords = (way: 'email' | 'sms', status: Exclude<ReceiptStatus, 'delivered'>): string => {
  if (status === 'technical-failure') return 'GOV.UK Notify could not send it';
  if (way === 'email')
    return status === 'permanent-failure'
      ? 'The e-mail address does not exist, or it was refused there'
      : 'The mailbox is full, or did not take it for now';
  return status === 'permanent-failure'
    ? 'The telephone number does not exist, or it was refused there'
    : 'The telephone could not be reached for three days';
};
