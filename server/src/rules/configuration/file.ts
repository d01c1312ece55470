import { wrongAddress } from '../../schema/values/address';
import { presets, type Preset } from '../configuration';
import { globProblem } from './glob';
import { parseJson, type Json, type JsonEntry } from './json';
import { configurationKeys, type ConfigurationKeyName } from './keys';
import type { ConfigurationLayer } from './layer';
import {
  didYouMean,
  distinctEntries,
  readRules,
  readTexts,
  readWord,
  type ConfigurationProblem,
  type Report,
} from './reader';
import { managementTransports } from './settings';
import type { Span } from '../../syntax/span';

/** What a release that a user named means (features/targetRelease.ts): the reader is handed the judgement, because releases are the schema's. */
export type TargetReleaseReader = (
  text: string,
) =>
  | { readonly kind: 'known' | 'between'; readonly release: string }
  | { readonly kind: 'unknown'; readonly nearest: string };

/** What a file builds on: a preset, or another file, by its path relative to this one. */
export type ExtendsEntry =
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'file'; readonly span: Span; readonly path: string };

/** What a configuration file says. */
export interface ConfigurationFile {
  /** The weakest first. */
  readonly extends: readonly ExtendsEntry[];
  readonly layer: ConfigurationLayer;
  readonly overrides: readonly { readonly files: readonly string[]; readonly layer: ConfigurationLayer }[];
  readonly problems: readonly ConfigurationProblem[];
}

const fileKeys: readonly string[] = ['$schema', ...configurationKeys.map(({ name }) => name)];
const overrideKeys: readonly string[] = [
  'files',
  ...configurationKeys.filter(({ place }) => place === 'everywhere').map(({ name }) => name),
];

/** Reads the text of a configuration file. Never throws: what is wrong is named in `problems` and has no effect. */
export function readConfigurationFile(text: string, readRelease: TargetReleaseReader): ConfigurationFile {
  const { root, problems: errors } = parseJson(text);
  const problems: ConfigurationProblem[] = errors.map((error) => ({ ...error, path: [] }));
  const report: Report = ({ span }, path, message) => void problems.push({ span, path, message });
  if (root?.kind !== 'object') {
    if (errors.length === 0) report({ span: root?.span ?? { start: 0, end: 0 } }, [], 'It must be an object, in { }.');
    return { extends: [], layer: {}, overrides: [], problems };
  }
  const entries = distinctEntries(root.entries, [], report);
  reportUnknownKeys(entries, fileKeys, [], report);
  return {
    extends: readExtends(valueOf(entries, 'extends'), report),
    layer: readLayer(entries, [], report, readRelease),
    overrides: readOverrides(valueOf(entries, 'overrides'), report, readRelease),
    problems,
  };
}

/** What an editor's settings say, and what is wrong with them, each a sentence that names the setting. */
export interface SettingsLayer {
  readonly layer: ConfigurationLayer;
  readonly problems: readonly string[];
}

/**
 * Reads the settings of an editor, `section` being their common name and `value` an object of them as it came over the wire. Settings that are
 * null or not there say nothing, and neither does an empty text; those that do not configure a check are left aside.
 */
export function readSettingsLayer(value: unknown, section: string, readRelease: TargetReleaseReader): SettingsLayer {
  if (value === undefined || value === null) return { layer: {}, problems: [] };
  const { root } = parseJson(JSON.stringify(value));
  if (root?.kind !== 'object') {
    return { layer: {}, problems: [`${section} must be an object. All settings keep their defaults.`] };
  }
  const problems: string[] = [];
  const report: Report = (_, path, message) => void problems.push(`${[section, ...path].join('.')}: ${message}`);
  const said = root.entries.filter(({ value: { kind, ...more } }) => {
    return kind !== 'null' && !(kind === 'string' && 'value' in more && more.value === '');
  });
  return { layer: readLayer(said, [], report, readRelease), problems };
}

function valueOf(entries: readonly JsonEntry[], key: ConfigurationKeyName | 'files'): Json | undefined {
  return entries.find((entry) => entry.key === key)?.value;
}

function reportUnknownKeys(
  entries: readonly JsonEntry[],
  known: readonly string[],
  path: readonly string[],
  report: Report,
): void {
  for (const { key, keySpan } of entries) {
    if (known.includes(key)) continue;
    const place = path.length === 0 ? 'A configuration file' : 'An entry of "overrides"';
    const message = `${place} has no "${key}", so it has no effect.`;
    report({ span: keySpan }, path, `${message}${didYouMean(key, known)}`);
  }
}

