import type { ArgumentUse, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import type { Fix } from '../rule';
import { defineRule, replaceValue } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { firewallRules, lastArgument, ruleMenus } from '../support/firewall';
import { similarName } from '../support/similarName';

/** Interface lists that every router has. */
const builtInLists: ReadonlySet<string> = new Set(['all', 'none', 'dynamic', 'static']);

/** Chains that packets enter by themselves. */
const builtInChains: readonly string[] = [
  'input',
  'forward',
  'output',
  'prerouting',
  'postrouting',
  'srcnat',
  'dstnat',
];

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'fw-undefined-reference',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A firewall rule names a list or a chain that the file does not make',
  why: `A name that is spelled in two ways goes unnoticed: an allow list that does not exist lets nobody in, a block list that does not exist stops nobody, and a jump to a chain without rules comes straight back.

A full export shows all static entries, so what it does not show is mostly a mistake. A script shows only what it adds: there a name is reported, as a hint, where the script makes another one that is spelled almost alike. Nothing is said about address lists where they can be filled by something that the file does not show (an import, a computed name).`,
  references: ['CWE-1164', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/address-lists'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip firewall address-list add list=mgmt address=10.0.0.5\n/ip firewall filter add chain=input action=accept src-address-list=mgmnt',
      fixed:
        '/ip firewall address-list add list=mgmt address=10.0.0.5\n/ip firewall filter add chain=input action=accept src-address-list=mgmt',
      good: '/ip firewall address-list add list=mgmt address=10.0.0.5\n/ip firewall filter add chain=input action=accept src-address-list=mgmt',
    },
    {
      bad: `${header}${sections}/ip firewall filter\nadd action=jump chain=forward jump-target=customer\nadd action=drop chain=customers`,
      fixed: `${header}${sections}/ip firewall filter\nadd action=jump chain=forward jump-target=customers\nadd action=drop chain=customers`,
      good: `${header}${sections}/ip firewall filter\nadd action=jump chain=forward jump-target=customers\nadd action=drop chain=customers`,
    },
    {
      bad: `${header}${sections}/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAM`,
      good: `${header}${sections}/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAN`,
    },
    {
      bad: '/ip firewall filter\nadd chain=icmp-chain action=drop protocol=icmp\nadd chain=input action=jump jump-target=Icmp-Chain protocol=icmp',
      fixed:
        '/ip firewall filter\nadd chain=icmp-chain action=drop protocol=icmp\nadd chain=input action=jump jump-target=icmp-chain protocol=icmp',
      good: '/ip firewall filter\nadd chain=icmp-chain action=drop protocol=icmp\nadd chain=input action=jump jump-target=icmp-chain protocol=icmp',
    },
    {
      bad: '/ip firewall filter\nadd chain=foward action=drop connection-state=invalid\nadd chain=forward action=accept connection-state=established',
      fixed:
        '/ip firewall filter\nadd chain=forward action=drop connection-state=invalid\nadd chain=forward action=accept connection-state=established',
      good: '/ip firewall filter\nadd chain=forward action=drop connection-state=invalid\nadd chain=forward action=accept connection-state=established',
    },
  ],
  silent: [
    {
      script:
        '/ip firewall filter\nadd chain=input action=drop src-address-list=bruteforce_blacklist\nadd chain=input action=add-src-to-address-list address-list=bruteforce_blacklist address-list-timeout=1d protocol=tcp dst-port=22',
      because: 'A rule fills the list',
    },
    {
      script: '/ip firewall filter add chain=input action=accept src-address-list=mgmt',
      because: 'The script fills no list: the router may have this one',
    },
    {
      script:
        '/ip firewall filter\nadd chain=input action=jump jump-target=icmp-chain protocol=icmp\nadd chain=guests action=drop',
      because: 'Another script may add that chain: nothing in this one is spelled alike',
    },
    {
      script:
        '/ip firewall address-list add list=office1 address=10.0.0.5\n/ip firewall filter add chain=input action=accept src-address-list=office2',
      because: 'Names that differ by a number are meant to differ',
    },
    {
      script:
        '/ip firewall filter\nadd chain=inputs action=drop protocol=icmp\nadd chain=input action=jump jump-target=inputs',
      because: 'A jump leads to that chain',
    },
    {
      script:
        '/interface list add name=LAN\n/ip firewall filter add chain=input action=accept in-interface-list=dynamic\n/ip firewall filter add chain=input action=drop in-interface-list=all',
      because: 'Every router has these lists',
    },
    {
      script:
        '/ip firewall address-list add list=a address=10.0.0.1\n/ip firewall filter add chain=input action=drop src-address-list=b\n/import blocked.rsc',
      because: 'What is imported may fill the list',
    },
    {
      script:
        '/ip firewall address-list add list=a address=10.0.0.1\n:foreach l in={"b";"c"} do={ /ip firewall address-list add list=$l address=10.0.0.2 }\n/ip firewall filter add chain=input action=drop src-address-list=b',
      because: 'A computed name may be this one',
    },
    {
      script:
        '/ip firewall address-list add list=a address=10.0.0.1\n/ip firewall filter add chain=input action=drop src-address-list=b disabled=yes',
      because: 'A disabled rule needs no list',
    },
    {
      script:
        '/ip firewall address-list add list=a address=10.0.0.1\n/system script add name=fill source="/ip firewall address-list add list=b address=10.0.0.9"\n/ip firewall filter add chain=input action=drop src-address-list=b',
      because: 'A script of the file fills the list',
    },
    {
      script:
        '/ip firewall filter\nadd chain=forward action=jump jump-target=guests place-before=0\n:foreach c in=$chains do={ add chain=$c action=drop }',
      because: 'A computed name may be this chain',
    },
  ],
  menus: [...ruleMenus],
  check({ script, report }) {
    const definitions = readDefinitions(script);
    const missing = new Map<string, { readonly reference: Reference; readonly more: Reference[] }>();
    for (const menu of ruleMenus) {
      if (!script.evidence.mentions(menu)) continue;
      for (const entry of firewallRules(script, menu).entries) {
        if (entry.disabled) continue;
        for (const reference of referencesOf(entry, menu, script, definitions)) {
          const key = `${reference.kind} ${reference.scope} ${reference.name}`;
          const known = missing.get(key);
          if (known) known.more.push(reference);
          else missing.set(key, { reference, more: [] });
        }
      }
    }
    for (const { reference, more } of missing.values()) {
      const { kind, name, effect, similar } = reference;
      const others = more.slice(0, 10);
      const advice = similar === undefined ? 'Check the spelling.' : `Is ${similar} meant?`;
      const fix = similar === undefined ? undefined : spellingFix([reference, ...more], similar);
      report({
        span: reference.span,
        message: `${kind} ${name} ${effect}. ${advice}`,
        ...(reference.sure ? {} : { severity: 'hint' as const }),
        related: others.map(({ span }) => ({ span, message: 'The same name' })),
        fixes: fix ? [fix] : [],
      });
    }
  },
});

