import type { CookieSerializeOptions } from '@fastify/cookie';

/** A cookie's full name with what goes with it. */
export type HostCookie = { readonly name: string; readonly options: CookieSerializeOptions };

/**
 * A cookie for this host alone that no script can read: `__Host-` and Secure (RFC 6265bis, 4.1.3.2) wherever the
 * service has TLS. The demonstration has none, and browsers differ on Secure over http to a loopback address, so
 * there it goes without. SameSite is Lax, because people arrive from their identity provider and from e-mail.
 */
export const hostCookie = (publicUrl: string, name: string): HostCookie => {
  const secure = publicUrl.startsWith('https:');
  return {
    name: secure ? `__Host-${name}` : name,
    options: { path: '/', secure, httpOnly: true, sameSite: 'lax' },
  };
};
