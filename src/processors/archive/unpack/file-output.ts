/** A file in the making. */
export interface FileOutput {
  /** Makes the file, when it is the first piece. */
  write(piece: Uint8Array): void;
  /** All pieces have come. `done` is called now, or later by those who can only tell then; so is `failed`, or it throws now. */
  end(done: (sha256: string) => void, failed: (error: Error) => void): void;
  /** Nothing is left of what was begun. Throws what removing it throws. */
  discard(): void;
}
