import type { ArchiveReport } from '../../../../shared/model/archive';
import { formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';
import type { Fact } from '../../../parts/fact-list';
import { formatRatio } from '../ratio-words';
import { archiveTypeWord } from '../words';
import { t } from '../../../../shared/words/words';

/** What is known of an archive as a whole, as names and values. */
export function archiveFacts(report: ArchiveReport): Fact[] {
  return [
    [t('Type'), archiveTypeWord(report.type)],
    [t('Files'), formatCount(report.fileCount)],
    [t('Folders'), report.folderCount > 0 ? formatCount(report.folderCount) : ''],
    [t('Entries'), report.entryCount === report.fileCount ? '' : formatCount(report.entryCount)],
    [t('Unpacked'), report.totalSize === null ? t('Known only when it is unpacked') : formatSize(report.totalSize)],
    [t('Packed'), formatSize(report.compressedSize)],
    [t('Ratio'), report.compressionRatio === null ? '' : t('{ratio} of its size', { ratio: formatRatio(report.compressionRatio) })],
    [t('Solid'), report.isSolid ? t('Yes, its files are packed together') : ''],
    [t('Parts'), report.volumeCount > 1 ? formatCount(report.volumeCount) : ''],
    [t('Encrypted'), report.isEncrypted ? (report.hasEncryptedNames ? t('Yes, the names too') : t('Yes')) : t('No')],
    [t('Names'), report.nameSource],
    [t('Comment'), report.comment],
  ];
}
