import type { Port } from '../../shared/rpc/port';

export type ProcessKind = 'watcher' | 'worker';

export interface StartedProcess {
  readonly port: Port;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
  onExit(listener: (reason: string) => void): void;
}

/** Whoever can start processes for the engine: the Electron shell, or plain Node under the command line and in tests. */
export interface ProcessHost {
  start(kind: ProcessKind, id: string): Promise<StartedProcess>;
}
