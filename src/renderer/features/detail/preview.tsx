import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { formatName } from '../../format/format-name';
import { KindIcon } from '../../parts/kind-icon';
import { ArchiveLook } from './archive-look';
import { PagePreview } from './page/page-preview';
import { WordPreview } from './word/word-preview';
import { t } from '../../../shared/words/words';
import styles from './preview.module.css';

interface Props {
  detail: FileDetail;
  page: number;
  onPage: (page: number) => void;
  /** Its words are marked on the page. */
  query?: string;
  /** Pages are switched here, not elsewhere on the screen. */
  hasSwitcher?: boolean;
  /** CSS pixels; null or undefined: as wide as usual. */
  width?: number | null;
}

/** What the file looks like: a page or picture, its first lines, or its kind. */
export function Preview({ detail, page, onPage, query = '', hasSwitcher = true, width = null }: Props): ReactNode {
  const { canPreview } = detail;
  return (
    <aside
      className={styles.preview}
      style={width === null ? undefined : { flexBasis: width }}
      tabIndex={canPreview ? undefined : 0}
      aria-label={t('Preview')}
      data-pages={canPreview}
      data-testid="preview"
    >
      {canPreview ? (
        <PagePreview detail={detail} page={page} onPage={onPage} query={query} hasSwitcher={hasSwitcher} />
      ) : detail.hasHtml ? (
        <WordPreview detail={detail} />
      ) : detail.row.kind === 'archive' && detail.report !== null ? (
        <ArchiveLook detail={detail} />
      ) : (
        <Words detail={detail} />
      )}
    </aside>
  );
}

function Words({ detail: { report, row } }: { detail: FileDetail }): ReactNode {
  if (report?.kind === 'text') return <pre className={styles.sheet} translate="no">{report.preview}</pre>;
  if (report?.kind === 'data' && report.sample.length > 0) {
    return (
      <div className={styles.sheet}>
        <table translate="no">
          <tbody>
            {[report.columns, ...report.sample].slice(0, 16).map((cells, index) => (
              <tr key={index}>
                {cells.slice(0, 4).map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
  return (
    <div className={styles.kind}>
      <KindIcon kind={row.kind} />
      <p>{report?.kind === 'other' ? report.description : formatName(row.name)}</p>
    </div>
  );
}
