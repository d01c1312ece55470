// Starts the simulated router in a process of its own.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stopProcess } from './workbench.mjs';

const main = fileURLToPath(new URL('routerMain.mjs', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `options` are those of `startRouter` in test/router. Gives `{ host, port, sha256, ask, stop }`; `ask(name, argument)` resolves with
 * what the router answers: `items`, `putItem`, `log`, `connections`, `addFault` or `renewCertificate`.
 */
export async function startRouterProcess(options = {}) {
  const child = fork(main, [JSON.stringify(options)], { cwd: root, execArgv: ['--import', 'tsx'] });
  const waiting = new Map();
  child.on('message', ({ id, answer }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the simulated router ended with code ${code}`));
    waiting.clear();
  });
  const answerTo = (id) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  const started = await answerTo(0);
  let last = 0;
  return {
    ...started,
    ask: (ask, argument = null) => {
      last += 1;
      const answer = answerTo(last);
      child.send({ id: last, ask, argument });
      return answer;
    },
    stop: () => stopProcess(child),
  };
}
