import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Language } from '../../../shared/model/language';
import { languageName } from '../../format/language-name';
import { IconButton } from '../../parts/icon-button';
import { Select } from '../../parts/select';
import { moveItem } from './move-item';
import { t } from '../../../shared/words/words';
import styles from './language-choice.module.css';

const MOST = 10;

interface Props {
  label: string;
  codes: readonly string[];
  /** Null until it is known what is installed. */
  installed: readonly Language[] | null;
  onChange: (codes: string[]) => void;
}

/** Languages in the order in which they are tried. One at least stays. */
export function LanguageChoice({ label, codes, installed, onChange }: Props): ReactNode {
  const others = installed?.filter(({ code }) => !codes.includes(code)) ?? [];
  return (
    <div className={styles.choice}>
      <ol className={styles.codes} aria-label={label} data-testid="languages-in-use">
        {codes.map((code, at) => {
          const name = languageName(code);
          const isMissing = installed !== null && !installed.some((one) => one.code === code);
          return (
            <li key={code} data-missing={isMissing}>
              <span className={styles.name}>
                {name} {name === code ? null : <code>{code}</code>}
              </span>
              {isMissing ? <span className={styles.missing}>{t('Not installed')}</span> : null}
              <IconButton icon={ArrowUp} label={t('Move up: {name}', { name })} disabled={at === 0} onClick={() => onChange(moveItem(codes, at, -1))} />
              <IconButton icon={ArrowDown} label={t('Move down: {name}', { name })} disabled={at === codes.length - 1} onClick={() => onChange(moveItem(codes, at, 1))} />
              <IconButton
                icon={X}
                label={t('Take out: {name}', { name })}
                disabled={codes.length === 1}
                onClick={() => onChange(codes.filter((one) => one !== code))}
              />
            </li>
          );
        })}
      </ol>
      {others.length > 0 && codes.length < MOST ? (
        <Select
          label={t('Use another language')}
          value=""
          options={[
            { value: '', label: t('Use another language…') },
            ...others.map(({ code }) => ({ value: code, label: languageName(code) })),
          ]}
          onChange={(code) => code !== '' && onChange([...codes, code])}
          testId="use-language"
        />
      ) : null}
    </div>
  );
}
