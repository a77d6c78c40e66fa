import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { midSentence } from '../../format/mid-sentence';
import { Link } from '../../parts/link';
import { DECISION_WORDS, TIER_WORDS } from './tier-words';
import { t } from '../../../shared/words/words';
import styles from './groups-of-file.module.css';

/** Beside a file: the groups of duplicates that it is in, each a way to them. */
export function GroupsOfFile({ id }: { id: number }): ReactNode {
  const { value } = useLive(`${id}`, (signal) => callEngine('duplicates.ofFile', { id }, { signal }));
  const groups = value?.groups ?? [];
  if (groups.length === 0) return null;
  return (
    <section data-testid="groups-of-file">
      <h3>{t('In {count, plural, one {# duplicate group} other {# duplicate groups}}', { count: groups.length })}</h3>
      <ul>
        {groups.map(({ id: group, tier, name, memberCount, decision }) => (
          <li key={group}>
            <Link className={styles.link} to={{ section: 'duplicates', tier, group, decided: decision !== null }}>
              {TIER_WORDS[tier].label}: <bdi translate="no">{displayName(name)}</bdi>
            </Link>{' '}
            <span className={styles.dim}>
              {t('{memberCount, plural, one {# file} other {# files}}', { memberCount })}
              {decision === null ? '' : `, ${midSentence(DECISION_WORDS[decision])}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
