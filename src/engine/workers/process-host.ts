import type { HostApi } from '../../shared/contract/host-api';
import type { CallInput } from '../../shared/rpc/define-api';
import type { Port } from '../../shared/rpc/port';

export type ProcessKind = 'watcher' | 'worker';

export interface StartedProcess {
  readonly port: Port;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
  onExit(listener: (reason: string) => void): void;
}

/** Keeps secrets for the user of this machine; only that user can open them again. */
export interface SecretStore {
  /** `sealed` is null where nothing can keep secrets, and `obstacle` then says why. */
  seal(text: string): Promise<{ sealed: string | null; obstacle: string | null }>;
  /** Null when it can't be opened any more. */
  open(sealed: string): Promise<string | null>;
}

/** Whoever can start processes for the engine: the Electron shell, or plain Node under the command line and in tests. */
export interface ProcessHost {
  start(kind: ProcessKind, id: string): Promise<StartedProcess>;
  readonly secrets: SecretStore;
  /** Left out where the engine puts files into the trash itself, and where nobody can. */
  trash?(path: string): Promise<void>;
  /** Shows a message on the screen; left out where nobody can. */
  showNotice?(notice: ShownNotice): Promise<void>;
}

export type ShownNotice = CallInput<HostApi, 'notice.show'>;
