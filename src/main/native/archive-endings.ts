/** Of files that the desktop may open with Filemill; the same that the packages offer to open (electron-builder.yml). */
export const ARCHIVE_ENDINGS = ['zip', '7z', 'rar', 'tar', 'gz', 'tgz', 'bz2', 'tbz2', 'xz', 'txz', 'zst', 'iso', 'cab'] as const;

export function hasArchiveEnding(path: string): boolean {
  const lower = path.toLowerCase();
  return ARCHIVE_ENDINGS.some((ending) => lower.endsWith(`.${ending}`));
}
