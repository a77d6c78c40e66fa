import { moveName, settleFolders } from './move-name';
import { fileHere, isThere } from './file-version';

/** What goes with a file and has a name of its own beside it. */
export interface Companion {
  /** Absolute. */
  source: string;
  target: string;
}

/** Moves it, if it is there and its place is free; whatever lies there instead stays. */
export function moveCompanion({ source, target }: Companion): void {
  if (!fileHere(source) || isThere(target)) return;
  moveName(source, target);
  settleFolders(source, target);
}

export const backOf = ({ source, target }: Companion): Companion => ({ source: target, target: source });
