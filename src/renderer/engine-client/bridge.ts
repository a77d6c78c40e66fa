import type { ErrorData } from '../../shared/errors/filemill-error';

export type ShellAnswer = { ok: true; output: unknown } | { ok: false; error: ErrorData };

/** What the preload script puts on the window: functions only. */
export interface Bridge {
  readonly platform: string;
  readonly versions: { readonly app: string; readonly electron: string };
  readonly shell: {
    call(name: string, input: unknown): Promise<ShellAnswer>;
    on(name: string, listener: (payload: unknown) => void): () => void;
  };
  requestEnginePort(): void;
  pathForFile(file: File): string;
}

declare global {
  interface Window {
    readonly filemill: Bridge;
  }
}
