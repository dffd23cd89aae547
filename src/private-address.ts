import { isIPv4 } from 'node:net';

/** True for an address that only this machine can reach. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'));

/** The host of an address, or what was given when it is a host already. */
export const hostOf = (address = ''): string => (URL.canParse(address) ? new URL(address).hostname : address);

/** True when nobody on the way can read along, and for no address at all. */
export const isPrivate = (url = ''): boolean =>
  url === '' || url.startsWith('https://') || isLoopback(hostOf(url));