function readExtends(json: Json | undefined, report: Report): readonly ExtendsEntry[] {
  if (json === undefined) return [];
  return (json.kind === 'array' ? json.items : [json]).flatMap((item): readonly ExtendsEntry[] => {
    if (item.kind !== 'string' || item.value === '') {
      report(
        item,
        ['extends'],
        'It must be the path of a configuration file, "recommended", "strict", or a list of these.',
      );
      return [];
    }
    const preset = presets.find((name) => name === item.value);
    if (preset !== undefined) return [{ kind: 'preset', preset }];
    // Also what would name another machine or a device: a workspace of a stranger must not reach beyond the disk that it is on.
    if (/^[/\\]|\\|^[A-Za-z][\w+.-]*:/.test(item.value)) {
      report(item, ['extends'], `"${item.value}" must be a path relative to this file, with "/" between folders.`);
      return [];
    }
    return [{ kind: 'file', span: item.span, path: item.value }];
  });
}

function readOverrides(
  json: Json | undefined,
  report: Report,
  readRelease: TargetReleaseReader,
): ConfigurationFile['overrides'] {
  const path = ['overrides'];
  if (json === undefined) return [];
  if (json.kind !== 'array') {
    report(json, path, 'It must be a list of objects with "files" and what is different for them.');
    return [];
  }
  return json.items.flatMap((item) => {
    if (item.kind !== 'object') {
      report(item, path, 'It must be an object with "files" and what is different for them.');
      return [];
    }
    const entries = distinctEntries(item.entries, path, report);
    reportUnknownKeys(entries, overrideKeys, path, report);
    const files = valueOf(entries, 'files');
    if (files === undefined) report(item, path, 'It needs "files": the patterns of the files that it is about.');
    const patterns = files && readTexts(files, [...path, 'files'], report, globProblem);
    const layer = readLayer(entries, path, report, readRelease);
    return patterns === undefined ? [] : [{ files: patterns, layer }];
  });
}

/** Reads the keys that stand everywhere; others are left to the caller. */
function readLayer(
  entries: readonly JsonEntry[],
  parents: readonly string[],
  report: Report,
  readRelease: TargetReleaseReader,
): ConfigurationLayer {
  return entries.reduce<ConfigurationLayer>((layer, { key, value }) => {
    const read = readKey(key, value, [...parents, key], report, readRelease);
    return read === undefined ? layer : { ...layer, ...read };
  }, {});
}

function readKey(
  key: string,
  json: Json,
  path: readonly string[],
  report: Report,
  readRelease: TargetReleaseReader,
): ConfigurationLayer | undefined {
  switch (key) {
    case 'preset': {
      const preset = readWord(json, presets, path, report);
      return preset && { preset };
    }
    case 'rules': {
      const rules = readRules(json, path, report);
      return rules && { rules };
    }
    case 'targetVersion':
      return readTargetVersion(json, path, report, readRelease);
    case 'trustedInterfaceLists':
    case 'wanInterfaceLists': {
      const lists = readTexts(json, path, report, (text) => (text === '' ? 'names no interface list' : undefined));
      return lists && { [key]: lists };
    }
    case 'managementNetworks': {
      const networks = readTexts(json, path, report, networkProblem);
      return networks && { [key]: networks };
    }
    case 'managementTransport': {
      const transport = readWord(json, managementTransports, path, report);
      return transport && { [key]: transport };
    }
    case 'assumeComplete':
      if (json.kind === 'boolean') return { [key]: json.value };
      report(json, path, 'It must be true or false.');
      return undefined;
    default:
      return undefined;
  }
}

function readTargetVersion(
  json: Json,
  path: readonly string[],
  report: Report,
  readRelease: TargetReleaseReader,
): ConfigurationLayer | undefined {
  const effect = 'It counts as empty: the header of an export decides, else the newest known release.';
  if (json.kind !== 'string') {
    report(json, path, `It must be text such as "7.18.2". ${effect}`);
    return undefined;
  }
  if (json.value === '') return { release: '' };
  const target = readRelease(json.value);
  if (target.kind !== 'unknown') return { release: target.release };
  const message = `"${json.value}" is no known RouterOS release; the nearest known one is ${target.nearest}.`;
  report(json, path, `${message} ${effect}`);
  return undefined;
}

/** An address or a prefix of IPv4 or IPv6, written in full. */
function networkProblem(text: string): string | undefined {
  const [, address = '', length] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const whole = address.includes(':') || address.split('.').length === 4;
  if (whole && !wrongAddress('prefix', length === undefined ? address : `${address}/${length}`)) return undefined;
  return 'is no address and no prefix, such as "192.0.2.0/24" or "2001:db8::/32"';
}
