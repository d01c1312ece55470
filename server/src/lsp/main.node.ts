import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import type { Environment } from './engine';
import { readText } from './readText.node';
import { describeError } from './requests';
import { startServer } from './server';

const usage = `Usage: routeros-guard-language-server --stdio

The RouterOS Guard language server. It speaks the Language Server Protocol and is started by an editor.

  --stdio      speak over standard input and output
  --node-ipc   speak over the channel of a Node parent process
  --version    print the version
  --help       print this text
`;

const environment: Environment = {
  version,
  loadEngine: async () => (await import('./engineLoader')).loadEngine(),
  readText,
  yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
};

type Wanted = 'stdio' | 'node-ipc' | 'help' | 'version' | { readonly wrong: string };

/** vscode-languageclient adds this one to whatever it starts. */
function withoutClientProcessId(parameters: readonly string[]): readonly string[] {
  return parameters.filter((parameter, index) => {
    const isValue = parameters[index - 1] === '--clientProcessId';
    return !isValue && parameter !== '--clientProcessId' && !parameter.startsWith('--clientProcessId=');
  });
}

function readArguments(parameters: readonly string[]): Wanted {
  const [first, ...more] = withoutClientProcessId(parameters);
  if (first === undefined) return { wrong: 'Say how the editor is connected: --stdio or --node-ipc.' };
  if (more.length > 0) return { wrong: `One option is enough; "${more.join(' ')}" is too much.` };
  switch (first) {
    case '--stdio':
      return 'stdio';
    case '--node-ipc':
      return process.send
        ? 'node-ipc'
        : { wrong: '--node-ipc needs a Node parent process with a channel to this one.' };
    case '--help':
    case '-h':
      return 'help';
    case '--version':
    case '-v':
      return 'version';
    default:
      return { wrong: `There is no option "${first}".` };
  }
}

function serve(): void {
  // Reads the transport from the arguments of the process; over stdio it also keeps the console away from the protocol.
  const connection = createConnection();
  const report = (error: unknown): void => connection.console.error(`Unexpected: ${describeError(error)}`);
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  // A parent that is gone cannot say `exit`.
  process.on('disconnect', () => process.exit(1));
  startServer(connection, environment);
}

function main(): void {
  const wanted = readArguments(process.argv.slice(2));
  switch (wanted) {
    case 'stdio':
    case 'node-ipc':
      serve();
      return;
    case 'help':
      process.stdout.write(usage);
      return;
    case 'version':
      process.stdout.write(`${version}\n`);
      return;
    default:
      process.stderr.write(`routeros-guard-language-server: ${wanted.wrong}\n\n${usage}`);
      process.exitCode = 2;
  }
}

main();
