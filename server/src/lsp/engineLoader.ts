import { readTargetRelease } from '../features/targetRelease';
import type { Configuration } from '../rules/configuration';
import { readSettingsLayer, type TargetReleaseReader } from '../rules/configuration/file';
import { configurationOf, loadConfiguration } from '../rules/configuration/load';
import { checkScript, checkSteps } from '../rules/engine';
import type { CheckOptions } from '../rules/engine';
import { applySafeFixes } from '../rules/fixes';
import { rulePageById } from '../rules/pages';
import { suppressionEdits } from '../rules/suppressions';
import { schema } from '../schema/bundled';
import type { Engine } from './engine';
import { settingsSection } from './messages';

function checkOptions(configuration: Configuration): CheckOptions {
  return { schema: schema(), ...configuration };
}

const readRelease: TargetReleaseReader = (text) => readTargetRelease(text, schema().releases);

/** The engine with the schema that ships with the program. This module is imported when the engine is first needed, never before. */
export function loadEngine(): Engine {
  return {
    checkSteps: (text, configuration) => checkSteps(text, checkOptions(configuration)),
    fixAll: (text, configuration) =>
      applySafeFixes(text, (current) => checkScript(current, checkOptions(configuration))).text,
    readSettings: (section) => readSettingsLayer(section, settingsSection, readRelease),
    loadConfiguration: (path, read) => loadConfiguration(path, read, readRelease),
    configurationOf,
    rulePage: rulePageById,
    suppressionEdits,
  };
}
