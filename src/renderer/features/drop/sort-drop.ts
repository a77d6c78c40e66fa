import '../../engine-client/bridge';

interface Dropped {
  /** Paths. */
  folders: string[];
  /** Paths; the name alone of what lies nowhere on the disk. */
  files: string[];
}

/** Tells folders from files while the drop event still allows to ask. */
export function sortDrop(transfer: DataTransfer): Dropped {
  const dropped: Dropped = { folders: [], files: [] };
  for (const item of transfer.items) {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (!file) continue;
    const path = window.filemill.pathForFile(file);
    if (item.webkitGetAsEntry()?.isDirectory && path) dropped.folders.push(path);
    else dropped.files.push(path || file.name);
  }
  return dropped;
}
