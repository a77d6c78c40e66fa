import { useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Switch } from '../../parts/switch';
import { useSettings } from '../../state/settings-store';
import { attempt, tell } from '../../state/toast-store';
import { LanguageChoice } from '../languages/language-choice';
import { useLanguages } from '../languages/use-languages';
import { useReread, type Rereading } from './reread-store';
import { t } from '../../../shared/words/words';
import styles from './reread-dialog.module.css';

/** Asks how files are to be read again, wherever the wish came from. */
export function RereadDialog(): ReactNode {
  const asked = useReread((state) => state.asked);
  return asked === null ? null : <OpenDialog asked={asked} />;
}

function OpenDialog({ asked }: { asked: Rereading }): ReactNode {
  const { close } = useReread.getState();
  const usual = useSettings((state) => state.settings?.ocr.languages);
  const { list } = useLanguages();
  const [languages, setLanguages] = useState<readonly string[]>(asked.languages ?? usual ?? ['eng']);
  const [isAlways, setAlways] = useState(asked.isAlways);

  const reread = (): void => {
    close();
    void attempt(async () => {
      const ids = asked.files.map(({ id }) => id);
      const { count } = await callEngine('files.reread', { ids, ocr: { mode: isAlways ? 'always' : 'automatic', languages: [...languages] } });
      tell(toldOf(asked, count));
    });
  };

  return (
    <Dialog
      title={t('Read again')}
      onClose={close}
      width={460}
      testId="reread-dialog"
      footer={
        <>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button kind="primary" data-testid="reread" onClick={reread}>
            {t('Read again')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{sentenceOf(asked)}</p>
        <section className={styles.part}>
          <h3>{t('Languages')}</h3>
          <LanguageChoice label={t('Languages to read in')} codes={languages} installed={list?.languages ?? null} onChange={setLanguages} />
        </section>
        <Switch
          label={t('Read every picture')}
          hint={t('Also those in which no text was seen. That takes longer, and may find words where there are none.')}
          checked={isAlways}
          onChange={setAlways}
        />
      </div>
    </Dialog>
  );
}

const LONGEST_NAME = 40;

/** Of the one file that is meant; null for several. */
function nameOf({ files }: Rereading): string | null {
  const [only] = files;
  return files.length === 1 && only ? middleEllipsis(displayName(only.name), LONGEST_NAME) : null;
}

function sentenceOf(asked: Rereading): string {
  const name = nameOf(asked);
  return name === null
    ? t('Pictures of text in {count, plural, one {# file} other {# files}} are read anew. What was read before stays until then.', { count: asked.files.length })
    : t('Pictures of text in {name} are read anew. What was read before stays until then.', { name });
}

function toldOf(asked: Rereading, count: number): string {
  const name = nameOf(asked);
  if (count === 0) return t('There is nothing to read: the file is gone, or being read');
  return name === null ? t('{count, plural, one {# file is} other {# files are}} read again', { count }) : t('{name} is read again', { name });
}
