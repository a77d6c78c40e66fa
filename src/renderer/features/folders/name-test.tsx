import { useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import type { FolderSettings } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { StateLabel } from '../../parts/state-label';
import { t } from '../../../shared/words/words';
import styles from './name-test.module.css';

interface Verdict {
  taken: boolean;
  reason: string;
}

/** Asks the very filter that decides about real files. */
export function NameTest({ folderId, settings }: { folderId: number; settings: FolderSettings }): ReactNode {
  const [name, setName] = useState('');
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const asked = useDeferredValue(name.trim());

  useEffect(() => {
    if (asked === '') {
      setVerdict(null);
      return undefined;
    }
    const abort = new AbortController();
    callEngine('folders.testName', { id: folderId, path: asked }, { signal: abort.signal }).then(setVerdict, () => undefined);
    return () => abort.abort();
  }, [folderId, asked, settings]);

  return (
    <>
      <input
        className={styles.field}
        aria-label={t('Name to test')}
        placeholder={t('in/invoice.pdf')}
        value={name}
        maxLength={4096}
        spellCheck={false}
        data-testid="test-name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className={styles.verdict} role="status" data-testid="test-name-verdict">
        {verdict ? (
          <>
            <StateLabel tone={verdict.taken ? 'done' : 'ignored'} label={verdict.taken ? t('Would be read') : t('Would be ignored')} />
            <span className={styles.reason}>{verdict.reason}</span>
          </>
        ) : null}
      </p>
    </>
  );
}
