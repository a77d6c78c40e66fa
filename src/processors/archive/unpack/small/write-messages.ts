import type { MessagePort } from 'node:worker_threads';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { EntryWarning } from '../../../../shared/model/archive';
import type { MadeFolder } from '../target-folder';

/** What the thread is given when it begins. */
export interface WriterData {
  /** The folder to unpack to. */
  readonly root: string;
  readonly state: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** Places in `state`, 32-bit numbers. */
export const ANSWERED = 0;
export const STOPPED = 1;
/** Moves with every file. */
export const TRIED = 2;
/** Not 0: the thread has begun, and listens. */
export const READY = 3;
export const STATE_BYTES = 16;

export interface SmallFile {
  /** As in TargetFolder. */
  readonly path: string;
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modified: number | null;
  /** Where its bytes end; they begin where those of the file before it end. */
  readonly end: number;
}

/** Files to be written, in their order. */
export interface Batch {
  /** Made since the batch before: only in these may anything be written. */
  readonly folders: readonly MadeFolder[];
  readonly files: readonly SmallFile[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The SHA-256 of what was written, in hex; why this one file could not be; what ended all of it; null: it was not tried. */
export type Outcome = string | { readonly refusal: EntryWarning } | { readonly failure: ErrorData } | null;

export interface Answer {
  /** As many as there were files. */
  readonly outcomes: readonly Outcome[];
  /** Those of the batch, to be used again. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
