// The simulated router as a process of its own, told what to do by messages of its parent: VS Code's extension host is another
// process too, and only TLS lies between them. Run with `--import tsx`, for the router is TypeScript.
import { startRouter } from '../router/index.ts';

const router = await startRouter(JSON.parse(process.argv[2] ?? '{}'));

const answers = {
  items: (menu) => router.items(menu),
  putItem: ([menu, values]) => router.putItem(menu, values),
  log: () => router.log.map(({ path, connection }) => ({ path, connection })),
  connections: () => router.connections.length,
  addFault: (fault) => router.addFault(fault),
  renewCertificate: () => router.renewCertificate().sha256,
};

process.on('message', ({ id, ask, argument }) => process.send({ id, answer: answers[ask](argument) }));
process.on('disconnect', () => process.exit(0));
process.send({ id: 0, answer: { host: router.host, port: router.port, sha256: router.certificate.sha256 } });
