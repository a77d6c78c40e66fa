/** A name as search compares it: without accents and case. */
export function foldName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The folders of a path, folded and with the last slash; files come folder by folder, so the last answer is kept. */
export function foldFolder(path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (folder !== lastFolder) {
    lastFolder = folder;
    lastFolded = foldName(folder);
  }
  return lastFolded;
}

let lastFolder = '';
let lastFolded = '';
