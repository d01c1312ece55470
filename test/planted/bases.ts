import { readFileSync } from 'node:fs';

/** Clean configurations. `alone` is an empty file; `export` a full export, which speaks by its silence too; the others are scripts. */
export type Base = 'alone' | 'hardened' | 'layered-firewall' | 'export';

/** Into what a defect is planted unless it says otherwise. */
export const scripts: readonly Base[] = ['alone', 'hardened', 'layered-firewall'];

/** In which no preset finds anything: what the home router of the examples lacks stands at its end. */
const exportBase =
  example('home-router-export').replace(' auto-smb-sharing=yes', '') +
  `/system logging action
add name=collector remote=192.168.88.5 target=remote
/system logging
add action=collector topics=critical
add action=collector topics=account
/system ntp client
set enabled=yes
/system ntp client servers
add address=pool.ntp.org
/tool mac-server ping
set enabled=no
/user settings
set minimum-categories=3 minimum-password-length=12
`;

export const bases: Readonly<Record<Base, string>> = {
  alone: '',
  hardened: example('hardened'),
  'layered-firewall': example('layered-firewall'),
  export: exportBase,
};

function example(name: string): string {
  return readFileSync(new URL(`../../examples/${name}.rsc`, import.meta.url), 'utf8');
}

/** One item a line, however long. */
export function unjoined(text: string): string {
  return text.replace(/\\\n\s*/g, '');
}
