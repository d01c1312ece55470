import { leave, notApplied, throwIfCancelled } from '../run';
import type { Run, Transition } from '../run';
import { loneSurrogate, uploadLimitBytes } from '../script';

/** What is known without a router: errors of the linter, size, emptiness. */
export function analyse(run: Run): Transition {
  const { script, request, ports } = run;
  throwIfCancelled(ports.signal);
  const errors = request.analysis.findings.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  if (first !== undefined) {
    const count = errors.length === 1 ? '1 error' : `${errors.length} errors; the first`;
    return leave(
      run,
      notApplied(
        `The script has ${count} at line ${first.line + 1}, column ${first.column + 1} (${first.rule})`,
        'Mend what the editor marks as an error and try again',
      ),
    );
  }
  if (script.empty) {
    return leave(run, notApplied('The script has no command: there is nothing to send to the router'));
  }
  if (script.bytes > uploadLimitBytes) {
    return leave(
      run,
      notApplied(
        `The script has ${script.bytes} bytes in UTF-8, and at most ${uploadLimitBytes} can be uploaded: a router takes no more in one command and has none that appends`,
        'Divide the script into several files and push one after the other',
      ),
    );
  }
  const half = loneSurrogate(script);
  if (half !== undefined) {
    return leave(
      run,
      notApplied(
        `The script has half of a character at line ${half.line + 1}, column ${half.column + 1}, which cannot be sent to a router as it is`,
        'Delete it and type the character again',
      ),
    );
  }
  return { to: 'connect' };
}