/** Writes the name that exists wherever the other one stands as plain text. */
function spellingFix(references: readonly Reference[], similar: string): Fix | undefined {
  const edits = references.flatMap(({ argument, name }) => {
    const text = argument?.value?.text;
    if (argument === undefined || (text !== name && text !== `!${name}`)) return [];
    const edit = replaceValue(argument, `${text.startsWith('!') ? '!' : ''}${similar}`);
    return edit && /^[\w.-]+$/.test(similar) ? [edit] : [];
  });
  if (edits.length !== references.length) return undefined;
  return { title: `Write ${similar}, which the file makes`, class: 'suggestion', edits };
}

interface Reference {
  readonly kind: 'The address list' | 'The interface list' | 'The chain';
  readonly name: string;
  /** Menu or family in which the name is looked up. */
  readonly scope: string;
  readonly argument: ArgumentUse | undefined;
  readonly span: Span;
  readonly effect: string;
  /** A name of the file that is spelled almost alike. */
  readonly similar: string | undefined;
  /** The file shows all there is. */
  readonly sure: boolean;
}

/** Names that the file gives, by what they are of; undefined where others may be given that are not seen. */
interface Definitions {
  readonly addressLists: ReadonlySet<string> | undefined;
  readonly interfaceLists: ReadonlySet<string> | undefined;
  /** By menu. */
  readonly chains: ReadonlyMap<string, ReadonlySet<string>>;
  /** Targets of jumps, by menu. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Menus with a rule whose chain is computed. */
  readonly computedChains: ReadonlySet<string>;
}

