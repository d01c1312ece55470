/** First and last address of the IPv4 blocks that do not lead to the Internet: own network, private, shared, loopback, link-local, multicast, reserved. */
const notPublic: readonly (readonly [number, number])[] = [
  [0x00000000, 0x00ffffff],
  [0x0a000000, 0x0affffff],
  [0x64400000, 0x647fffff],
  [0x7f000000, 0x7fffffff],
  [0xa9fe0000, 0xa9feffff],
  [0xac100000, 0xac1fffff],
  [0xc0a80000, 0xc0a8ffff],
  [0xe0000000, 0xffffffff],
];

/** Is the text one address of the Internet, IPv4 or IPv6 (a port behind `:` of an IPv4 address is left aside)? Names and anything else are not. */
export function isPublicAddress(text: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d+)?$/.exec(text);
  if (parts === null) return /^[23][0-9a-f]{3}:[0-9a-f:]*$/i.test(text);
  const bytes = parts.slice(1).map(Number);
  if (bytes.some((byte) => byte > 255)) return false;
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return !notPublic.some(([first, last]) => number >= first && number <= last);
}
