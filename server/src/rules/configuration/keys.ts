import { defaultSettings } from './settings';

/** A key of the configuration file, or a setting of the editor: what it is for, in Markdown. */
export interface ConfigurationKey {
  readonly name: string;
  readonly description: string;
  /** The place where it is taken: everywhere that configures a check, or the configuration file only. */
  readonly place: 'everywhere' | 'file';
}

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

export const configurationKeys = [
  {
    name: 'extends',
    description:
      'What this file builds on: the path of another configuration file (relative to this one), a preset (`"recommended"`, `"strict"`), or a list of these, of which later ones win. What stands in this file wins over all of them.',
    place: 'file',
  },
  {
    name: 'preset',
    description:
      'Which rules are on by themselves. `recommended`: those that are right for every script. `strict`: all rules, and each suppression must give a reason.',
    place: 'everywhere',
  },
  {
    name: 'rules',
    description:
      'Rule id to `"off"`, a severity (`"error"`, `"warning"`, `"information"`, `"hint"`), or an object with `severity` and `options`. Rules that are not named are as the preset has them.',
    place: 'everywhere',
  },
  {
    name: 'targetVersion',
    description:
      'RouterOS release to judge scripts by whose header names none, for example `"7.18.2"`. Empty: the newest known one; what only others have is then no error.',
    place: 'everywhere',
  },
  {
    name: 'trustedInterfaceLists',
    description: `Interface lists whose members are trusted; \`*\` stands for any characters. Without it: ${list(defaultSettings.trustedInterfaceLists)}.`,
    place: 'everywhere',
  },
  {
    name: 'wanInterfaceLists',
    description: `Interface lists whose members face the Internet; \`*\` stands for any characters. Without it: ${list(defaultSettings.wanInterfaceLists)}.`,
    place: 'everywhere',
  },
  {
    name: 'managementNetworks',
    description: 'Networks from which the routers are managed: addresses or prefixes, for example `"192.0.2.0/24"`.',
    place: 'everywhere',
  },
  {
    name: 'managementTransport',
    description: 'The service by which the routers are managed, and which a script must not cut.',
    place: 'everywhere',
  },
  {
    name: 'assumeComplete',
    description:
      'Judge each script as the whole configuration of its router: what it does not mention is at its default. Without it, only exports are judged by what they leave out.',
    place: 'everywhere',
  },
  {
    name: 'overrides',
    description:
      'What is different for some files: a list of objects with `files` (patterns of paths, relative to this file) and any of the other keys. Later ones win.',
    place: 'file',
  },
] as const satisfies readonly ConfigurationKey[];

export type ConfigurationKeyName = (typeof configurationKeys)[number]['name'];
