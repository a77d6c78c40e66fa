import type { ReactNode, RefObject } from 'react';
import { MODE_WORDS, type CompareMode } from './compare-modes';
import { t } from '../../../../shared/words/words';
import styles from './mode-switch.module.css';

interface Props {
  modes: readonly CompareMode[];
  mode: CompareMode;
  onChange: (mode: CompareMode) => void;
  /** Has the keys after a click. */
  stage: RefObject<HTMLElement | null>;
}

/** How members are set against one another; the keys 1, 2, … choose the same. */
export function ModeSwitch({ modes, mode, onChange, stage }: Props): ReactNode {
  return (
    <div className={styles.modes} role="group" aria-label={t('Way of comparing')}>
      {modes.map((one, at) => {
        const { label, hint, icon: Icon } = MODE_WORDS[one];
        return (
          <button
            key={one}
            type="button"
            aria-pressed={one === mode}
            aria-keyshortcuts={String(at + 1)}
            title={`${hint} (${at + 1})`}
            data-testid={`mode-${one}`}
            onClick={(event) => {
              onChange(one);
              // By pointer, not by Enter: whoever moves by Tab stays where they are.
              if (event.detail > 0) stage.current?.focus({ preventScroll: true });
            }}
          >
            <Icon aria-hidden />
            <span>{label}</span>
          </button>
        );
      })}
    </div>
  );
}
