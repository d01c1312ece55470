import type { WorkspaceConfiguration } from 'vscode';

/**
 * The settings of section `routerosGuard`, by the name that follows the section, with the default of each. The manifest mirrors it. Of those that
 * `.routeros-guard.json` has too, null and '' say nothing: the file counts then.
 */
export const settingDefaults = {
  preset: '',
  rules: {},
  targetVersion: '',
  trustedInterfaceLists: null,
  wanInterfaceLists: null,
  managementNetworks: null,
  managementTransport: '',
  assumeComplete: null,
  routers: [],
  'trace.server': 'off',
} as const;

export type SettingName = keyof typeof settingDefaults;

/** Defaults and bounds of a router entry's numbers; the manifest mirrors them. */
export const routerDefaults = {
  port: 8729,
  connectTimeoutSeconds: 10,
  commandTimeoutSeconds: 60,
} as const;

export const routerBounds = {
  port: { minimum: 1, maximum: 65_535 },
  connectTimeoutSeconds: { minimum: 1, maximum: 600 },
  commandTimeoutSeconds: { minimum: 1, maximum: 3_600 },
} as const;

/**
 * The value of `routerosGuard.routers` as the user wrote it in the user settings, not yet checked.
 * Values of a workspace or a folder are left out on purpose: a repository must not decide where a password goes.
 */
export function readRouterEntries(configuration: Pick<WorkspaceConfiguration, 'inspect'>): unknown {
  const name: SettingName = 'routers';
  return configuration.inspect(name)?.globalValue ?? settingDefaults.routers;
}
