import { ChevronRight, Package } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { Link } from '../../parts/link';
import { placeOfEntry } from '../archives/shown-archive';
import { t } from '../../../shared/words/words';
import styles from './related-archives.module.css';

const SHOWN = 10;

/** Archives in which the same content lies too, and how many entries of this one were read. */
export function RelatedArchives({ detail: { row } }: { detail: FileDetail }): ReactNode {
  const { value } = useLive(`${row.id}`, (signal) => callEngine('files.related', { id: row.id }, { signal }), 1_500);
  if (!value) return null;
  const { insideOf, memberCount } = value;
  return (
    <>
      {memberCount > 0 ? (
        <section data-testid="related-members">
          <h3>{t('Inside it')}</h3>
          <p>
            <Link className={styles.link} to={{ section: 'archives', fileId: row.id }}>
              {t('{memberCount, plural, one {# entry was} other {# entries were}} read', { memberCount })}
            </Link>{' '}
            <span className={styles.dim}>{t('and can be searched')}</span>
          </p>
        </section>
      ) : null}
      {insideOf.length > 0 ? (
        <section data-testid="related-archives">
          <h3>{t('Also inside {count, plural, one {# archive} other {# archives}}', { count: insideOf.length })}</h3>
          <ul className={styles.places}>
            {insideOf.slice(0, SHOWN).map((place) => (
              <li key={`${place.archiveFileId} ${place.ordinals.join('.')}`}>
                <Package aria-hidden />
                <span>
                  <Link className={styles.link} to={placeOfEntry(place.archiveFileId, place.ordinals)}>
                    {[place.archivePath, ...place.memberPath.split('!/')].map((part, at) => (
                      <span key={at}>
                        {at > 0 ? <ChevronRight role="img" aria-label={t('holds')} aria-hidden={undefined} /> : null}
                        <bdi translate="no">{displayName(part)}</bdi>
                      </span>
                    ))}
                  </Link>{' '}
                  <span className={styles.dim}>{t('in {folderName}', { folderName: place.folderName })}</span>
                </span>
              </li>
            ))}
          </ul>
          {insideOf.length > SHOWN ? <p className={styles.dim}>{t('And {count, number} more.', { count: insideOf.length - SHOWN })}</p> : null}
        </section>
      ) : null}
    </>
  );
}
