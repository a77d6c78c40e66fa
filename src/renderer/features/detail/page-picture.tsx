import { useEffect, useState, type ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import { callEngine } from '../../engine-client/engine-client';
import { artifactUrl } from './artifact-url';
import styles from './page-picture.module.css';

interface Picture {
  page: number;
  url: string;
  width: number;
  height: number;
}

/** One page of a document, or a picture. The page before stays until the next one is there. */
export function PagePicture({ detail, page }: { detail: FileDetail; page: number }): ReactNode {
  const { row, sha256 } = detail;
  const [picture, setPicture] = useState<Picture | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    callEngine('files.preview', { id: row.id, page }, { signal: abort.signal }).then(
      ({ id, width, height }) => {
        setError(null);
        setPicture({ page, url: artifactUrl(id), width, height });
      },
      (thrown: unknown) => {
        if (!abort.signal.aborted) setError(toErrorData(thrown));
      },
    );
    return () => abort.abort();
  }, [row.id, page, sha256]);

  if (error) {
    return (
      <p className={styles.problem}>
        No preview. {error.message} {error.hint}
      </p>
    );
  }
  const isPage = detail.row.kind === 'document';
  const what = isPage ? `Page ${page}` : 'Picture';
  if (!picture) {
    return row.thumbnail ? (
      <img className={styles.picture} data-page={isPage} data-early src={artifactUrl(row.thumbnail)} alt={what} />
    ) : (
      <div className={styles.place} data-page={isPage} />
    );
  }
  return (
    <img
      className={styles.picture}
      data-page={isPage}
      src={picture.url}
      width={picture.width}
      height={picture.height}
      alt={what}
      data-testid="preview-image"
      onError={() =>
        setError({
          code: 'artifact.none',
          message: 'The picture of it is no longer there.',
          hint: 'Retry the file to make it again.',
          cause: 'damaged',
        })
      }
    />
  );
}
