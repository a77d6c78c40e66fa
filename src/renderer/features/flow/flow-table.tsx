import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { Flow, FlowPart } from '../../../shared/model/flow';
import { formatCount } from '../../format/number';
import { Link } from '../../parts/link';
import type { Column } from './group-parts';
import { openPart } from './open-part';
import { t } from '../../../shared/words/words';
import styles from './flow-table.module.css';

/** The same as the picture, line by line: each connection, what passed it, and the lists at its ends. */
export function FlowTable({ flow: { parts, links } }: { flow: Flow }): ReactNode {
  const byId = new Map(parts.map((part) => [part.id, part]));
  return (
    <div className={styles.frame} role="region" aria-label={t('Connections')} tabIndex={0}>
      <table className={styles.table} data-testid="flow-table">
        <thead>
          <tr>
            {[t('From'), t('To'), t('Files today'), t('Failed today'), t('Last minute')].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {links.map(({ from, to, files, failed, perMinute }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">
                <End part={byId.get(from)} />
              </th>
              <td>
                <End part={byId.get(to)} />
              </td>
              <td>{formatCount(files)}</td>
              <td data-failed={failed > 0}>{formatCount(failed)}</td>
              <td>{formatCount(perMinute)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {links.length === 0 ? <p className={styles.none}>{t('Nothing has passed since midnight, and no rule leads anywhere.')}</p> : null}
    </div>
  );
}

const KINDS = { folder: t('Folder'), lane: t('Lane'), rule: t('Rule'), destination: t('To') } as const satisfies Record<Column, string>;

function End({ part }: { part: FlowPart | undefined }): ReactNode {
  if (!part) return null;
  return (
    <>
      <span className={styles.kind}>{KINDS[part.column]}</span>
      <Link to={openPart(part.opens)} title={displayName(part.detail)}>
        <bdi translate={part.column === 'folder' || part.column === 'rule' ? 'no' : undefined}>{displayName(part.title)}</bdi>
      </Link>
    </>
  );
}
