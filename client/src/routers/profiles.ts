import { plainText } from '../api/plainText';
import type { RouterProfile } from '../deploy/types';
import { routerBounds, routerDefaults } from '../settings';

export interface CheckedProfiles {
  readonly profiles: readonly RouterProfile[];
  /** Each names the entry and the field, and says what is wanted. */
  readonly problems: readonly string[];
}

const settingName = 'routerosGuard.routers';
const knownFields = ['name', 'host', 'port', 'user', 'sha256', 'connectTimeoutSeconds', 'commandTimeoutSeconds'];

/** What is wrong with a profile's name, undefined when nothing is. `taken` are the names that others have already. */
export function nameProblem(value: string, taken: readonly string[] = []): string | undefined {
  if (value.trim() === '') return 'must not be empty';
  if (value !== value.trim()) return 'must not begin or end with a space';
  if (hasControlCharacter(value)) return 'must not contain control characters';
  if (value.length > 100) return 'must not be longer than 100 characters';
  return taken.includes(value) ? 'is used by another entry' : undefined;
}

/** What is wrong with a host name or an IP address, undefined when nothing is. A port or a URL is not part of it. */
export function hostProblem(value: string): string | undefined {
  if (value === '') return 'must not be empty';
  if (value.includes('/')) return 'must be a host name or an IP address alone, without "https://" or a path';
  if (/[\s"'<>@\\]/.test(value) || hasControlCharacter(value)) return 'must be a host name or an IP address';
  if (value.startsWith('[')) return 'must be an IP address without brackets';
  if (/^[^:]+:\d+$/.test(value)) return 'must not hold the port: it is a field of its own';
  return value.length > 253 ? 'must not be longer than 253 characters' : undefined;
}

/** What is wrong with a user name, undefined when nothing is. */
export function userProblem(value: string): string | undefined {
  if (value === '') return 'must not be empty';
  return hasControlCharacter(value) ? 'must not contain control characters' : undefined;
}

/** What is wrong with a port as a person types it, undefined when nothing is. */
export function portProblem(value: string): string | undefined {
  if (/^\d{1,5}$/.test(value)) return wholeNumberProblem(Number(value), routerBounds.port);
  return `must be a whole number from ${routerBounds.port.minimum} to ${routerBounds.port.maximum}`;
}

/** A SHA-256 fingerprint in the form `AA:BB:...`, from any common form of it; undefined when it is none. */
export function normaliseFingerprint(value: string): string | undefined {
  const digits = value.replace(/^sha-?256:/i, '').replace(/[:\s-]/g, '');
  if (!/^[0-9a-f]{64}$/i.test(digits)) return undefined;
  return (digits.toUpperCase().match(/../g) ?? []).join(':');
}

/**
 * Reads the value of the setting `routerosGuard.routers`. An entry with a problem is left out, the others are kept.
 * Never throws: whatever a person wrote becomes profiles and problems.
 */
export function checkProfiles(value: unknown): CheckedProfiles {
  if (!Array.isArray(value)) return { profiles: [], problems: [`${settingName} must be a list of routers`] };
  const profiles: RouterProfile[] = [];
  const problems: string[] = [];
  for (const [index, entry] of (value as unknown[]).entries()) {
    const names = profiles.map(({ name }) => name);
    const result = checkEntry(index, entry, names);
    problems.push(...result.problems);
    if (result.profile) profiles.push(result.profile);
  }
  return { profiles, problems };
}

/** The list of entries with `profile` in it: in place of the first of its name, else at the end. Every other entry stays as it is. */
export function withProfile(entries: readonly unknown[], profile: RouterProfile): readonly unknown[] {
  const place = entries.findIndex((entry) => hasName(entry, profile.name));
  return place < 0 ? [...entries, profile] : entries.map((entry, index) => (index === place ? profile : entry));
}

function hasName(entry: unknown, name: string): boolean {
  return typeof entry === 'object' && entry !== null && (entry as Readonly<Record<string, unknown>>).name === name;
}

function checkEntry(
  index: number,
  entry: unknown,
  taken: readonly string[],
): { readonly profile?: RouterProfile; readonly problems: readonly string[] } {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return { problems: [`${settingName}[${index}] must be an object with "name", "host" and "user"`] };
  }
  const fields = entry as Readonly<Record<string, unknown>>;
  const label = `${settingName}[${index}]${typeof fields.name === 'string' ? ` (${plainText(fields.name, 100)})` : ''}`;
  const problems: string[] = [];
  const complain = (field: string, problem: string | undefined): void => {
    if (problem !== undefined) problems.push(`${label}: "${field}" ${problem}`);
  };
  const text = (field: string, check: (text: string) => string | undefined, fallback?: string): string => {
    const given = fields[field] ?? fallback;
    if (typeof given !== 'string') {
      complain(field, given === undefined ? 'is missing' : 'must be text');
      return '';
    }
    complain(field, check(given));
    return given;
  };
  const wholeNumber = (field: keyof typeof routerBounds): number => {
    const given = fields[field] ?? routerDefaults[field];
    const problem = wholeNumberProblem(given, routerBounds[field]);
    complain(field, problem);
    return problem === undefined && typeof given === 'number' ? given : routerDefaults[field];
  };

  const fingerprint = text('sha256', fingerprintProblem, '');
  const profile: RouterProfile = {
    name: text('name', (name) => nameProblem(name, taken)),
    host: text('host', hostProblem),
    port: wholeNumber('port'),
    user: text('user', userProblem),
    sha256: normaliseFingerprint(fingerprint) ?? '',
    connectTimeoutSeconds: wholeNumber('connectTimeoutSeconds'),
    commandTimeoutSeconds: wholeNumber('commandTimeoutSeconds'),
  };
  if ('password' in fields) {
    complain('password', 'does not belong into settings: remove it, RouterOS Guard asks for it and keeps it safely');
  }
  for (const field of Object.keys(fields)) {
    if (field !== 'password' && !knownFields.includes(field))
      complain(plainText(field, 100), 'is not a field of a router');
  }
  return problems.length > 0 ? { problems } : { profile, problems };
}

function fingerprintProblem(value: string): string | undefined {
  if (value === '' || normaliseFingerprint(value) !== undefined) return undefined;
  return 'must be the SHA-256 fingerprint of the certificate: 32 bytes in hexadecimal, as in "AA:BB:..."';
}

function wholeNumberProblem(
  value: unknown,
  bounds: { readonly minimum: number; readonly maximum: number },
): string | undefined {
  const fits =
    typeof value === 'number' && Number.isInteger(value) && value >= bounds.minimum && value <= bounds.maximum;
  return fits ? undefined : `must be a whole number from ${bounds.minimum} to ${bounds.maximum}`;
}

/** Characters that steer the text around them count too: a name must look like what it is wherever it is shown. */
function hasControlCharacter(value: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
}
