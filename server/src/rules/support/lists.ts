import type { ScriptModel } from '../../model/types';
import { matchesPattern, type AnalysisSettings } from '../configuration/settings';
import { interfaceListNames } from './firewall';
import type { NewValue } from './writtenSettings';

/** Lists that RouterOS itself makes: every interface, or every interface of a kind. */
const builtIn: ReadonlySet<string> = new Set(['all', 'static', 'dynamic']);

/**
 * Does an interface list reach beyond the trusted side: one of all interfaces (`all`, `static`, `dynamic`), all but a few (`!dynamic`, `!LAN`), or
 * one of the Internet's side? All but the Internet's side (`!WAN`) does not, nor does all but all (`!all`), which holds no interface.
 */
export function reachesStrangers(list: string, settings: AnalysisSettings): boolean {
  if (!list.startsWith('!')) return builtIn.has(list) || matchesPattern(settings.wanInterfaceLists, list);
  const name = list.slice(1);
  return (
    name === 'none' || (name !== 'all' && builtIn.has(name)) || matchesPattern(settings.trustedInterfaceLists, name)
  );
}

/** What such a list holds, in words. */
export function listInWords(list: string): string {
  switch (list) {
    case 'all':
      return 'all interfaces';
    case 'static':
    case '!dynamic':
      return 'all interfaces that are not dynamic';
    case 'dynamic':
    case '!static':
      return 'all dynamic interfaces';
    default:
      return list.startsWith('!') ? `all interfaces but those of ${list.slice(1)}` : `the interfaces of ${list}`;
  }
}

/** A list of trusted interfaces that the file makes or fills, to offer in a fix. */
export function trustedListOf(script: ScriptModel, settings: AnalysisSettings): string | undefined {
  return [...interfaceListNames(script)].find((name) => matchesPattern(settings.trustedInterfaceLists, name));
}

/** Fixes for a setting that lets strangers in by an interface list: a list of trusted interfaces first, where the file has one, else none at all. */
export function limitedToTrusted(
  trusted: string | undefined,
  { only, none }: { readonly only: (list: string) => string; readonly none: string },
): readonly NewValue[] {
  const group = 'limit-layer-2-management';
  if (trusted === undefined) return [{ title: none, class: 'suggestion', value: 'none', group }];
  return [
    { title: only(trusted), class: 'suggestion', value: trusted, group },
    { title: none, class: 'suggestion', value: 'none' },
  ];
}
