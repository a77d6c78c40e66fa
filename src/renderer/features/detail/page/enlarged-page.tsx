import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { displayName } from '../../../../shared/model/display-name';
import { FileName } from '../../../parts/file-name';
import { IconButton } from '../../../parts/icon-button';
import { LargeDialog } from '../../../parts/large-dialog';
import { PageViewer } from './page-viewer';
import { t } from '../../../../shared/words/words';
import styles from './enlarged-page.module.css';

interface Props {
  detail: FileDetail;
  page: number;
  onPage: (page: number) => void;
  query: string;
  onClose: () => void;
}

/** The page over the whole window. */
export function EnlargedPage({ detail, page, onPage, query, onClose }: Props): ReactNode {
  return (
    <LargeDialog label={t('{name}, enlarged', { name: displayName(detail.row.name) })} testId="enlarged" onClose={onClose}>
      <PageViewer
        detail={detail}
        page={page}
        onPage={onPage}
        query={query}
        hasSwitcher
        isLarge
        title={
          <h2 className={styles.title}>
            <FileName name={detail.row.name} />
          </h2>
        }
        close={<IconButton icon={X} label={t('Back (Esc)')} data-testid="enlarged-close" onClick={onClose} />}
      />
    </LargeDialog>
  );
}
