import { describe, expect, it } from 'vitest';
import { LANES } from '../../shared/model/file';
import { suggestions, type SuggestionFacts } from './suggestions';

const calm: SuggestionFacts = {
  byCause: {},
  folders: [],
  lanes: LANES.map((lane) => ({ lane, active: 0, waiting: 0, failed: 0, concurrency: null, paused: false, averageMs: 20, processed: 100 })),
  metrics: { files: 100, successful: 100, failed: 0, successRate: 1, filesPerSecond: 40, averageMs: 20, workerCount: 1 },
  workers: { size: 1, busy: 1 },
};
const busy = (patch: Partial<SuggestionFacts['lanes'][number]>): SuggestionFacts['lanes'] =>
  calm.lanes.map((view) => (view.lane === 'documents' ? { ...view, ...patch } : view));
const ids = (facts: Partial<SuggestionFacts>): string[] => suggestions({ ...calm, ...facts }).map(({ id }) => id);

describe('suggestions', () => {
  it('are silent while all goes well', () => expect(ids({})).toEqual([]));

  it('ask for a worker when files wait, all are busy and it goes slowly', () => {
    const lanes = busy({ waiting: 50, averageMs: 12_000 });
    const slow = { ...calm.metrics, filesPerSecond: 2 };
    const [first] = suggestions({ ...calm, lanes, metrics: slow });
    expect(first).toMatchObject({ id: 'workers', action: { kind: 'setWorkers', value: '2' } });
    expect(first?.sentence).toMatch(/Documents take 12 s a file and the only worker is busy/);
    expect(ids({ lanes, metrics: calm.metrics })).toEqual([]);
    expect(ids({ lanes, metrics: slow, workers: { size: 2, busy: 1 } })).toEqual([]);
    expect(ids({ lanes, metrics: slow, workers: { size: 1_000, busy: 1_000 } })).toEqual([]);
  });

  it('name a high rate of failures, but not after a few files', () => {
    const failing = { ...calm.metrics, files: 100, successful: 80, failed: 20 };
    expect(suggestions({ ...calm, metrics: failing })[0]?.sentence).toMatch(/20 % of the 100 files/);
    expect(ids({ metrics: { ...failing, files: 5, successful: 4, failed: 1 } })).toEqual([]);
  });

  it('remind of a lane that is paused while files wait in it', () => {
    expect(suggestions({ ...calm, lanes: busy({ paused: true, waiting: 3 }) })[0]).toMatchObject({
      sentence: 'Documents: the lane is paused and 3 files wait in it.',
      action: { kind: 'resumeLane', value: 'documents' },
    });
    expect(ids({ lanes: busy({ paused: true }) })).toEqual([]);
  });
});
