import { displayName } from '../../../shared/model/display-name';
import type { HandoffPlace } from '../../../shared/model/handoff';
import { HandoffFault } from '../faults';
import { printOf, Settling } from '../pair-age';
import { pairOfData } from '../pair-names';
import { lookAtData } from '../read-data';
import { readSidecar } from '../read-sidecar';
import { t } from '../../../shared/words/words';

/** Pairs whose checksum was wrong a moment ago are kept in mind, so that they are not read again and again while they are written. */
const MOST_DISAGREEING = 10_000;
/** A place that takes longer to answer is a share that is slow, or almost away. */
const SLOW_MS = 100;
/** All else waits for the answer: so such a place is asked for a tenth of the time at most. */
const REST = 9;

/** Whether data may be read: what it still waits for, or why it is left alone, in one sentence. */
export type GateVerdict = { kind: 'open' } | { kind: 'wait' | 'refuse'; reason: string };

/** What lets data through to be read: a sidecar that is for us, and fits. What is wrong is let through, too, once it has come to rest, to be told. */
export class Gate {
  private readonly settling = new Settling();
  private readonly disagreeing = new Map<string, string>();
  /** By place. */
  private readonly restsUntil = new Map<string, number>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param data absolute */
  ask(data: string, place: HandoffPlace): GateVerdict {
    const startedAt = this.now();
    if (startedAt < (this.restsUntil.get(place.path) ?? 0)) return { kind: 'wait', reason: t('Its folder answers slowly, and is asked again in a moment.') };
    try {
      return this.judge(data, place);
    } finally {
      const tookMs = this.now() - startedAt;
      if (tookMs >= SLOW_MS) this.restsUntil.set(place.path, startedAt + tookMs * (1 + REST));
    }
  }

  private judge(data: string, place: HandoffPlace): GateVerdict {
    const pair = pairOfData(data);
    const settleMs = place.settleSeconds * 1000;
    try {
      const read = readSidecar(pair.sidecar, null);
      if (!read) return { kind: 'wait', reason: t('It waits for its sidecar.') };
      const { next_app: app } = read.sidecar;
      if (!isFor(app, place)) return { kind: 'refuse', reason: notOurs(app) };
      lookAtData(data, read.sidecar.file_size);
      if (this.disagreeing.get(data) === printOf(pair) && !this.settling.isSettled(pair, settleMs)) return { kind: 'wait', reason: t('It and its sidecar do not agree yet.') };
      return { kind: 'open' };
    } catch (error) {
      if (!(error instanceof HandoffFault)) throw error;
      if (error.nextApp !== null && !isFor(error.nextApp, place)) return { kind: 'refuse', reason: notOurs(error.nextApp) };
      return this.settling.isSettled(pair, settleMs) ? { kind: 'open' } : { kind: 'wait', reason: t('It and its sidecar do not agree yet: {message}', { message: error.message }) };
    }
  }

  /** Its checksum was found to be wrong. @returns whether that is final */
  isFinal(data: string, place: HandoffPlace): boolean {
    const pair = pairOfData(data);
    if (this.settling.isSettled(pair, place.settleSeconds * 1000)) {
      this.disagreeing.delete(data);
      return true;
    }
    if (this.disagreeing.size >= MOST_DISAGREEING) this.disagreeing.clear();
    this.disagreeing.set(data, printOf(pair));
    return false;
  }
}

export const isFor = (app: string | null, { apps }: HandoffPlace): boolean => app !== null && apps.includes(app);

const notOurs = (app: string | null): string => (app === null || app === '' ? t('Its sidecar addresses it to nobody.') : t('Its sidecar addresses it to “{app}”.', { app: displayName(app) }));
