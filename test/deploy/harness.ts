/** A push to the simulated router, over real TLS and with the real transport. */
import { setTimeout as pause } from 'node:timers/promises';
import { connectNodeRouteros } from '../../client/src/api/nodeRouteros';
import type { RouterTransport } from '../../client/src/api/transport';
import { pushScript, type PushLimits } from '../../client/src/deploy/push';
import type {
  Confirmation,
  PushOutcome,
  PushPorts,
  PushReport,
  PushRequest,
  PushState,
  RouterProfile,
  ScriptFinding,
} from '../../client/src/deploy/types';
import type { SimulatedRouter } from '../router';

export const password = 'pässword-of-the-test';

/** Nothing in these tests waits for these, but what is made to be silent. */
export const patientLimits: PushLimits = {
  shortestImport: 20_000,
  cleanCommand: 20_000,
  reconnect: 20_000,
  readBackPause: 1,
};

/** For a router that is made to be silent: the deadlines are what is tested. */
export const hastyLimits: PushLimits = { shortestImport: 300, cleanCommand: 300, reconnect: 5_000, readBackPause: 1 };

export interface PushOptions {
  readonly mode?: PushRequest['mode'];
  readonly findings?: readonly ScriptFinding[];
  readonly profile?: Partial<RouterProfile>;
  readonly limits?: PushLimits;
  readonly decision?: 'push' | 'validate' | 'cancel';
  readonly confirm?: PushPorts['confirm'];
  readonly password?: string;
  readonly uniqueName?: () => string;
  readonly progress?: (state: PushState, cancel: () => void) => void;
  readonly cancel?: AbortController;
  /** Called before a command is sent over any connection of this push; `index` counts them all from 0. */
  readonly beforeCommand?: (index: number, path: string) => void;
}

export interface Pushed {
  readonly report: PushReport;
  readonly outcome: PushOutcome;
  readonly states: readonly PushState[];
  readonly confirmations: readonly Confirmation[];
  /** How often the push asked for a connection. */
  readonly connects: number;
  /** Commands that were sent, in order. */
  readonly commands: readonly string[];
}

/** A script that adds three items to the address list `push`. */
export const three = [
  '# three items',
  '/ip firewall address-list',
  'add list=push address=192.0.2.1',
  'add list=push address=192.0.2.2',
  'add list=push address=192.0.2.3',
  '',
].join('\n');
/** What it adds. */
export const all: readonly string[] = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];

let names = 0;

export async function push(router: SimulatedRouter, text: string, options: PushOptions = {}): Promise<Pushed> {
  const controller = options.cancel ?? new AbortController();
  const states: PushState[] = [];
  const confirmations: Confirmation[] = [];
  const commands: string[] = [];
  let connects = 0;
  const profile: RouterProfile = {
    name: 'lab',
    host: router.host,
    port: router.port,
    user: 'admin',
    sha256: router.certificate.sha256,
    connectTimeoutSeconds: 20,
    commandTimeoutSeconds: 20,
    ...options.profile,
  };
  const report = await pushScript(
    {
      mode: options.mode ?? 'push',
      profile,
      file: 'first.rsc',
      text,
      unsaved: true,
      fromHost: 'desk',
      analysis: { findings: options.findings ?? [] },
    },
    {
      connect: async (signal) => {
        connects += 1;
        const transport = await connectNodeRouteros({
          host: profile.host,
          port: profile.port,
          user: profile.user,
          password: options.password ?? password,
          pinnedSha256: profile.sha256,
          connectTimeoutMs: profile.connectTimeoutSeconds * 1000,
          commandTimeoutMs: profile.commandTimeoutSeconds * 1000,
          signal,
        });
        return watched(transport, (path) => {
          options.beforeCommand?.(commands.length, path);
          commands.push(path);
        });
      },
      confirm:
        options.confirm ??
        ((confirmation) => {
          confirmations.push(confirmation);
          return Promise.resolve(options.decision ?? 'push');
        }),
      progress: (state) => {
        states.push(state);
        options.progress?.(state, () => controller.abort());
      },
      signal: controller.signal,
      now: () => performance.now(),
      uniqueName:
        options.uniqueName ??
        (() => {
          names += 1;
          return `routeros-guard-${names}`;
        }),
    },
    options.limits ?? patientLimits,
  );
  return { report, outcome: report.outcome, states, confirmations, connects, commands };
}

function watched(transport: RouterTransport, before: (path: string) => void): RouterTransport {
  return {
    command: (path, attributes, options) => {
      before(path);
      return transport.command(path, attributes, options);
    },
    close: () => transport.close(),
    closed: transport.closed,
  };
}

/** Names of the files that a push may have left. */
export function temporaryFiles(router: SimulatedRouter): readonly string[] {
  return router
    .items('/file')
    .map(({ name }) => name ?? '')
    .filter((name) => name.startsWith('routeros-guard-'));
}

/** The addresses of an address list, in the order of the router. */
export function addresses(router: SimulatedRouter, list: string): readonly (string | undefined)[] {
  return router
    .items('/ip/firewall/address-list')
    .filter((item) => item.list === list)
    .map((item) => item.address);
}

/** Commands that reached the router, `/import` with what tells a dry run from the real one. */
export function received(router: SimulatedRouter): readonly string[] {
  return router.log.map(({ command, attributes }) =>
    command === '/import' && attributes['dry-run'] !== undefined ? '/import dry-run' : command,
  );
}

/** Imports that were meant. */
export function imports(router: SimulatedRouter): number {
  return received(router).filter((command) => command === '/import').length;
}

/** Waits until the router has received a command so many times. */
export async function arrived(router: SimulatedRouter, command: string, times = 1): Promise<void> {
  while (received(router).filter((each) => each === command).length < times) await pause(1);
}
