import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { formatName } from '../../format/format-name';
import { KindIcon } from '../../parts/kind-icon';
import { PagePicture } from './page-picture';
import { PageSwitcher } from './page-switcher';
import styles from './preview.module.css';

interface Props {
  detail: FileDetail;
  page: number;
  /** Without it, pages are switched elsewhere. */
  onPage?: ((page: number) => void) | undefined;
}

/** What the file looks like: a page or picture, its first lines, or its kind. */
export function Preview({ detail, page, onPage }: Props): ReactNode {
  return (
    <aside className={styles.preview} tabIndex={0} aria-label="Preview" data-testid="preview">
      {detail.canPreview ? (
        <>
          <PagePicture detail={detail} page={page} />
          {detail.pageCount > 1 && onPage ? (
            <div className={styles.pages}>
              <PageSwitcher page={page} count={detail.pageCount} onPage={onPage} />
            </div>
          ) : null}
        </>
      ) : (
        <Words detail={detail} />
      )}
    </aside>
  );
}

function Words({ detail: { report, row } }: { detail: FileDetail }): ReactNode {
  if (report?.kind === 'text') return <pre className={styles.sheet}>{report.preview}</pre>;
  if (report?.kind === 'data' && report.sample.length > 0) {
    return (
      <div className={styles.sheet}>
        <table>
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
