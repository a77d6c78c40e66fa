import { Folder } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { formatSize } from '../../format/size';
import { KindIcon } from '../../parts/kind-icon';
import { Link } from '../../parts/link';
import { buildTree, entryName } from '../archives/entries/archive-tree';
import { kindOfEntry } from '../archives/entries/kind-of-entry';
import { t } from '../../../shared/words/words';
import styles from './archive-look.module.css';

const ASKED = 400;
const SHOWN = 24;

/** What lies at the top of an archive, in place of a picture of it. */
export function ArchiveLook({ detail: { row } }: { detail: FileDetail }): ReactNode {
  const { value } = useLive(`${row.id}`, (signal) => callEngine('archives.entries', { archive: { fileId: row.id }, limit: ASKED }, { signal }), 3_000);
  const top = useMemo(() => (value ? buildTree(value.entries).top : null), [value]);
  if (!value || !top) {
    return (
      <div className={styles.kind}>
        <KindIcon kind="archive" />
      </div>
    );
  }
  const lines = [
    ...top.folders.map((folder) => ({ key: `f${folder.path}`, name: folder.name, icon: <Folder role="img" aria-label={t('Folder')} aria-hidden={undefined} />, note: t('{files, plural, one {# file} other {# files}}', { files: folder.files }) })),
    ...top.entries.map((entry) => ({ key: `e${entry.ordinal}`, name: entryName(entry), icon: <KindIcon kind={kindOfEntry(entry)} />, note: entry.size === null ? '' : formatSize(entry.size) })),
  ];
  return (
    <div className={styles.sheet}>
      <ul>
        {lines.slice(0, SHOWN).map(({ key, name, icon, note }) => (
          <li key={key}>
            {icon}
            <bdi title={displayName(name)} translate="no">{displayName(name)}</bdi>
            <span>{note}</span>
          </li>
        ))}
      </ul>
      <Link className={styles.link} to={{ section: 'archives', fileId: row.id }}>
        {lines.length > SHOWN ? t('Show all {total, plural, one {# entry} other {# entries}}', { total: value.total }) : t('Show in Archives')}
      </Link>
    </div>
  );
}
