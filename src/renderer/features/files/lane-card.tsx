import { Pause, Play } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { LaneView } from '../../../shared/model/engine';
import { formatTook } from '../../format/duration';
import { LANE_WORDS } from '../../format/lane-words';
import { midSentence } from '../../format/mid-sentence';
import { formatCount } from '../../format/number';
import { IconButton } from '../../parts/icon-button';
import { Stepper } from '../../parts/stepper';
import { changeLane } from './change-lane';
import { concurrencySteps } from './concurrency-steps';
import { t } from '../../../shared/words/words';
import styles from './lane-card.module.css';

interface Props {
  view: LaneView;
  workers: number;
  isChosen: boolean;
  onChoose: () => void;
}

const FIGURES = [
  { key: 'active', word: t('active') },
  { key: 'waiting', word: t('waiting') },
  { key: 'failed', word: t('failed') },
] as const;

/** One kind of work: how much of it there is, how many files at once, and whether it rests. */
export const LaneCard = memo(function LaneCard({ view, workers, isChosen, onChoose }: Props): ReactNode {
  const { lane, concurrency, paused, averageMs, processed } = view;
  const { word, icon: Icon } = LANE_WORDS[lane];
  const { less, more } = concurrencySteps(concurrency, workers);
  const set = (next: number | null | undefined): (() => void) | undefined =>
    next === undefined ? undefined : () => changeLane(view, { concurrency: next });
  return (
    <li className={styles.card} data-chosen={isChosen} data-paused={paused} data-testid={`lane-${lane}`}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.name}
          aria-pressed={isChosen}
          title={isChosen ? t('Show the files of all lanes') : t('Show only {lane}', { lane: midSentence(word) })}
          onClick={onChoose}
        >
          <Icon aria-hidden />
          <span>{word}</span>
        </button>
        <span className={styles.average} title={t('Mean time of the last files; {processed, number} read so far', { processed })}>
          {paused ? t('Paused') : averageMs === null ? '' : formatTook(averageMs)}
        </span>
      </div>
      <dl className={styles.figures}>
        {FIGURES.map(({ key, word: name }) => (
          <div key={key} data-key={key} data-zero={view[key] === 0}>
            <dt>{name}</dt>
            <dd>{formatCount(view[key])}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.line}>
        <Stepper
          label={t('{lane} at once', { lane: word })}
          value={concurrency === null ? t('all workers') : formatCount(concurrency)}
          brief={concurrency === null ? t('all') : undefined}
          onLess={set(less)}
          onMore={set(more)}
        />
        <IconButton
          icon={paused ? Play : Pause}
          label={paused ? t('Resume {lane}', { lane: midSentence(word) }) : t('Pause {lane}', { lane: midSentence(word) })}
          data-testid={`lane-pause-${lane}`}
          onClick={() => changeLane(view, { paused: !paused })}
        />
      </div>
    </li>
  );
});
