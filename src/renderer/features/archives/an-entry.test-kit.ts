import type { ArchiveEntryView } from '../../../shared/model/archive';

/** For tests: an entry of an archive, ordinary but for what is said. */
export function anEntry(ordinal: number, path: string, more: Partial<ArchiveEntryView> = {}): ArchiveEntryView {
  return {
    ordinal,
    path,
    type: 'file',
    size: 100,
    compressedSize: 40,
    modified: null,
    mode: null,
    linkTarget: null,
    isEncrypted: false,
    method: 'Deflate',
    crc: null,
    comment: '',
    nameEncoding: 'utf-8',
    warnings: [],
    member: null,
    ...more,
  };
}
