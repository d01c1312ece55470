import type { ScriptModel } from '../../model/types';
import { compareReleases, releaseKey } from '../../schema/releases';
import { enabledState, isYes } from './items';
import { serviceMenu } from './services';
import { settledValue } from './writtenSettings';
import { singleItem } from './settings';

interface AffectedRange {
  /** First release of the line, `0` for all before. */
  readonly from: string;
  /** First release of the line that is mended. */
  readonly fixed: string;
}

interface Vulnerability {
  readonly id: string;
  readonly what: string;
  readonly ranges: readonly AffectedRange[];
  /** May the configuration make it matter? Only where the file tells that it does not, it does not. */
  readonly matters: (script: ScriptModel) => boolean;
}

/** Is one of these services on, as far as the file tells? */
function serves(...names: readonly string[]): (script: ScriptModel) => boolean {
  return (script) => {
    const state = script.state(serviceMenu);
    return names.some((name) => {
      const item = state.item(name);
      return item === undefined || enabledState(state, item) !== 'disabled';
    });
  };
}

/**
 * Vulnerabilities whose mended releases are established (facts, security-rules.md section 6, without what is marked as inferred there). It is no list
 * of all that is known of RouterOS: it holds what has been used against many routers, or opens them without a login.
 */
const vulnerabilities: readonly Vulnerability[] = [
  {
    id: 'CVE-2018-7445',
    what: 'the SMB server can be taken over without a login',
    ranges: [{ from: '0', fixed: '6.41.3' }],
    matters: (script) => isYes(settledValue(script, '/ip/smb', singleItem(script, '/ip/smb'), 'enabled')),
  },
  {
    id: 'CVE-2018-14847',
    what: 'WinBox gives out files, passwords among them, without a login',
    ranges: [
      { from: '6.29', fixed: '6.40.8' },
      { from: '6.41', fixed: '6.42.1' },
      { from: '6.43rc1', fixed: '6.43rc4' },
    ],
    matters: serves('winbox'),
  },
  {
    id: 'CVE-2018-19298',
    what: 'IPv6 packets bring the router down',
    ranges: [
      { from: '0', fixed: '6.43.14' },
      { from: '6.44', fixed: '6.44.2' },
    ],
    matters: (script) =>
      ['/ipv6/address', '/ipv6/dhcp-client', '/ipv6/route'].some((menu) => script.evidence.mentions(menu)),
  },
  {
    id: 'CVE-2019-3924',
    what: 'WinBox reaches hosts behind the firewall without a login',
    ranges: [
      { from: '0', fixed: '6.42.12' },
      { from: '6.43', fixed: '6.43.12' },
    ],
    matters: serves('winbox'),
  },
  {
    id: 'CVE-2019-3978',
    what: 'WinBox fills the DNS cache with forged answers without a login',
    ranges: [
      { from: '0', fixed: '6.44.6' },
      { from: '6.45', fixed: '6.45.7' },
    ],
    matters: serves('winbox'),
  },
  {
    id: 'CVE-2023-30799',
    what: 'an administrator becomes master of the whole system',
    ranges: [{ from: '0', fixed: '6.49.7' }],
    matters: serves('winbox', 'www', 'www-ssl'),
  },
];

/** A vulnerability of a release, and the release of its line that mends it. */
export interface KnownVulnerability {
  readonly id: string;
  readonly what: string;
  readonly fixed: string;
}

/** What is known to be wrong with a release, leaving out what the file shows not to matter. */
export function vulnerabilitiesOf(script: ScriptModel, release: string): readonly KnownVulnerability[] {
  // `6.45.X`, as people write who make an export public: what names no release is not older than any.
  if (releaseKey(release) === undefined) return [];
  return vulnerabilities.flatMap(({ id, what, ranges, matters }) => {
    const range = ranges.find(
      ({ from, fixed }) => compareReleases(release, fixed) < 0 && (from === '0' || compareReleases(release, from) >= 0),
    );
    return range !== undefined && matters(script) ? [{ id, what, fixed: range.fixed }] : [];
  });
}
