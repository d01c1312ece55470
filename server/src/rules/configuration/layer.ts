import {
  defaultConfiguration,
  type Configuration,
  type Preset,
  type RuleConfiguration,
  type RuleSetting,
} from '../configuration';
import type { RuleOptions, Severity } from '../rule';
import type { AnalysisSettings } from './settings';

/** What one source of configuration says. What it does not say is left to the sources below it. */
export interface ConfigurationLayer extends Partial<Omit<AnalysisSettings, 'managementTransport'>> {
  readonly preset?: Preset;
  readonly rules?: RuleConfiguration;
  /** RouterOS release; '' takes back what a source below it says. */
  readonly release?: string;
  /** The release goes before the header of an export. */
  readonly releaseWins?: boolean;
  readonly managementTransport?: NonNullable<AnalysisSettings['managementTransport']>;
}

/**
 * The configuration of several sources, the weakest first: the last one that says something counts. Lists are taken whole; rules one by one,
 * severity and options of a rule apart (`"off"` in one source and options in another are both in force).
 */
export function mergeLayers(layers: readonly ConfigurationLayer[]): Configuration {
  return layers.reduce<Configuration>((below, layer) => {
    const { preset, rules, release, releaseWins, ...settings } = layer;
    return {
      preset: preset ?? below.preset,
      rules: rules === undefined ? below.rules : mergeRules(below.rules, rules),
      release: release ?? below.release,
      releaseWins: releaseWins ?? below.releaseWins,
      settings: { ...below.settings, ...settings },
    };
  }, defaultConfiguration);
}

interface Parts {
  readonly severity?: 'off' | Severity | undefined;
  readonly options?: RuleOptions | undefined;
}

function partsOf(setting: RuleSetting | undefined): Parts {
  return typeof setting === 'string' ? { severity: setting } : (setting ?? {});
}

function mergeRules(below: RuleConfiguration, above: RuleConfiguration): RuleConfiguration {
  const merged = new Map(Object.entries(below));
  for (const [id, setting] of Object.entries(above)) {
    const [old, own] = [partsOf(merged.get(id)), partsOf(setting)];
    merged.set(id, { severity: own.severity ?? old.severity, options: { ...old.options, ...own.options } });
  }
  return Object.fromEntries(merged);
}
