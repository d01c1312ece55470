/** Names that the manifest, the client and the language server share. A test compares them with the manifest. */

export const languageId = 'routeros';

/** Section of the settings, and prefix of every command. */
export const section = 'routerosGuard';

/** The product's name, as people see it: category of the commands, name of the output channel. */
export const productName = 'RouterOS Guard';

/** Virtual documents: `routeros-guard-rule:/RULE.md` is the page of a rule. */
export const ruleScheme = 'routeros-guard-rule';

/** Virtual documents: the report of a push or of a validation. */
export const reportScheme = 'routeros-guard-report';

export const commandIds = {
  pushScript: 'routerosGuard.pushScript',
  validateScript: 'routerosGuard.validateScript',
  addRouter: 'routerosGuard.addRouter',
  testConnection: 'routerosGuard.testConnection',
  forgetRouterPassword: 'routerosGuard.forgetRouterPassword',
  explainRule: 'routerosGuard.explainRule',
  restartServer: 'routerosGuard.restartServer',
  showOutput: 'routerosGuard.showOutput',
} as const;
