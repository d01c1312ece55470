import type { CommandUse, ItemState, ScriptModel } from '../../model/types';
import { namesIn } from '../../model/selector';
import { listed } from './accessValues';
import { argumentNamed } from './items';
import { serviceMenu, serviceNamed } from './services';

export const certificateMenu = '/certificate';

export const certificateManual =
  'https://manual.mikrotik.com/docs/authentication-authorization-accounting/certificates';

/** A certificate that the file makes, as `add` and later commands leave it. */
export interface MadeCertificate {
  readonly item: ItemState;
  readonly add: CommandUse;
  /** Its names: that of the template, and those that `sign name=` gives. */
  readonly names: readonly string[];
}

/** What the file signs (or asks others to sign): by name, or perhaps any, where the certificate is computed. */
export interface Signed {
  readonly names: ReadonlySet<string>;
  readonly perhapsAny: boolean;
  /** New names by old ones (`sign Server name=router`). */
  readonly renamed: ReadonlyMap<string, string>;
  /** The names of what signs others (`ca=`). */
  readonly authorities: ReadonlySet<string>;
}

/** The commands that make a certificate of a template, with the argument that names it (vendor manual, "Certificates"). */
const signing: ReadonlyMap<string, string> = new Map([
  ['sign', 'number'],
  ['create-certificate-request', 'template'],
  ['add-scep', 'template'],
]);

export function signedIn(script: ScriptModel): Signed {
  const names = new Set<string>();
  const authorities = new Set<string>();
  const renamed = new Map<string, string>();
  let perhapsAny = false;
  for (const command of commandsEverywhere(script)) {
    const argument = signing.get(command.use.verb);
    if (argument === undefined) continue;
    const ca = argumentNamed(command.use, 'ca')?.value?.text;
    if (ca !== undefined) authorities.add(ca);
    const value = argumentNamed(command.use, argument)?.value;
    const signed = namesIn(command.script.text, value, command.use, command.script.commands);
    if (signed === undefined) {
      perhapsAny = true;
      continue;
    }
    for (const name of signed) names.add(name);
    const newName = argumentNamed(command.use, 'name')?.value?.text;
    const [only] = signed;
    if (newName !== undefined && only !== undefined) renamed.set(only, newName);
  }
  return { names, perhapsAny, renamed, authorities };
}

/** The commands of /certificate, those of scripts inside values among them. */
function commandsEverywhere(
  script: ScriptModel,
): readonly { readonly use: CommandUse; readonly script: ScriptModel }[] {
  return [
    ...script.commandsOf(certificateMenu).map((use) => ({ use, script })),
    ...script.embedded.flatMap((embedded) => commandsEverywhere(embedded.script)),
  ];
}

/** The certificates that the file makes by `add`, without those of a computed name and those that are made after another one. */
export function madeCertificates(script: ScriptModel, { renamed }: Signed): readonly MadeCertificate[] {
  return script.state(certificateMenu).items.flatMap((item) => {
    const add = item.added;
    if (add === undefined || item.removed || item.name === undefined || item.name === '') return [];
    if (argumentNamed(add, 'copy-from') !== undefined) return [];
    const later = renamed.get(item.name);
    return [{ item, add, names: [...item.formerNames, item.name, ...(later === undefined ? [] : [later])] }];
  });
}

/** Where something of the file uses a certificate by its name. */
export interface CertificateUse {
  readonly command: CommandUse;
  /** A server with TLS, by the name that a message gives it; undefined for any other use. */
  readonly server: string | undefined;
  /** A web server or the API: its clients compare the name that they connect to. */
  readonly comparesNames: boolean;
}

const vpnServers: ReadonlyMap<string, string> = new Map([
  ['/interface/sstp-server/server', 'the SSTP server'],
  ['/interface/ovpn-server/server', 'the OpenVPN server'],
]);

/** The uses of certificates in the file, by name: `certificate=NAME` of any command outside /certificate. */
export function certificateUses(script: ScriptModel): ReadonlyMap<string, readonly CertificateUse[]> {
  const uses = new Map<string, CertificateUse[]>();
  for (const command of script.commands) {
    if (command.menu === certificateMenu || command.menu === '') continue;
    const name = argumentNamed(command, 'certificate')?.value?.text;
    if (name === undefined || name === '' || name === 'none') continue;
    const service =
      command.menu === serviceMenu
        ? listed(argumentNamed(command, 'numbers')?.value?.text ?? '').find((one) => serviceNamed(one)?.tls)
        : undefined;
    const use: CertificateUse = {
      command,
      server: service ?? vpnServers.get(command.menu),
      comparesNames: service !== undefined,
    };
    const known = uses.get(name);
    if (known === undefined) uses.set(name, [use]);
    else known.push(use);
  }
  return uses;
}

/** The usages of a certificate: undefined where `key-usage` is not written (or computed: then `[]` would say too much). */
export function usagesOf(item: ItemState): readonly string[] | 'default' | 'unknown' {
  const usage = item.properties.get('key-usage');
  if (usage === undefined) return 'default';
  return usage.value === undefined ? 'unknown' : listed(usage.value);
}
