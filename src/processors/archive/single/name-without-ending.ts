const ENDINGS = /\.(gz|gzip|z|bz2|bzip2|xz|lzma|zst|zstd|lz4|lz)$/i;
const TAR_ENDINGS = /\.(tgz|tbz2?|txz|tzst|taz|tlz)$/i;

/** What a compressed file is called when it is unpacked; null where the name has no known ending. */
export function nameWithoutEnding(name: string): string | null {
  if (TAR_ENDINGS.test(name)) return name.replace(TAR_ENDINGS, '.tar');
  const bare = name.replace(ENDINGS, '');
  return bare === name || bare === '' ? null : bare;
}
