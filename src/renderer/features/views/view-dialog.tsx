import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { keepView, objectionTo, useNaming } from './view-acts';
import { t } from '../../../shared/words/words';
import styles from './view-dialog.module.css';

const LONGEST = 60;

/** Asks for the name of a view. */
export function ViewDialog(): ReactNode {
  const naming = useNaming((state) => state.naming);
  return naming === null ? null : <OpenDialog key={naming.former} naming={naming} />;
}

function OpenDialog({ naming }: { naming: NonNullable<ReturnType<typeof useNaming.getState>['naming']> }): ReactNode {
  const { former } = naming;
  const [text, setText] = useState(former ?? naming.view.query.slice(0, LONGEST));
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const name = text.trim();
  const objection = objectionTo(name, former);
  const close = (): void => useNaming.getState().set(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name === '' || objection !== null) return;
    void keepView(naming, name).then((isKept) => isKept && close());
  };
  return (
    <Dialog
      title={former === null ? t('Save this view') : t('Rename the view')}
      onClose={close}
      width={400}
      testId="view-dialog"
      footer={
        <>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button kind="primary" type="submit" form={id} disabled={name === '' || objection !== null} data-testid="view-keep">
            {former === null ? t('Save') : t('Rename')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={submit}>
        {former === null ? <p>{t('The search, and what the list is narrowed to, get a place in the rail under Files.')}</p> : null}
        <label htmlFor={`${id}-name`}>{t('Name')}</label>
        <input
          ref={field}
          id={`${id}-name`}
          className={styles.field}
          aria-invalid={objection !== null}
          aria-describedby={`${id}-said`}
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          value={text}
          data-testid="view-name"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <p id={`${id}-said`} role="status" className={styles.said}>
          {objection}
        </p>
      </form>
    </Dialog>
  );
}
