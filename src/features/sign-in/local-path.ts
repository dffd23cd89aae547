/**
 * The page of this service that an address names, or the home page when it names anything else. The address is
 * read as a browser would read it, because `/\evil.example`, `/%09/evil.example` and `/.//evil.example` also lead away.
 */
export const localPath = (address: string, publicUrl: string): string => {
  const url = URL.parse(address, publicUrl);
  if (!address.startsWith('/') || url?.origin !== publicUrl || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
};
