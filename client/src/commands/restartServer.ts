import type { Services } from '../services';

/** Ends the language server and starts it anew, also after it was given up. */
export async function restartServer({ server, output }: Services): Promise<void> {
  output.info('Restarting the language server');
  await server.restart();
}
