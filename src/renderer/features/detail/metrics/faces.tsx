import type { ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { ImageReport } from '../../../../shared/model/report';
import { Link } from '../../../parts/link';
import { Switch } from '../../../parts/switch';
import { useLayout } from '../../../state/layout-store';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import tab from '../tab.module.css';
import { FACE_FRAMES } from './face-frames';
import styles from './metrics-tab.module.css';

interface Props {
  detail: FileDetail;
  content: NonNullable<ImageReport['content']>;
}

/** Faces that were found, and whether they are framed on the picture. */
export function Faces({ detail, content: { faceCount, faces = [] } }: Props): ReactNode {
  const areShown = useLayout((state) => state.folds[FACE_FRAMES] ?? true);
  const setOpen = useLayout((state) => state.setOpen);
  if (faceCount === undefined) {
    return (
      <p className={styles.words} data-testid="faces">
        <PartsOfText
          text="Not looked for. It can be switched on for {folder}."
          values={{
            folder: (
              <Link className={tab.link} to={{ section: 'folders', folderId: detail.row.folderId }}>
                {t('the folder {folderName}@@after “for”', { folderName: detail.folderName })}
              </Link>
            ),
          }}
        />
      </p>
    );
  }
  return (
    <div className={styles.faces} data-testid="faces">
      <p>{faceCount === 0
          ? t('None found.')
          : t('{faceCount, plural, one {# face} other {# faces}}: {sure}', { faceCount, sure: faces.map(({ score }) => t('{score} % sure', { score: Math.round(score) })).join(', ') })}</p>
      {faces.length > 0 ? <Switch label={t('Framed on the picture')} checked={areShown} onChange={(shown) => setOpen(FACE_FRAMES, shown)} /> : null}
    </div>
  );
}