function readDefinitions(script: ScriptModel): Definitions {
  const addressLists = new Set<string>();
  const interfaceLists = new Set<string>();
  const chains = new Map<string, Set<string>>();
  const targets = new Map<string, Set<string>>();
  const computedChains = new Set<string>();
  const computed = { addressLists: false, interfaceLists: false };
  const read = (inner: ScriptModel): void => {
    for (const { menu, verb, arguments: given, conditional } of inner.commands) {
      if (verb === 'import' || (menu === '/tool' && verb === 'fetch')) computed.addressLists = true;
      if (verb === 'find' || verb === 'remove' || verb === 'print' || verb === 'get') continue;
      for (const { name, value, unset } of given) {
        if (value === undefined || unset) continue;
        const list = name === 'address-list' || name === 'address-lists' || name === 'addresslist';
        if (list || (name === 'list' && menu.endsWith('/firewall/address-list'))) {
          if (value.text === undefined) computed.addressLists = true;
          else for (const part of value.text.split(',')) addressLists.add(part);
        } else if (
          (name === 'name' && menu === '/interface/list') ||
          (name === 'list' && menu === '/interface/list/member')
        ) {
          if (value.text === undefined) computed.interfaceLists = true;
          else interfaceLists.add(value.text);
        } else if (name === 'chain' && /^\/ip(?:v6)?\/firewall\//.test(menu)) {
          if (value.text === undefined || conditional) computedChains.add(menu);
          if (value.text !== undefined) put(chains, menu, value.text);
        } else if (name === 'jump-target' && value.text !== undefined) {
          put(targets, menu, value.text);
        }
      }
    }
    for (const embedded of inner.embedded) read(embedded.script);
  };
  read(script);
  return {
    addressLists: computed.addressLists ? undefined : addressLists,
    interfaceLists: computed.interfaceLists ? undefined : interfaceLists,
    chains,
    targets,
    computedChains,
  };
}

function put(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}

function referencesOf(
  entry: RuleEntry,
  menu: string,
  { evidence }: ScriptModel,
  { addressLists, interfaceLists, chains, targets, computedChains }: Definitions,
): readonly Reference[] {
  const references: Reference[] = [];
  const refer = (
    argument: string,
    rest: Omit<Reference, 'argument' | 'span' | 'sure'>,
    whole: boolean = evidence.kind === 'full-export',
  ): void => {
    // A script shows only what it adds: a name is wrong there only where one that is almost alike is right.
    if (!whole && rest.similar === undefined) return;
    const use = lastArgument(entry.command, argument);
    references.push({ ...rest, argument: use, span: use?.span ?? entry.command.span, sure: whole });
  };
  for (const [matcher, value] of entry.matchers) {
    if (value === undefined || value === '') continue;
    const negated = value.startsWith('!');
    const name = negated ? value.slice(1) : value;
    if (matcher === 'src-address-list' || matcher === 'dst-address-list') {
      if (addressLists === undefined || addressLists.has(name)) continue;
      refer(matcher, {
        kind: 'The address list',
        name,
        scope: menu.split('/')[1] ?? '',
        effect: negated
          ? 'is filled by nothing in this file: while it is empty, all addresses are outside it'
          : 'is filled by nothing in this file: while it is empty, this rule is for nobody',
        similar: similarName(name, addressLists),
      });
    } else if (matcher === 'in-interface-list' || matcher === 'out-interface-list') {
      // An export shows a list that was deleted by its number.
      if (interfaceLists === undefined || interfaceLists.has(name) || builtInLists.has(name) || name.startsWith('*'))
        continue;
      refer(matcher, {
        kind: 'The interface list',
        name,
        scope: '',
        effect: 'is not made in this file',
        similar: similarName(name, interfaceLists),
      });
    }
  }
  if (computedChains.has(menu)) return references;
  const made = chains.get(menu) ?? new Set();
  const whole = evidence.kind !== 'script';
  const target = entry.action === 'jump' ? entry.item.properties.get('jump-target')?.value : undefined;
  if (target !== undefined && target !== '' && !made.has(target)) {
    refer(
      'jump-target',
      {
        kind: 'The chain',
        name: target,
        scope: menu,
        effect: 'has no rule in this file: without one a jump to it comes straight back',
        similar: similarName(target, made),
      },
      whole,
    );
  }
  const { chain } = entry;
  if (chain === undefined || builtInChains.includes(chain) || targets.get(menu)?.has(chain) === true) return references;
  const meant = similarName(chain, builtInChains);
  if (meant !== undefined) {
    refer('chain', {
      kind: 'The chain',
      name: chain,
      scope: menu,
      effect: 'is one of your own, and no jump of this file leads to it: its rules see no packets',
      similar: meant,
    });
  }
  return references;
}
