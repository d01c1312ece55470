import { configurationProblems } from '../rules/configuration';
import { checkScript, checkSteps } from '../rules/engine';
import type { CheckOptions } from '../rules/engine';
import { applySafeFixes } from '../rules/fixes';
import { rulePageById } from '../rules/pages';
import { suppressFileEdit, suppressLineEdit } from '../rules/suppressions';
import { schema } from '../schema/bundled';
import type { CheckSettings, Engine } from './engine';

function checkOptions(settings: CheckSettings): CheckOptions {
  return { schema: schema(), release: settings.release, rules: settings.rules };
}

/** The engine with the schema that ships with the program. This module is imported when the engine is first needed, never before. */
export function loadEngine(): Engine {
  return {
    releases: schema().releases,
    checkSteps: (text, settings) => checkSteps(text, checkOptions(settings)),
    fixAll: (text, settings) => applySafeFixes(text, (current) => checkScript(current, checkOptions(settings))).text,
    ruleProblems: configurationProblems,
    rulePage: rulePageById,
    suppressLine: suppressLineEdit,
    suppressFile: suppressFileEdit,
  };
}
