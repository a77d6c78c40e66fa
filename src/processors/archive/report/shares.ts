import type { ArchiveEntry, ArchiveReport } from '../../../shared/model/archive';

type Share = ArchiveReport['shares'][number];

/** Lines of the chart; what is left goes into the last one. */
const MOST_SHARES = 20;
const ENDING = /[^/]\.([^./\\]{1,12})$/;

/** Sizes by extension, the largest first. */
export function sharesOf(entries: readonly ArchiveEntry[]): Share[] {
  const shares = new Map<string, Share>();
  for (const { type, path, size, compressedSize } of entries) {
    if (type !== 'file') continue;
    const extension = ENDING.exec(path)?.[1]?.toLowerCase() ?? '';
    const share = shares.get(extension) ?? { extension, files: 0, size: 0, compressedSize: 0 };
    shares.set(extension, addTo(share, { files: 1, size: size ?? 0, compressedSize }));
  }
  const sorted = [...shares.values()].sort((a, b) => b.size - a.size || b.files - a.files);
  if (sorted.length <= MOST_SHARES) return sorted;
  const shown = sorted.slice(0, MOST_SHARES - 1);
  return [...shown, sorted.slice(MOST_SHARES - 1).reduce(addTo, { extension: '…', files: 0, size: 0, compressedSize: 0 })];
}

function addTo(share: Share, { files, size, compressedSize }: Pick<Share, 'files' | 'size' | 'compressedSize'>): Share {
  share.files += files;
  share.size += size;
  share.compressedSize = share.compressedSize === null || compressedSize === null ? null : share.compressedSize + compressedSize;
  return share;
}
