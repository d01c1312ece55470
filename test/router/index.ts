/** A simulated router: the RouterOS API on real TLS, with a state that commands and scripts change. For tests and for trying the extension out. */
import { createServer as createPlainServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type SecureContextOptions, type TLSSocket } from 'node:tls';
import { schema as bundledSchema } from '../../server/src/schema/bundled';
import type { Schema } from '../../server/src/schema/types';
import { createMachine, type Machine } from './commands/machine';
import { visible } from './commands/actions';
import { serveConnection, type ReceivedCommand, type RouterCore } from './network/connection';
import { createFaultList, type Fault, type WireBehaviour } from './network/faults';
import { addressCovers } from './network/service';
import type { RouterVersion } from './state/releases';
import { makeCertificate, type CertificateForm, type ServerCertificate } from './wire/certificate';
import { toBytes, toText } from './wire/words';

export type { Effect, Fault, WireBehaviour } from './network/faults';
export type { ReceivedCommand } from './network/connection';
export type { RouterVersion } from './state/releases';
export type { CertificateForm, ServerCertificate } from './wire/certificate';

export interface RouterOptions {
  /** Default 7.18. */
  readonly version?: RouterVersion;
  /** Port on 127.0.0.1; default 0, any free one. */
  readonly port?: number;
  /** The one user at the start, in group full. Default `admin` with an empty password. */
  readonly user?: string;
  readonly password?: string;
  /** Default `MikroTik`. */
  readonly identity?: string;
  readonly serialNumber?: string;
  readonly boardName?: string;
  readonly architectureName?: string;
  /** Default `advanced`; `home` forbids schedulers. */
  readonly deviceMode?: 'advanced' | 'home';
  /** Default `subject-alt-name`. */
  readonly certificate?: CertificateForm;
  /** `tls` (default), `anonymous-tls` as api-ssl without a certificate (nothing to check, Node only), or `plain` as the api service. */
  readonly transport?: 'tls' | 'anonymous-tls' | 'plain';
  /** New connections are refused when the state of the api-ssl service forbids them (disabled, address): a script can lock its user out. Default false. */
  readonly enforceService?: boolean;
  /** Answers a login with a challenge, as RouterOS before 6.43. Default false. */
  readonly loginChallenge?: boolean;
  /** The command tree; default the one that ships with the program. */
  readonly schema?: Schema;
}

/** One connection that was made to the router. */
export interface RouterConnection {
  /** From 1. */
  readonly number: number;
  /** Has TLS been agreed (or is the transport plain)? */
  readonly secured: boolean;
  readonly closed: boolean;
}

export interface SimulatedRouter {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** What a client pins. */
  readonly certificate: ServerCertificate;
  /** Every command that arrived, in order; passwords are masked. No `/login` here: none was sent. */
  readonly log: readonly ReceivedCommand[];
  readonly connections: readonly RouterConnection[];
  /** How bytes leave; may be changed at any time. */
  readonly wire: WireBehaviour;
  /** Makes something go wrong at a command to come. */
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** The items of a menu (`/ip/service`) with all that `print` shows, `.id` included. */
  items(menu: string): Record<string, string>[];
  /** Puts an item into a menu, unchecked. */
  putItem(menu: string, values: Readonly<Record<string, string>>): void;
  /** Contents of a file; undefined when there is none. */
  file(name: string): string | undefined;
  /** Puts a file on the router, of any size. */
  writeFile(name: string, contents: string): void;
  /** The router's own log, as /log/print shows it: `topics message`. */
  messages(): string[];
  /** Makes and uses another certificate; connections that exist stay. */
  renewCertificate(form?: CertificateForm): ServerCertificate;
  /** Refuses new connections, or accepts them again. */
  refuseConnections(refuse: boolean): void;
  /** Cuts every connection that exists. */
  cutConnections(): void;
  /** Ends the router and its connections. */
  close(): Promise<void>;
}

