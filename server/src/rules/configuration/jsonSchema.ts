import { builtinFindings } from '../builtin';
import { presets, severities } from '../configuration';
import type { Rule, RuleOption } from '../rule';
import { configurationKeys, type ConfigurationKeyName } from './keys';
import { managementTransports } from './settings';

/** A JSON schema (draft 7), with the `markdownDescription` that VS Code shows. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a RouterOS release looks like, or nothing. */
const releasePattern = '^$|^[0-9]+\\.[0-9]+(\\.[0-9]+)?((beta|rc)[0-9]+)?$';

const texts: JsonSchema = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };

/** The JSON schema of the configuration file, with every rule, its severity and its options. */
export function configurationSchema(rules: readonly Rule[]): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of RouterOS Guard',
    description:
      'What RouterOS scripts are judged by: .routeros-guard.json counts for the files in its folder and below.',
    type: 'object',
    allowTrailingCommas: true,
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where the JSON schema of this file is.' },
      ...Object.fromEntries(configurationKeys.map(({ name }) => [name, keySchema(name)])),
    },
    definitions: {
      severity: {
        enum: ['off', ...severities],
        enumDescriptions: [
          'The rule is not run.',
          'Findings are errors; errors block a push.',
          'Findings are warnings.',
          'Findings are for information.',
          'Findings are hints.',
        ],
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries([
          ...rules.map((rule) => [rule.id, ruleSchema(rule)] as const),
          ...builtinFindings
            .filter(({ silenceable }) => silenceable)
            .map((finding) => [finding.id, settingSchema(`${finding.summary}.`, finding.severity, [])] as const),
        ]),
      },
    },
  };
}

function keySchema(name: ConfigurationKeyName): JsonSchema {
  const description = configurationKeys.find((key) => key.name === name)?.description;
  return { markdownDescription: description, ...valueSchema(name) };
}

function valueSchema(name: ConfigurationKeyName): JsonSchema {
  switch (name) {
    case 'extends': {
      const one = { anyOf: [{ enum: presets }, { type: 'string', minLength: 1 }] };
      return { anyOf: [...one.anyOf, { type: 'array', items: one }] };
    }
    case 'preset':
      return { enum: presets };
    case 'rules':
      return { $ref: '#/definitions/rules' };
    case 'targetVersion':
      return { type: 'string', pattern: releasePattern };
    case 'trustedInterfaceLists':
    case 'wanInterfaceLists':
    case 'managementNetworks':
      return texts;
    case 'managementTransport':
      return { enum: managementTransports };
    case 'assumeComplete':
      return { type: 'boolean' };
    case 'overrides':
      return {
        type: 'array',
        items: {
          type: 'object',
          required: ['files'],
          additionalProperties: false,
          properties: {
            files: {
              ...texts,
              markdownDescription:
                'Patterns of paths, relative to this file: `*` any characters but `/`, `?` one, `**` any folders, `{a,b}` one of several. A pattern without `/` is about the name of a file in any folder.',
            },
            ...Object.fromEntries(
              configurationKeys
                .filter(({ place }) => place === 'everywhere')
                .map((key) => [key.name, keySchema(key.name)]),
            ),
          },
        },
      };
  }
}

function ruleSchema(rule: Rule): JsonSchema {
  const on = rule.recommended ? '' : ' Only on in the preset `strict`, or where it is given a severity.';
  return settingSchema(`${rule.summary}.${on}`, rule.severity, rule.options ?? []);
}

function settingSchema(description: string, severity: string, options: readonly RuleOption[]): JsonSchema {
  const properties = {
    severity: { $ref: '#/definitions/severity' },
    ...(options.length > 0 && {
      options: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(options.map((option) => [option.name, optionSchema(option)])),
      },
    }),
  };
  return {
    markdownDescription: `${description}\n\nSeverity: ${severity}.`,
    anyOf: [{ $ref: '#/definitions/severity' }, { type: 'object', additionalProperties: false, properties }],
  };
}

function optionSchema(option: RuleOption): JsonSchema {
  const type = option.type === 'strings' ? texts : { type: option.type };
  return { ...type, default: option.default, markdownDescription: option.description };
}
