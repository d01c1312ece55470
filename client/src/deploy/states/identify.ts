import { plainText } from '../../api/plainText';
import { readDeviceMode, readIdentity, readResource, readSerial } from '../../api/session';
import type { DeviceMode, RouterSerial } from '../../api/session';
import { cancellable, leave, notApplied, transportOf } from '../run';
import type { Run, Transition } from '../run';

/** Longer texts would push the other lines of a dialog out of sight. */
const longestName = 120;

/** What router this is: a person is to recognise it, and what it can do hangs on its release. */
export async function identify(run: Run): Promise<Transition> {
  const transport = transportOf(run);
  const options = cancellable(run);
  const identity = await readIdentity(transport, options);
  const { version, board } = await readResource(transport, options);
  const serial = await readSerial(transport, options);
  const deviceMode = await readDeviceMode(transport, options);
  run.router = {
    identity: {
      identity: shown(identity),
      serial: serial && shown(serialText(serial)),
      version: shown(version.text),
      board: board === undefined ? undefined : shown(board),
      deviceMode: deviceMode && shown(deviceModeText(deviceMode)),
    },
    version,
  };
  if (version.major < 7) {
    return leave(
      run,
      notApplied(
        `The router runs RouterOS ${version.release}, which cannot take a script over the API: /file add came with RouterOS 7`,
        'Upgrade RouterOS on that router, or copy the script to it and import it there',
      ),
    );
  }
  return { to: run.mode === 'push' ? 'confirm' : 'upload' };
}

/** A person decides by these: what the router says of itself must not look like other lines of the dialog. */
function shown(text: string): string {
  return plainText(text, longestName);
}

function serialText({ kind, value }: RouterSerial): string {
  return kind === 'serial-number' ? value : `${value} (${kind})`;
}

function deviceModeText({ mode, flagged }: DeviceMode): string {
  return flagged === true ? `${mode} (flagged)` : mode;
}
