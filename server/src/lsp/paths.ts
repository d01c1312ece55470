/** URIs of files as paths parted by `/` (rules/configuration/paths.ts) and back. A file of another machine keeps its name: `//server/share/file`. */

/** The path of a `file:` URI; undefined for any other. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const { protocol, host, pathname } = new URL(uri);
    if (protocol !== 'file:') return undefined;
    const path = decodeURIComponent(pathname).replace(/\/+$/, '');
    return host === '' ? path : `//${host}${path}`;
  } catch {
    // No URI, or escapes that stand for no text.
    return undefined;
  }
}

export function uriOfPath(path: string): string {
  const [, host = '', rest = path] = /^\/\/([^/]+)(\/.*)$/.exec(path) ?? [];
  return `file://${host}${rest.split('/').map(encodeURIComponent).join('/')}`;
}
