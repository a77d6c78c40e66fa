import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

/** `ofFile`: the value, or both, stand in the file as they are shown, and belong to no language of ours. */
export type Fact = readonly [name: string, value: ReactNode, ofFile?: 'value' | 'both'];

/** Names and values in two columns; empty values are left out. */
export function FactList({ facts }: { facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value, ofFile]) => (
          <div key={name}>
            <dt translate={ofFile === 'both' ? 'no' : undefined}>{name}</dt>
            <dd translate={ofFile ? 'no' : undefined}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
