import { Check, CircleAlert, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { Notice } from '../../../shared/model/notice';
import { Ago } from '../../parts/ago';
import { IconButton } from '../../parts/icon-button';
import { Link } from '../../parts/link';
import { t } from '../../../shared/words/words';
import styles from './notices.module.css';

const LEVELS: Readonly<Record<Notice['level'], { icon: LucideIcon; word: string }>> = {
  info: { icon: Info, word: t('Notice') },
  warning: { icon: TriangleAlert, word: t('Warning') },
  problem: { icon: CircleAlert, word: t('Problem') },
};

/** Of those to whom nobody gave one; what was kept is in the language of its time. */
const OWN_TITLES: ReadonlySet<string> = new Set(['', 'Filemill', 'Alert', t('Alert')]);

interface Props {
  notice: Notice;
  onRead: () => void;
  /** A link in it was followed. */
  onFollow: () => void;
}

/** What a rule said, how grave it is, and about which file. */
export function NoticeItem({ notice: { level, title, message, at, rule, fileId, isRead }, onRead, onFollow }: Props): ReactNode {
  const { icon: Icon, word } = LEVELS[level];
  const follow = (): void => {
    if (!isRead) onRead();
    onFollow();
  };
  return (
    <li className={styles.item} data-level={level} data-read={isRead} data-testid="notice">
      <Icon aria-hidden />
      <div className={styles.words}>
        <p className={styles.line}>
          <span className={styles.level}>{word}</span>
          <Ago at={at} />
        </p>
        <p className={styles.message} translate="no">{displayName(message)}</p>
        <p className={styles.links}>
          {fileId === null ? null : (
            <Link to={{ section: 'files', fileId }} onFollow={follow}>
              {t('Show the file')}
            </Link>
          )}
          {rule === null ? null : (
            <Link to={{ section: 'rules', rule }} onFollow={follow} title={t('The rule that said it')}>
              <bdi translate="no">{displayName(rule)}</bdi>
            </Link>
          )}
          {OWN_TITLES.has(title) || title === rule ? null : <span translate="no">{displayName(title)}</span>}
        </p>
      </div>
      {isRead ? <span /> : <IconButton icon={Check} label={t('Mark as read')} onClick={onRead} />}
    </li>
  );
}
