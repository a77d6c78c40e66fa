import type { ArchiveReport } from '../../../../shared/model/archive';
import { formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';
import type { Fact } from '../../../parts/fact-list';
import { formatRatio } from '../ratio-words';
import { archiveTypeWord } from '../words';

/** What is known of an archive as a whole, as names and values. */
export function archiveFacts(report: ArchiveReport): Fact[] {
  return [
    ['Type', archiveTypeWord(report.type)],
    ['Files', formatCount(report.fileCount)],
    ['Folders', report.folderCount > 0 ? formatCount(report.folderCount) : ''],
    ['Entries', report.entryCount === report.fileCount ? '' : formatCount(report.entryCount)],
    ['Unpacked', formatSize(report.totalSize)],
    ['Packed', formatSize(report.compressedSize)],
    ['Ratio', report.compressionRatio === null ? '' : `${formatRatio(report.compressionRatio)} of its size`],
    ['Solid', report.isSolid ? 'Yes, its files are packed together' : ''],
    ['Parts', report.volumeCount > 1 ? formatCount(report.volumeCount) : ''],
    ['Encrypted', report.isEncrypted ? (report.hasEncryptedNames ? 'Yes, the names too' : 'Yes') : 'No'],
    ['Names', report.nameSource],
    ['Comment', report.comment],
  ];
}
