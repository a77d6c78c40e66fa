import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleSample } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { ErrorNote } from '../../../parts/error-note';
import { Skeleton } from '../../../parts/skeleton';
import { useRoute } from '../../../state/route-store';
import { attempt, tell } from '../../../state/toast-store';
import { ACTION_WORDS } from '../actions/action-words';
import { useRules } from '../rules-store';
import { useAnswer } from '../use-answer';
import { t } from '../../../../shared/words/words';
import styles from './dialogs.module.css';

/** Ready-made rules. They come switched off, to be looked at first. */
export function GalleryDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { value, error } = useAnswer('samples', (signal) => callEngine('rules.samples', {}, { signal }), 60_000);
  const add = (sample: RuleSample): void =>
    void attempt(async () => {
      const { text } = await callEngine('rules.write', { rules: sample.rules });
      const { added } = await callEngine('rules.import', { text });
      useRules.getState().touch();
      useRoute.getState().adjust({ rule: added[0] ?? null });
      onClose();
      tell(t('“{title}” added, switched off', { title: sample.title }));
    });
  return (
    <Dialog title={t('Ready-made rules')} width={760} onClose={onClose} testId="gallery-dialog">
      <p className={styles.dim}>{t('They come switched off. Look at what they would do, change what is yours, then switch them on.')}</p>
      {error ? <ErrorNote error={error} /> : value ? null : <Skeleton rows={8} />}
      <ul className={styles.samples}>
        {value?.samples.map((sample) => (
          <li key={sample.id} data-testid="sample">
            <div>
              <h3>{sample.title}</h3>
              <p>{sample.sentence}</p>
              <p className={styles.does}>
                {[...new Set(sample.rules.flatMap(({ then }) => then.map((spec) => spec.do)))].map((name) => {
                  const { icon: Icon, title } = ACTION_WORDS[name];
                  return (
                    <span key={name}>
                      <Icon aria-hidden />
                      {title}
                    </span>
                  );
                })}
              </p>
            </div>
            <Button icon={Plus} aria-label={t('Add “{title}”', { title: sample.title })} onClick={() => add(sample)}>
              {t('Add')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
