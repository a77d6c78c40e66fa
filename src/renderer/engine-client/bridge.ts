import type { ErrorData } from '../../shared/errors/filemill-error';

type ShellAnswer = { ok: true; output: unknown } | { ok: false; error: ErrorData };

/** What the preload script puts on the window: functions only. */
interface Bridge {
  readonly platform: string;
  readonly versions: { readonly app: string; readonly electron: string };
  /** The one file that this window shows; null in the main window. */
  readonly fileId: number | null;
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
