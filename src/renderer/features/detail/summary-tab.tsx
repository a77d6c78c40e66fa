import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { formatMoment } from '../../format/time';
import { ErrorNote } from '../../parts/error-note';
import { FactList } from '../../parts/fact-list';
import { Link } from '../../parts/link';
import { MonoPath } from '../../parts/mono-path';
import { StateLabel } from '../../parts/state-label';
import { GroupsOfFile } from '../duplicates/groups-of-file';
import { FileTags } from './file-tags';
import { ocrLine } from './ocr-words';
import { RelatedArchives } from './related-archives';
import { SameBytes } from './same-bytes';
import { t } from '../../../shared/words/words';
import styles from './tab.module.css';

export function SummaryTab({ detail }: { detail: FileDetail }): ReactNode {
  const { row, report } = detail;
  const ocr = report !== null && 'ocr' in report ? report.ocr : undefined;
  return (
    <div className={styles.tab} data-testid="detail-summary">
      {row.error ? <ErrorNote error={row.error} /> : null}
      <p className={styles.summary}>{detail.summary}</p>
      {detail.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <TriangleAlert role="img" aria-label={t('Warning')} />
          {warning}
        </p>
      ))}
      <FactList
        facts={[
          [t('State'), <StateLabel key="state" tone={row.state} label={row.stateLabel} />],
          [
            t('Folder'),
            <Link key="folder" className={styles.link} to={{ section: 'folders', folderId: row.folderId }}>
              <bdi translate="no">{detail.folderName}</bdi>
            </Link>,
          ],
          [t('Moved to'), detail.movedTo === null ? '' : <MonoPath key="moved" path={detail.movedTo} wraps />],
          [t('Path'), <MonoPath key="path" path={detail.absolutePath} wraps />],
          [t('Tags'), <FileTags key="tags" detail={detail} />],
          [t('Type'), row.mime ?? ''],
          [t('Read by OCR'), ocr ? ocrLine(ocr, detail.pageCount) : ''],
          [t('Changed'), detail.modifiedAt === null ? '' : formatMoment(detail.modifiedAt)],
          ['SHA-256', detail.sha256 === null ? '' : <MonoPath key="hash" path={detail.sha256} what={t('Hash')} />],
        ]}
      />
      <SameBytes detail={detail} />
      <RelatedArchives detail={detail} />
      <GroupsOfFile id={row.id} />
    </div>
  );
}
