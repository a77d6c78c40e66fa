import type { ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { ArchiveEntryView, ArchiveRef } from '../../../../shared/model/archive';
import { ErrorNote } from '../../../parts/error-note';
import { Skeleton } from '../../../parts/skeleton';
import { entryName } from '../entries/archive-tree';
import { useMemberPicture } from '../entries/use-member-picture';
import { t } from '../../../../shared/words/words';
import styles from './member-pane.module.css';

const SMALL = 700;
const LARGE = 1800;

interface Props {
  archive: ArchiveRef;
  entry: ArchiveEntryView;
  page: number;
  isLarge: boolean;
}

/** A page or picture of an entry. */
export function MemberPicture({ archive, entry, page, isLarge }: Props): ReactNode {
  const { picture, error } = useMemberPicture(archive, entry.ordinal, page, isLarge ? LARGE : SMALL);
  if (error) return <ErrorNote error={error} />;
  if (!picture) return <Skeleton rows={5} />;
  const name = displayName(entryName(entry));
  return (
    <img
      className={styles.picture}
      src={picture.url}
      width={picture.width}
      height={picture.height}
      alt={page > 1 ? t('{name}, page {page}', { name, page }) : name}
      decoding="async"
      draggable={false}
      data-testid="member-picture"
    />
  );
}
