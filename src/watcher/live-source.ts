/** What a source of file-system events reports; paths as Filemill writes them. */
export interface LiveListener {
  /** Something happened to what lies, or lay, at this path. */
  touched(path: string): void;
  /** Something happened in this directory, to a name that can't be told, or to the directory itself. */
  unsure(directory: string): void;
  /** From now on this directory is watched; what came into it before was not announced. */
  entered(directory: string): void;
  /** All directories that existed at the start are watched. */
  ready(): void;
  /** The source has ended; nothing more will be announced. */
  failed(error: NodeJS.ErrnoException): void;
}

export interface LiveSource {
  /** Whether this path is, or was a moment ago, a watched directory. */
  isDirectory(path: string): boolean;
  close(): void;
}

export interface LiveRequest {
  root: string;
  recursive: boolean;
  prunedNames: ReadonlySet<string>;
}

/** Throws when the folder can't be watched at all. */
export type OpenLiveSource = (request: LiveRequest, listener: LiveListener) => LiveSource;
