import { useState, type ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { Link } from '../../parts/link';
import { PartsOfText } from '../../parts/parts-of-text';
import { Switch } from '../../parts/switch';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './setting.module.css';

/** Off until a person has read what it means. */
export function AllowPrograms({ settings: { actions } }: { settings: GeneralSettings }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const { value } = useLive('rules', (signal) => callEngine('rules.read', {}, { signal }), 2_000);
  const running = value?.rules.filter(({ rule }) => rule.then.some((action) => action.do === 'run')) ?? [];
  const set = (allowPrograms: boolean): void => changeSettings({ actions: { ...actions, allowPrograms } }, t('Programs that rules may run'));
  return (
    <>
      <Switch label={t('Rules may run programs')} checked={actions.allowPrograms} onChange={(isOn) => (isOn ? setAsking(true) : set(false))} />
      <p className={styles.now} data-testid="programs-of-rules">
        {running.length === 0 ? (
          t('No rule asks for it.')
        ) : (
          <PartsOfText text="{count, plural, one {# rule asks} other {# rules ask}} for it: {rules}" values={{ count: running.length, rules: <RuleLinks names={running.map(({ rule }) => rule.name)} /> }} />
        )}
      </p>
      {isAsking ? (
        <ConfirmDialog
          title={t('Let rules run programs')}
          confirm={t('Allow programs')}
          onConfirm={() => {
            set(true);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('A program that a rule runs can do whatever you can do on this computer: read, change and delete files, and use the network.')}</p>
          <p>{t('Filemill runs it directly, without a shell, with the arguments that the rule names, and ends it when its time is over. It can’t take back what a program did.')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

const MOST_NAMED = 3;

function RuleLinks({ names }: { names: readonly string[] }): ReactNode {
  return (
    <>
      {names.slice(0, MOST_NAMED).map((name, at) => (
        <span key={name} translate="no">
          {at > 0 ? ', ' : ''}
          <Link to={{ section: 'rules', rule: name }} className={styles.link}>{name}</Link>
        </span>
      ))}
      {names.length > MOST_NAMED ? ' …' : ''}
    </>
  );
}
