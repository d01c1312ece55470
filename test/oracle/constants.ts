/**
 * Constants: what a script writes, and what the router prints for it. The type of an argument decides that (`1` is a second for a time); here each
 * reading that the written text allows is right.
 */

/** Is `printed` one of the forms in which the router prints the value that is written as `written`? */
export function sameConstant(written: string, printed: string): boolean {
  return written === printed || samePlain(written, printed) || sameList(written, printed);
}

function samePlain(written: string, printed: string): boolean {
  if (written === printed) return true;
  if (booleans[written] === printed) return true;
  const number = numberOf(written);
  if (number !== undefined && number === printed) return true;
  const time = timeOf(written);
  if (time !== undefined && time === timeOf(printed)) return true;
  const address = addressOf(written);
  if (address !== undefined && address === printed) return true;
  return sizeOf(written) === printed || (isMac(written) && written.toUpperCase() === printed.toUpperCase());
}

const booleans: Readonly<Partial<Record<string, string>>> = { yes: 'true', no: 'false' };

/** A list is printed with `;` for `,`; a part that may be negated is printed as whether it is, and itself; a prefix or range as its two parts. */
function sameList(written: string, printed: string): boolean {
  let rest = printed.split(';');
  for (const part of written.split(',')) {
    const taken = takePart(part, rest);
    if (taken === undefined) return false;
    rest = rest.slice(taken);
  }
  return rest.length === 0;
}

/** How many printed parts a written one accounts for; undefined where they differ. */
function takePart(written: string, printed: readonly string[]): number | undefined {
  const negated = written.startsWith('!');
  const plain = negated ? written.slice(1) : written;
  const [first = '', second] = printed;
  if (first === (negated ? 'true' : '') && second !== undefined) {
    const taken = takePlain(plain, printed.slice(1));
    if (taken !== undefined) return taken + 1;
  }
  return negated ? undefined : takePlain(plain, printed);
}

/** What has parts of its own (`address/length`, `from-to`, `equal:1`) may be printed as its parts. */
function takePlain(written: string, printed: readonly string[]): number | undefined {
  const [first, ...others] = printed;
  if (first === undefined) return undefined;
  if (samePlain(written, first)) return 1;
  if (others.length === 0) return undefined;
  for (const { index } of written.matchAll(/[/:-]/g)) {
    if (!samePlain(written.slice(0, index), first)) continue;
    const taken = takePlain(written.slice(index + 1), others);
    if (taken !== undefined) return taken + 1;
  }
  return undefined;
}

const largest = 2n ** 63n - 1n;

/** The number that is written, in decimal; what is too large is the largest one. */
function numberOf(written: string): string | undefined {
  const match = /^(-?)(0x[0-9a-fA-F]+|[0-9]+)$/.exec(written);
  if (!match) return undefined;
  const value = BigInt(match[2] ?? '');
  return `${match[1] ?? ''}${value > largest ? largest : value}`;
}

const units: Readonly<Partial<Record<string, bigint>>> = {
  w: 604_800_000_000_000n,
  d: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  ns: 1n,
};

/** Nanoseconds of `1w2d3h4m5s600ms`, `1d10:00:00`, `00:00:00.500` or a plain number of seconds. */
function timeOf(text: string): bigint | undefined {
  const match =
    /^(-?)((?:[0-9.]+(?:ms|us|ns|[wdhms]))*)(?:([0-9]+):([0-9]+)(?::([0-9]+)(?:\.([0-9]+))?)?|([0-9]+)(?:\.([0-9]+))?)?$/.exec(
      text,
    );
  if (!match || text === '' || text === '-') return undefined;
  const [
    ,
    sign,
    parts = '',
    hours = '0',
    minutes = '0',
    seconds = '0',
    fraction = '',
    plain = '0',
    plainFraction = '',
  ] = match;
  let total = 0n;
  for (const [, amount = '', unit = ''] of parts.matchAll(/([0-9.]+)(ms|us|ns|[wdhms])/g)) {
    const [whole = '0', decimals = ''] = amount.split('.');
    const factor = units[unit] ?? 0n;
    total += BigInt(whole) * factor + (BigInt(decimals.padEnd(9, '0').slice(0, 9)) * factor) / 1_000_000_000n;
  }
  total += ((BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(seconds) + BigInt(plain)) * 1_000_000_000n;
  total += BigInt((fraction + plainFraction).padEnd(9, '0').slice(0, 9));
  return sign === '-' ? -total : total;
}

/** `2.2` is `2.0.0.2`, `2.2/24` is `2.0.0.2/24`: the last part fills what is missing. */
function addressOf(written: string): string | undefined {
  const match = /^([0-9]+(?:\.[0-9]+){1,3})(\/[0-9]+)?$/.exec(written);
  if (!match) return undefined;
  const parts = (match[1] ?? '').split('.').map(Number);
  const last = parts.pop() ?? 0;
  const tail: number[] = [];
  for (let index = 4 - parts.length, rest = last; index > 0; index--, rest = Math.floor(rest / 256))
    tail.unshift(rest % 256);
  return [...parts, ...tail].join('.') + (match[2] ?? '');
}

/** `10M`, `64k`, `16MiB`: a number with a unit. */
function sizeOf(written: string): string | undefined {
  const match = /^([0-9]+)(k|M|G|T|KiB|MiB|GiB)$/.exec(written);
  if (!match) return undefined;
  const unit = match[2] ?? '';
  const power = 'kKMGT'.indexOf(unit.charAt(0));
  const exponent = power < 2 ? 1 : power;
  return String(Number(match[1]) * (unit.endsWith('iB') ? 1024 : 1000) ** exponent);
}

function isMac(written: string): boolean {
  return /^[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}$/.test(written);
}
