import { schema } from '../../server/src/schema/bundled';
import type { Schema } from '../../server/src/schema/types';
import { schemaView } from '../../server/src/schema/view';
import { readScript } from '../../server/src/model/script';
import type { ModelError, ScriptModel } from '../../server/src/model/types';

/** Reads a script as a router of this release does that has an x86 processor and the base package only. The one place that decides how. */
export function readAsRouter(text: string, release: string): ScriptModel {
  return readScript(text, { schema: routerSchema(release), release, asRouter: true });
}

/** What the router itself would say first: its error of the text, or the name that is wrong only when it runs. */
export interface Finding {
  /** Without place: `expected end of command`, `bad command name foo`. */
  readonly message: string;
  /** Offset at which it stops. */
  readonly offset: number;
}

/** Our first finding that a router would refuse the script for; undefined where there is none. */
export function firstFinding(model: ScriptModel): Finding | undefined {
  const error = model.errors.find(({ severity }) => severity === 'error');
  return error && { message: routerMessage(error), offset: error.place ?? error.span.start };
}

function routerMessage(error: ModelError): string {
  return error.router ?? error.message;
}

const views = new Map<string, Schema>();

/** The schema as that router has it: names of other releases, packages and hardware left out. */
export function routerSchema(release: string): Schema {
  const known = views.get(release);
  if (known) return known;
  const made = schemaView(schema(), { release, baseOnly: true });
  views.set(release, made);
  return made;
}
