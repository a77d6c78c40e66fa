/**
 * Electron shows every file named `*.asar` as a folder, to any code that goes through `node:fs`, and looks for such
 * names in every path. People's files of that name are files: a process or thread that looks at people's folders calls
 * this first, after its own code has been loaded (which may itself lie in such an archive). It also makes each call
 * several times quicker. Plain Node: no effect.
 */
export function seeArchivesAsFiles(): void {
  (process as { noAsar?: boolean }).noAsar = true;
}

/**
 * The same for one synchronous act: for a process that still loads code of its own, which may lie in such an archive.
 */
export function seeingArchivesAsFiles<R>(act: () => R): R {
  const owner = process as { noAsar?: boolean };
  const before = owner.noAsar;
  owner.noAsar = true;
  try {
    return act();
  } finally {
    if (before === undefined) delete owner.noAsar;
    else owner.noAsar = before;
  }
}
