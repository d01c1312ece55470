/** Address ranges that are not reached over the Internet: private (RFC 1918, RFC 6598), loopback, link-local, documentation is not among them. */
const privateRanges: readonly RegExp[] = [
  /^10\./,
  /^127\./,
  /^169\.254\./,
  /^192\.168\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
];

/** Is the text an IPv4 address (with or without a prefix length)? */
export function isIpv4(text: string): boolean {
  const [address = '', length] = text.split('/');
  if (length !== undefined && !(/^\d{1,2}$/.test(length) && Number(length) <= 32)) return false;
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

/** Is it an address of a private, shared, loopback or link-local range? Names and IPv6 beyond fc00::/7, fe80::/10 and ::1 are not. */
export function isPrivateAddress(text: string): boolean {
  if (isIpv4(text)) return privateRanges.some((range) => range.test(text));
  return /^(?:f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)/i.test(text);
}

/** Is it an IPv4 or IPv6 address that the Internet routes? Unspecified, private, multicast and reserved ones are not, and names are not. */
export function isPublicAddress(text: string): boolean {
  if (isIpv4(text)) {
    const [first = 0] = text.split('.').map(Number);
    return first > 0 && first < 224 && !isPrivateAddress(text);
  }
  return /^[23][0-9a-f]{3}:[0-9a-f:]*$/i.test(text.split('/')[0] ?? '');
}

/** Does an IPv4 prefix (`10.0.0.0/8`, or a single address) hold all of another? False where one of them is no IPv4 prefix. */
export function holdsPrefix(outer: string, inner: string): boolean {
  if (!isIpv4(outer) || !isIpv4(inner)) return false;
  const [outerLength, innerLength] = [lengthOf(outer), lengthOf(inner)];
  if (outerLength > innerLength) return false;
  const shift = 2 ** (32 - outerLength);
  return Math.floor(numberOf(outer) / shift) === Math.floor(numberOf(inner) / shift);
}

/** The network of an IPv4 prefix: `10.9.0.2/24` is in `10.9.0.0/24`. */
export function networkOf(prefix: string): string {
  const length = lengthOf(prefix);
  const size = 2 ** (32 - length);
  const first = Math.floor(numberOf(prefix) / size) * size;
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${bytes.join('.')}/${length}`;
}

function lengthOf(prefix: string): number {
  return Number(prefix.split('/')[1] ?? 32);
}

function numberOf(prefix: string): number {
  return (prefix.split('/')[0] ?? '').split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
