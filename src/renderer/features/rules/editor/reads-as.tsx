import { Quote } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { Rule } from '../../../../shared/model/rule';
import { useSnapshot } from '../../../state/engine-store';
import { namedFolders } from '../list/named-folders';
import { folderWord } from '../words/folder-word';
import { ruleSentence } from '../words/rule-sentence';
import { t } from '../../../../shared/words/words';
import styles from './sentence.module.css';

/** What was put together below, as one sentence. */
export function ReadsAs({ rule }: { rule: Rule }): ReactNode {
  const watched = useSnapshot((snapshot) => snapshot.folders, []);
  const sentence = useMemo(() => {
    const folders = namedFolders(watched);
    return ruleSentence({ ...rule, folders: rule.folders.map((one) => folderWord(one, folders)) });
  }, [rule, watched]);
  return (
    <p className={styles.reads} data-testid="reads-as">
      <Quote role="img" aria-label={t('It reads:')} aria-hidden={undefined} />
      <span>{sentence}</span>
    </p>
  );
}
