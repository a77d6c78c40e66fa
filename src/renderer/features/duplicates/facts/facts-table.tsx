import { ArrowUp } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { FileName } from '../../../parts/file-name';
import { factsOf, type FactCell } from './facts';
import { t } from '../../../../shared/words/words';
import styles from './facts-table.module.css';

/** What is known of the members on show, each against the keeper, which is the first. */
export function FactsTable({ members, isOfMany }: { members: readonly DuplicateMember[]; isOfMany: boolean }): ReactNode {
  const facts = useMemo(() => factsOf(members), [members]);
  const isPair = members.length === 2;
  return (
    <div className={styles.frame} tabIndex={0} role="group" aria-label={t('Facts')} data-many={isOfMany} data-testid="facts">
      <table className={styles.facts}>
        <thead>
          <tr>
            <th scope="col">{t('Fact')}</th>
            {members.map((member) => (
              <th key={member.fileId} scope="col">
                <FileName name={member.name} />
              </th>
            ))}
            {isPair ? <th scope="col">{t('Difference')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {facts.map(({ id, label, cells }) => (
            <tr key={id} data-testid={`fact-${id}`}>
              <th scope="row" title={label}>{label}</th>
              {cells.map((cell, at) => (
                <td key={members[at]?.fileId} translate={id === 'folder' || id === 'format' ? 'no' : undefined} data-better={cell.isBetter} title={isPair || cell.delta === '' ? cell.text : `${cell.text}, ${cell.delta}`}>
                  {cell.text}
                  {isPair || cell.delta === '' ? null : <Delta cell={cell} />}
                </td>
              ))}
              {isPair && cells[1] ? (
                <td>
                  <Delta cell={cells[1]} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Delta({ cell }: { cell: FactCell }): ReactNode {
  return (
    <span className={styles.delta} data-beats={cell.beatsKeeper} title={cell.beatsKeeper ? t('Better than the keeper') : undefined}>
      {cell.beatsKeeper ? <ArrowUp role="img" aria-label={t('Better than the keeper:')} aria-hidden={undefined} /> : null}
      {cell.delta}
    </span>
  );
}
