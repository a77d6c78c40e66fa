import { availableParallelism } from 'node:os';
import type { Cause } from '../../shared/errors/error-table';
import type { LaneView, MetricsView, Snapshot } from '../../shared/model/engine';
import type { FolderView } from '../../shared/model/folder';
import { t } from '../../shared/words/words';

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
  text: 'Text and data',
  documents: 'Documents',
  ocr: 'Text recognition',
  images: 'Images',
  archives: 'Archives',
  other: 'Other files',
};

/** What would make things go better, each with the button that does it. Pure. */
export function suggestions(facts: SuggestionFacts): Suggestion[] {
  return [...aboutFiles(facts.byCause), ...aboutFailures(facts.metrics), ...aboutWorkers(facts), ...aboutLanes(facts.lanes), ...aboutFolders(facts.folders)];
}

const files = (n: number): string => (n === 1 ? '1 file' : `${n.toLocaleString('en')} files`);

function aboutFiles(byCause: SuggestionFacts['byCause']): Suggestion[] {
  const found: Suggestion[] = [];
  const damaged = byCause.damaged ?? 0;
  if (damaged > 0) {
    found.push({
      id: 'damaged',
      sentence: t('{damaged} {value} damaged or not valid. See what is wrong with {value2}.', { damaged: files(damaged), value: damaged === 1 ? 'is' : 'are', value2: damaged === 1 ? 'it' : 'them' }),
      action: { label: 'See them', kind: 'openAttention', value: 'damaged' },
    });
  }
  const erred = (byCause.bug ?? 0) + (byCause.unreachable ?? 0);
  if (erred > 0) {
    found.push({
      id: 'retry',
      sentence: t('{erred} could not be reached or made Filemill fail. Another try may help.', { erred: files(erred) }),
      action: { label: 'Retry', kind: 'retryCause', value: byCause.unreachable ? 'unreachable' : 'bug' },
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
      sentence: t('High failure rate: {percent} % of the {settled} since the start need attention. Look what they have in common.', { percent, settled: files(settled) }),
      action: { label: 'See them', kind: 'openAttention', value: '' },
    },
  ];
}

function aboutWorkers({ lanes, metrics, workers }: SuggestionFacts): Suggestion[] {
  const waiting = lanes.reduce((sum, lane) => sum + (lane.paused ? 0 : lane.waiting), 0);
  const isFull = workers.busy >= workers.size && waiting > WAITING_TO_MIND;
  if (!isFull || metrics.filesPerSecond >= SLOW_FILES_PER_SECOND || workers.size >= availableParallelism() * 2) return [];
  const slow = lanes.find(({ averageMs, waiting: queued }) => (averageMs ?? 0) > SLOW_FILE_MS && queued > 0);
  const why = slow ? `${LANE_WORDS[slow.lane]} take ${Math.round((slow.averageMs ?? 0) / 1000)} s a file` : `${files(waiting)} wait`;
  return [
    {
      id: 'workers',
      sentence: t('{why} and {value} busy. One more may help.', { why, value: workers.size === 1 ? 'the only worker is' : `all ${workers.size} workers are` }),
      action: { label: 'Add a worker', kind: 'setWorkers', value: String(workers.size + 1) },
    },
  ];
}

function aboutLanes(lanes: LaneView[]): Suggestion[] {
  return lanes
    .filter(({ paused, waiting }) => paused && waiting > 0)
    .map(({ lane, waiting }) => ({
      id: `lane-${lane}`,
      sentence: t('{value}: the lane is paused and {waiting} {value2} in it.', { value: LANE_WORDS[lane], waiting: files(waiting), value2: waiting === 1 ? 'waits' : 'wait' }),
      action: { label: 'Resume', kind: 'resumeLane', value: lane },
    }));
}

function aboutFolders(folders: FolderView[]): Suggestion[] {
  return folders
    .filter(({ health }) => health.mode === 'degraded' || health.mode === 'waitingForDrive')
    .map(({ id, settings, health }) => ({
      id: `folder-${id}-${health.mode}`,
      sentence: `${settings.name}: ${health.sentence}`,
      action: { label: 'Open folder', kind: 'openFolder', value: String(id) },
    }));
}
