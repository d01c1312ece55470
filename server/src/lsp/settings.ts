import { readTargetRelease } from '../features/targetRelease';
import type { RuleConfiguration } from '../rules/engine';
import type { CheckSettings, Engine } from './engine';

/** Section of the settings that the server reads. */
export const settingsSection = 'routerosGuard';

export const defaultSettings: CheckSettings = { rules: {}, release: undefined };

const levels: ReadonlySet<unknown> = new Set<RuleConfiguration[string]>([
  'off',
  'error',
  'warning',
  'information',
  'hint',
]);

/** Settings as they can be used, and what was wrong with those that a user wrote (each a sentence for a person). */
export interface ReadSettings {
  readonly settings: CheckSettings;
  readonly problems: readonly string[];
}

function isRuleEntry(entry: readonly [string, unknown]): entry is [string, RuleConfiguration[string]] {
  return levels.has(entry[1]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Knowledge = Pick<Engine, 'releases' | 'ruleProblems'>;

function readRules(value: unknown, known: Knowledge, problems: string[]): RuleConfiguration {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    const rule = 'must be an object that maps rules to "off" or a severity. All rules keep their defaults.';
    problems.push(`${settingsSection}.rules ${rule}`);
    return {};
  }
  problems.push(...known.ruleProblems(value).map((problem) => `${settingsSection}.rules: ${problem}`));
  return Object.fromEntries(Object.entries(value).filter(isRuleEntry));
}

function readRelease(value: unknown, known: Knowledge, problems: string[]): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const effect = 'It counts as empty: the header of an export decides, else the newest known release.';
  if (typeof value !== 'string') {
    problems.push(`${settingsSection}.targetVersion must be text such as "7.18.2". ${effect}`);
    return undefined;
  }
  const target = readTargetRelease(value, known.releases);
  if (target.kind === 'unknown') {
    problems.push(
      `${settingsSection}.targetVersion: "${value}" is no known RouterOS release; the nearest known one is ${target.nearest}. ${effect}`,
    );
    return undefined;
  }
  return target.release;
}

/**
 * Reads the section `routerosGuard` as a client sends it. Whatever it holds, the result can be used: an entry that is wrong has its
 * default and is named in `problems`.
 */
export function readSettings(section: unknown, known: Knowledge): ReadSettings {
  if (section === undefined || section === null) return { settings: defaultSettings, problems: [] };
  if (!isRecord(section)) {
    return {
      settings: defaultSettings,
      problems: [`${settingsSection} must be an object. All settings keep their defaults.`],
    };
  }
  const problems: string[] = [];
  const rules = readRules(section.rules, known, problems);
  const release = readRelease(section.targetVersion, known, problems);
  return { settings: { rules, release }, problems };
}
