import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commandIds, languageId, productName, ruleScheme, section } from '../../client/src/identifiers';
import type { WorkspaceConfiguration } from 'vscode';
import {
  readRouterEntries,
  routerBounds,
  routerDefaults,
  settingDefaults,
  type SettingName,
} from '../../client/src/settings';
import { schemaFile } from '../../scripts/generate-rules';
import { readSettingsLayer } from '../../server/src/rules/configuration/file';
import { configurationKeys } from '../../server/src/rules/configuration/keys';
import { configurationFileName } from '../../server/src/rules/configuration/paths';

interface Schema {
  readonly default?: unknown;
  readonly scope?: string;
  readonly ignoreSync?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly items?: { readonly properties: Readonly<Record<string, Schema>>; readonly required: readonly string[] };
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly extensionKind: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly extensions?: readonly string[] }[];
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Schema>> };
    readonly configurationDefaults: { readonly 'workbench.editorAssociations': Readonly<Record<string, string>> };
    readonly commands: readonly { readonly command: string; readonly title: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

const nothingKnown = (): never => {
  throw new Error('No release is named here.');
};

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(fileURLToPath(new URL(file, root)), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const strings = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const { contributes } = manifest;

test('every setting of the manifest is one of the client, with the same default', () => {
  const defaults = Object.fromEntries(
    Object.entries(contributes.configuration.properties).map(([name, schema]) => [name, schema.default]),
  );
  const expected = Object.fromEntries(
    Object.entries(settingDefaults).map(([name, value]) => [`${section}.${name}`, value]),
  );
  expect(defaults).toEqual(expected);
});

test('routers are settings of the person, not of a workspace, and are not synced', () => {
  const routers = contributes.configuration.properties[`${section}.routers`]!;
  expect(routers).toMatchObject({ scope: 'application', ignoreSync: true });
  expect(routers.items?.required).toEqual(['name', 'host', 'user']);
  const properties = routers.items!.properties;
  expect(Object.keys(properties)).not.toContain('password');
  for (const name of ['port', 'connectTimeoutSeconds', 'commandTimeoutSeconds'] as const) {
    expect(properties[name], name).toMatchObject({ default: routerDefaults[name], ...routerBounds[name] });
  }
});

test('values of a workspace or a folder never become routers', () => {
  const inspected = {
    key: '',
    globalValue: undefined,
    workspaceValue: [{ name: 'x' }],
    workspaceFolderValue: [{ name: 'y' }],
  };
  const inspect = (() => inspected) as unknown as WorkspaceConfiguration['inspect'];
  expect(readRouterEntries({ inspect })).toEqual([]);
});

test('every command of the manifest is one of the client, and the other way round', () => {
  expect(contributes.commands.map(({ command }) => command)).toEqual(Object.values(commandIds));
  const files = readdirSync(fileURLToPath(new URL('client/src/commands', root))).map(
    (file) => `${section}.${file.replace('.ts', '')}`,
  );
  expect(files.sort()).toEqual(Object.values(commandIds).sort());
});

test('no command that talks to a router is enabled in an untrusted workspace', () => {
  const guarded = contributes.commands
    .filter(({ enablement }) => enablement === 'isWorkspaceTrusted')
    .map(({ command }) => command);
  expect(guarded).toEqual([
    commandIds.pushScript,
    commandIds.validateScript,
    commandIds.addRouter,
    commandIds.testConnection,
  ]);
  expect(manifest.capabilities.untrustedWorkspaces).toMatchObject({
    supported: 'limited',
    restrictedConfigurations: [`${section}.routers`],
  });
});

test('menus name commands that exist', () => {
  const commands: readonly string[] = Object.values(commandIds);
  const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
  expect(named.filter((command) => !commands.includes(command))).toEqual([]);
});

test('only an open script activates the extension, next to its commands', () => {
  expect(manifest.activationEvents).toEqual([`onLanguage:${languageId}`]);
  expect(manifest.extensionKind).toEqual(['workspace']);
  expect(contributes.languages).toMatchObject([
    { id: languageId, extensions: ['.rsc'] },
    { id: 'jsonc', filenames: [configurationFileName] },
  ]);
  expect(Object.keys(contributes.configurationDefaults['workbench.editorAssociations'])).toEqual([`${ruleScheme}:/**`]);
});

test('the configuration file is completed and validated by the generated schema', () => {
  expect(contributes.jsonValidation).toEqual([{ fileMatch: configurationFileName, url: `./${schemaFile}` }]);
  expect(JSON.parse(read(schemaFile))).toMatchObject({ type: 'object', properties: { rules: {}, extends: {} } });
});

test('every key of the configuration file that configures a check is a setting too, and says nothing by itself', () => {
  for (const { name } of configurationKeys.filter(({ place }) => place === 'everywhere')) {
    expect(contributes.configuration.properties[`${section}.${name}`], name).toMatchObject({ scope: 'resource' });
    expect(readSettingsLayer({ [name]: settingDefaults[name as SettingName] }, section, nothingKnown).layer).toEqual(
      name === 'rules' ? { rules: {} } : {},
    );
  }
});

test('no key of the configuration file says anything about where a password goes', () => {
  const routers = contributes.configuration.properties[`${section}.routers`]!.items!;
  const names: readonly string[] = configurationKeys.map(({ name }) => name);
  expect(names.filter((name) => name === 'routers' || name in routers.properties)).toEqual([]);
});

test('every string that is shown stands in package.nls.json, and none stands there in vain', () => {
  const used = [...read('package.json').matchAll(/"%([^"%]+)%"/g)].map((match) => match[1]);
  expect(Object.keys(strings).sort()).toEqual([...new Set(used)].sort());
  expect(strings['command.category']).toBe(productName);
  const shown = JSON.stringify(contributes.commands.map(({ title }) => title));
  expect(shown).not.toMatch(/"[^%"\][,]+"/);
});
