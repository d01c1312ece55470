import type { PeerCertificate, RouterTransport } from '../api/transport';

/** A router that a person has added: what is kept in application-scoped settings. The password is never part of it. */
export interface RouterProfile {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** `AA:BB:...`, '' until the certificate was shown and pinned. */
  readonly sha256: string;
  readonly connectTimeoutSeconds: number;
  readonly commandTimeoutSeconds: number;
}

/** One finding of the linter, in editor positions (zero-based, UTF-16). */
export interface ScriptFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What `deploy` knows of a script; made by the language server (extension) or by the engine itself (CLI), for `deploy` may import neither. */
export interface ScriptAnalysis {
  readonly findings: readonly ScriptFinding[];
}

/** An error that the router reported, at its place in the script (zero-based line, zero-based UTF-16 column). */
export interface RouterDiagnostic {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Every state of a push, in order; docs/architecture.md draws them. `arm` and `verify` are the places of the way back. */
export type PushState =
  | 'analyse'
  | 'connect'
  | 'identify'
  | 'confirm'
  | 'upload'
  | 'validate'
  | 'arm'
  | 'apply'
  | 'verify'
  | 'clean'
  | 'done';

/** What is known of the router once logged in; shown before anything changes. */
export interface RouterIdentity {
  readonly identity: string;
  readonly serial: string | undefined;
  /** As the router says it: `7.18.2 (stable)`. */
  readonly version: string;
  readonly board: string | undefined;
  readonly deviceMode: string | undefined;
}

export type PushOutcome =
  /** The whole script ran without an error. */
  | { readonly kind: 'applied' }
  /** Validation only, and the router accepts the script. */
  | { readonly kind: 'valid'; readonly how: 'dry-run' | 'parse' }
  /** Nothing was applied: blocked, refused, cancelled or failed before the import. */
  | {
      readonly kind: 'not-applied';
      readonly reason: string;
      readonly advice: string;
      readonly diagnostics: readonly RouterDiagnostic[];
    }
  /** The import stopped at a line: what stands before it is applied. `line` is zero-based, undefined when the router named none. */
  | {
      readonly kind: 'partly-applied';
      readonly line: number | undefined;
      readonly reason: string;
      readonly diagnostics: readonly RouterDiagnostic[];
    }
  /** The answer to the import never came: it may or may not have been applied. Never called success. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface PushStep {
  readonly state: PushState;
  readonly milliseconds: number;
}

/** How what a push changed can be taken back. Nothing is armed yet: `none` says so, and a report shows it. */
export interface WayBack {
  readonly kind: 'none';
  /** For a person. */
  readonly description: string;
}

export interface PushReport {
  readonly outcome: PushOutcome;
  readonly router: RouterIdentity | undefined;
  readonly steps: readonly PushStep[];
  /** Absent when the push did not come as far as `arm`. */
  readonly wayBack?: WayBack;
  /** What could not be tidied up ("the file ... is still on the router"), for a person. */
  readonly leftovers: readonly string[];
}

/** What is asked of the person before anything changes. */
export interface Confirmation {
  readonly profile: RouterProfile;
  readonly router: RouterIdentity;
  /** Name of the machine that the push leaves from (in Remote-SSH and WSL not the one in front of the person). */
  readonly fromHost: string;
  readonly file: string;
  /** The text has changes that are not saved to the file. */
  readonly unsaved: boolean;
  readonly bytes: number;
  readonly warnings: readonly ScriptFinding[];
}

/** What is to be pushed, and where to. */
export interface PushRequest {
  readonly mode: 'validate' | 'push';
  readonly profile: RouterProfile;
  /** Name of the script, for a person. */
  readonly file: string;
  /** The script as the editor holds it now. */
  readonly text: string;
  readonly unsaved: boolean;
  readonly fromHost: string;
  readonly analysis: ScriptAnalysis;
}

/** What a push needs of the world around it. */
export interface PushPorts {
  /**
   * Connects, checks the pin, logs in; rejects with `RouterError`. Called once, and once more when the temporary file has to be removed
   * after the connection was lost: `signal` ends that attempt, and it is another one than the person's, who may have cancelled by then.
   */
  connect(signal: AbortSignal): Promise<RouterTransport>;
  /** Asks the person. Not called for a validation. */
  confirm(confirmation: Confirmation): Promise<'push' | 'validate' | 'cancel'>;
  /** A state begins. */
  progress(state: PushState): void;
  /** The person cancels. */
  readonly signal: AbortSignal;
  /** Milliseconds, of a clock that only goes forward. */
  now(): number;
  /** Name of the temporary file without `.rsc`, never the same twice: letters, digits, `-` and `_`. */
  uniqueName(): string;
}

export type { PeerCertificate };
