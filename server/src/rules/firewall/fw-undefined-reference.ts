import type { ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule } from '../rule';
import type { RuleEntry } from '../support/firewall';
import { firewallRules, lastArgument, ruleMenus } from '../support/firewall';

/** Interface lists that every router has. */
const builtInLists: ReadonlySet<string> = new Set(['all', 'none', 'dynamic', 'static']);

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

A full export shows all static entries, so what it does not show is mostly a mistake. In a script it is no more than a hint, and lists are looked at only where the script fills some itself: others may be on the router. Nothing is said about address lists where they can be filled by something that the file does not show (an import, a computed name).`,
  references: ['CWE-1164', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/address-lists'],
  fix: null,
  examples: [
    {
      bad: '/ip firewall address-list add list=mgmt address=10.0.0.5\n/ip firewall filter add chain=input action=accept src-address-list=mgmnt',
      good: '/ip firewall address-list add list=mgmt address=10.0.0.5\n/ip firewall filter add chain=input action=accept src-address-list=mgmt',
    },
    {
      bad: `${header}${sections}/ip firewall filter\nadd action=jump chain=forward jump-target=customer\nadd action=drop chain=customers`,
      good: `${header}${sections}/ip firewall filter\nadd action=jump chain=forward jump-target=customers\nadd action=drop chain=customers`,
    },
    {
      bad: `${header}${sections}/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAM`,
      good: `${header}${sections}/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAN`,
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
    const missing = new Map<string, { readonly reference: Reference; readonly more: Span[] }>();
    for (const menu of ruleMenus) {
      if (!script.evidence.mentions(menu)) continue;
      for (const entry of firewallRules(script, menu).entries) {
        if (entry.disabled) continue;
        for (const reference of referencesOf(entry, menu, script, definitions)) {
          const key = `${reference.kind} ${reference.scope} ${reference.name}`;
          const known = missing.get(key);
          if (known) known.more.push(reference.span);
          else missing.set(key, { reference, more: [] });
        }
      }
    }
    for (const { reference, more } of missing.values()) {
      report({
        span: reference.span,
        message: `${reference.kind} ${reference.name} ${reference.effect}. Check the spelling, or ${reference.kind === 'The chain' ? 'add its rules' : 'fill it'}.`,
        ...(reference.sure ? {} : { severity: 'hint' as const }),
        related: more.slice(0, 10).map((span) => ({ span, message: 'The same name' })),
      });
    }
  },
});

interface Reference {
  readonly kind: 'The address list' | 'The interface list' | 'The chain';
  readonly name: string;
  /** Menu or family in which the name is looked up. */
  readonly scope: string;
  readonly span: Span;
  readonly effect: string;
  /** The file shows all there is. */
  readonly sure: boolean;
}

/** Names that the file gives, by what they are of; undefined where others may be given that are not seen. */
interface Definitions {
  readonly addressLists: ReadonlySet<string> | undefined;
  readonly interfaceLists: ReadonlySet<string> | undefined;
  /** `menu chain` */
  readonly chains: ReadonlySet<string>;
  /** Menus with a rule whose chain is computed. */
  readonly computedChains: ReadonlySet<string>;
}

function readDefinitions(script: ScriptModel): Definitions {
  const addressLists = new Set<string>();
  const interfaceLists = new Set<string>();
  const chains = new Set<string>();
  const computedChains = new Set<string>();
  let addressesKnown = true;
  let interfacesKnown = true;
  const read = (inner: ScriptModel): void => {
    for (const { menu, verb, arguments: given, conditional } of inner.commands) {
      if (verb === 'import' || (menu === '/tool' && verb === 'fetch')) addressesKnown = false;
      if (verb === 'find' || verb === 'remove' || verb === 'print' || verb === 'get') continue;
      for (const { name, value, unset } of given) {
        if (value === undefined || unset) continue;
        const list = name === 'address-list' || name === 'address-lists' || name === 'addresslist';
        if (list || (name === 'list' && menu.endsWith('/firewall/address-list'))) {
          if (value.text === undefined) addressesKnown = false;
          else for (const part of value.text.split(',')) addressLists.add(part);
        } else if (
          (name === 'name' && menu === '/interface/list') ||
          (name === 'list' && menu === '/interface/list/member')
        ) {
          if (value.text === undefined) interfacesKnown = false;
          else interfaceLists.add(value.text);
        } else if (name === 'chain' && /^\/ip(?:v6)?\/firewall\//.test(menu)) {
          if (value.text === undefined || conditional) computedChains.add(menu);
          if (value.text !== undefined) chains.add(`${menu} ${value.text}`);
        }
      }
    }
    for (const embedded of inner.embedded) read(embedded.script);
  };
  read(script);
  return {
    addressLists: addressesKnown ? addressLists : undefined,
    interfaceLists: interfacesKnown ? interfaceLists : undefined,
    chains,
    computedChains,
  };
}

function referencesOf(
  entry: RuleEntry,
  menu: string,
  { evidence }: ScriptModel,
  { addressLists, interfaceLists, chains, computedChains }: Definitions,
): readonly Reference[] {
  const references: Reference[] = [];
  const whole = evidence.kind === 'full-export';
  const place = (name: string): Span => lastArgument(entry.command, name)?.span ?? entry.command.span;
  for (const [matcher, value] of entry.matchers) {
    if (value === undefined || value === '') continue;
    const negated = value.startsWith('!');
    const name = negated ? value.slice(1) : value;
    if (matcher === 'src-address-list' || matcher === 'dst-address-list') {
      const scope = menu.split('/')[1] ?? '';
      const lists = `/${scope}/firewall/address-list`;
      const known = whole || evidence.mentions(lists);
      if (!known || addressLists === undefined || addressLists.has(name)) continue;
      references.push({
        kind: 'The address list',
        name,
        scope,
        span: place(matcher),
        effect: negated
          ? 'is filled by nothing in this file: while it is empty, all addresses are outside it'
          : 'is filled by nothing in this file: while it is empty, this rule is for nobody',
        sure: whole,
      });
    } else if (matcher === 'in-interface-list' || matcher === 'out-interface-list') {
      const known = whole || evidence.mentions('/interface/list') || evidence.mentions('/interface/list/member');
      if (!known || interfaceLists === undefined || interfaceLists.has(name) || builtInLists.has(name)) continue;
      // An export shows a list that was deleted by its number.
      if (name.startsWith('*')) continue;
      references.push({
        kind: 'The interface list',
        name,
        scope: '',
        span: place(matcher),
        effect: 'is not made in this file',
        sure: whole,
      });
    }
  }
  const target = entry.action === 'jump' ? entry.item.properties.get('jump-target')?.value : undefined;
  if (target !== undefined && target !== '' && !chains.has(`${menu} ${target}`) && !computedChains.has(menu)) {
    references.push({
      kind: 'The chain',
      name: target,
      scope: menu,
      span: place('jump-target'),
      effect: 'has no rule in this file: without one a jump to it comes straight back',
      sure: evidence.kind !== 'script',
    });
  }
  return references;
}
