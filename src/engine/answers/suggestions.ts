import { availableParallelism } from 'node:os';
import type { Cause } from '../../shared/errors/error-table';
import type { LaneView, MetricsView, Snapshot } from '../../shared/model/engine';
import type { FolderView } from '../../shared/model/folder';
import { t, words } from '../../shared/words/words';

type Suggestion = Snapshot['suggestions'][number];

export interface SuggestionFacts {
  byCause: Partial<Record<Cause, number>>;
  folders: FolderView[];
  lanes: LaneView[];
  metrics: MetricsView;
  workers: { size: number; busy: number };
}

/** Below this rate, with all workers busy and files waiting, more workers are worth a try. */
const SLOW_FILES_PER_SECOND = 10;
/** More failures than a tenth of the successes is worth a look … */
const HIGH_FAILURE_SHARE = 0.1;
/** … but not after three files. */
const FILES_TO_JUDGE_BY = 20;
const SLOW_FILE_MS = 10_000;
const WAITING_TO_MIND = 5;

const LANE_WORDS: Record<LaneView['lane'], string> = {
  text: words('Text and data'),
  documents: words('Documents'),
  ocr: words('Text recognition'),
  images: words('Images'),
  archives: words('Archives'),
  other: words('Other files'),
};

/** What would make things go better, each with the button that does it. Pure. */
export function suggestions(facts: SuggestionFacts): Suggestion[] {
  return [...aboutFiles(facts.byCause), ...aboutFailures(facts.metrics), ...aboutWorkers(facts), ...aboutLanes(facts.lanes), ...aboutFolders(facts.folders)];
}

function aboutFiles(byCause: SuggestionFacts['byCause']): Suggestion[] {
  const found: Suggestion[] = [];
  const damaged = byCause.damaged ?? 0;
  if (damaged > 0) {
    found.push({
      id: 'damaged',
      sentence: t('{count, plural, one {# file is damaged or not valid. See what is wrong with it.} other {# files are damaged or not valid. See what is wrong with them.}}', { count: damaged }),
      action: { label: t('See them'), kind: 'openAttention', value: 'damaged' },
    });
  }
  const erred = (byCause.bug ?? 0) + (byCause.unreachable ?? 0);
  if (erred > 0) {
    found.push({
      id: 'retry',
      sentence: t('{count, plural, one {# file} other {# files}} could not be reached or made Filemill fail. Another try may help.', { count: erred }),
      action: { label: t('Retry'), kind: 'retryCause', value: byCause.unreachable ? 'unreachable' : 'bug' },
    });
  }
  return found;
}

function aboutFailures({ files: settled, successful, failed }: MetricsView): Suggestion[] {
  if (settled < FILES_TO_JUDGE_BY || failed <= successful * HIGH_FAILURE_SHARE) return [];
  const percent = Math.round((failed / settled) * 100);
  return [
    {
      id: 'failure-rate',
      sentence: t('High failure rate: {percent} % of the {count, plural, one {# file} other {# files}} since the start need attention. Look what they have in common.', { percent, count: settled }),
      action: { label: t('See them'), kind: 'openAttention', value: '' },
    },
  ];
}

function aboutWorkers({ lanes, metrics, workers }: SuggestionFacts): Suggestion[] {
  const waiting = lanes.reduce((sum, lane) => sum + (lane.paused ? 0 : lane.waiting), 0);
  const isFull = workers.busy >= workers.size && waiting > WAITING_TO_MIND;
  if (!isFull || metrics.filesPerSecond >= SLOW_FILES_PER_SECOND || workers.size >= availableParallelism() * 2) return [];
  const slow = lanes.find(({ averageMs, waiting: queued }) => (averageMs ?? 0) > SLOW_FILE_MS && queued > 0);
  const why = slow
    ? t('{lane} take {seconds} s a file', { lane: t(LANE_WORDS[slow.lane]), seconds: Math.round((slow.averageMs ?? 0) / 1000) })
    : t('{count, plural, one {# file} other {# files}} wait', { count: waiting });
  return [
    {
      id: 'workers',
      sentence: t('{why} and {size, plural, one {the only worker is} other {all # workers are}} busy. One more may help.', { why, size: workers.size }),
      action: { label: t('Add a worker'), kind: 'setWorkers', value: String(workers.size + 1) },
    },
  ];
}

function aboutLanes(lanes: LaneView[]): Suggestion[] {
  return lanes
    .filter(({ paused, waiting }) => paused && waiting > 0)
    .map(({ lane, waiting }) => ({
      id: `lane-${lane}`,
      sentence: t('{lane}: the lane is paused and {count, plural, one {# file waits} other {# files wait}} in it.', { lane: t(LANE_WORDS[lane]), count: waiting }),
      action: { label: t('Resume'), kind: 'resumeLane', value: lane },
    }));
}

function aboutFolders(folders: FolderView[]): Suggestion[] {
  return folders
    .filter(({ health }) => health.mode === 'degraded' || health.mode === 'waitingForDrive')
    .map(({ id, settings, health }) => ({
      id: `folder-${id}-${health.mode}`,
      sentence: `${settings.name}: ${health.sentence}`,
      action: { label: t('Open folder'), kind: 'openFolder', value: String(id) },
    }));
}