/** Starts a router; resolves when it accepts connections. Rejects when the port is taken. */
export async function startRouter(options: RouterOptions = {}): Promise<SimulatedRouter> {
  const transport = options.transport ?? 'tls';
  const machine = createMachine({
    version: options.version ?? '7.18',
    schema: options.schema ?? bundledSchema(),
    identity: toBytes(options.identity ?? 'MikroTik'),
    serialNumber: toBytes(options.serialNumber ?? 'SIM0000000001'),
    boardName: toBytes(options.boardName ?? 'RB5009UG+S+'),
    architectureName: options.architectureName ?? 'arm64',
    user: toBytes(options.user ?? 'admin'),
    password: toBytes(options.password ?? ''),
    deviceMode: options.deviceMode ?? 'advanced',
  });
  const log: ReceivedCommand[] = [];
  const connections: { number: number; secured: boolean; closed: boolean }[] = [];
  const sockets = new Set<Socket>();
  const byPeer = new Map<
    number,
    { readonly entry: { secured: boolean }; readonly raw: Socket; readonly number: number }
  >();
  const faults = createFaultList();
  const wire: WireBehaviour = { splitEveryByte: false, splitAt: undefined, cutAfter: undefined };
  let certificate = makeCertificate(options.certificate ?? 'subject-alt-name');
  let tlsVersion = 'any';
  let refusing = false;

  const core: RouterCore = {
    machine,
    faults,
    wire,
    loginChallenge: options.loginChallenge ?? false,
    record: (command) => log.push(command),
    changed() {
      const wanted = apiSsl(machine)?.get('tls-version') ?? 'any';
      if (wanted !== tlsVersion) {
        tlsVersion = wanted;
        applySecureContext();
      }
    },
  };

  function secureContext(): SecureContextOptions {
    if (transport === 'anonymous-tls') {
      return { ciphers: 'ADH-AES256-GCM-SHA384:@SECLEVEL=0', maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' };
    }
    const version = tlsVersion === 'only-1.2' ? ({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const) : {};
    return { key: certificate.key, cert: certificate.certificate, ...version };
  }

  function serve(socket: Socket): void {
    const known = byPeer.get(socket.remotePort ?? 0);
    if (!known) {
      socket.destroy();
      return;
    }
    known.entry.secured = true;
    serveConnection(core, socket, known.number, () => known.raw.resetAndDestroy());
  }

  /** Before TLS: may this peer connect at all? */
  function accept(raw: Socket): boolean {
    const number = connections.length + 1;
    const entry = { number, secured: false, closed: false };
    connections.push(entry);
    sockets.add(raw);
    const peer = raw.remotePort ?? 0;
    byPeer.set(peer, { entry, raw, number });
    raw.on('error', () => undefined);
    raw.on('close', () => {
      entry.closed = true;
      sockets.delete(raw);
      if (byPeer.get(peer)?.number === number) {
        byPeer.delete(peer);
      }
    });
    if (refusing || (options.enforceService === true && !isOpen(machine))) {
      raw.destroy();
      return false;
    }
    return true;
  }

  const tlsServer = transport === 'plain' ? undefined : createTlsServer({ ...secureContext(), allowHalfOpen: true });
  const server: Server = tlsServer ?? createPlainServer({ allowHalfOpen: true });
  if (tlsServer) {
    tlsServer.prependListener('connection', accept);
    tlsServer.on('tlsClientError', (_error, socket: TLSSocket) => {
      socket.destroy();
    });
    tlsServer.on('secureConnection', serve);
  } else {
    server.on('connection', (socket: Socket) => {
      if (accept(socket)) {
        serve(socket);
      }
    });
  }

  function applySecureContext(): void {
    tlsServer?.setSecureContext(secureContext());
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;

  return {
    host: '127.0.0.1',
    port,
    get certificate() {
      return certificate;
    },
    log,
    connections,
    wire,
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    items: (menu) =>
      machine.items.items(menu).map((item) => decoded([['.id', item.id], ...visible(machine, menu, item)])),
    putItem: (menu, values) => {
      const bytes = Object.entries(values).map(([name, value]) => [toBytes(name), toBytes(value)] as const);
      machine.items.put(menu, Object.fromEntries(bytes));
    },
    file(name) {
      const contents = machine.files.read(toBytes(name));
      return contents === undefined ? undefined : toText(contents);
    },
    writeFile: (name, contents) => machine.files.write(toBytes(name), toBytes(contents)),
    messages: () => machine.log.entries.map(({ topics, message }) => `${topics} ${toText(message)}`),
    renewCertificate(form = options.certificate ?? 'subject-alt-name') {
      certificate = makeCertificate(form);
      applySecureContext();
      return certificate;
    },
    refuseConnections: (refuse) => {
      refusing = refuse;
    },
    cutConnections: () => sockets.forEach((socket) => socket.destroy()),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

function decoded(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(entries.map(([name, value]) => [toText(name), toText(value)]));
}

function apiSsl(machine: Machine): ReadonlyMap<string, string> | undefined {
  return machine.items.items('/ip/service').find((item) => item.properties.get('name') === 'api-ssl')?.properties;
}

/** Does the state of the api-ssl service let a peer on 127.0.0.1 in? */
function isOpen(machine: Machine): boolean {
  const service = apiSsl(machine);
  const address = service?.get('address') ?? '';
  return service?.get('disabled') !== 'true' && (address === '' || addressCovers(address, '127.0.0.1'));
}
