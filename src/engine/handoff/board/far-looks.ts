import { Worker } from 'node:worker_threads';
import { Patience, type SILENT } from '../../../base/patience';
import { tongueInEnvironment } from '../../../base/words/speak-in-process';
import { FilemillError, type ErrorData } from '../../../shared/errors/filemill-error';
import type { HandoffPlace } from '../../../shared/model/handoff';
import { spokenTongue, t } from '../../../shared/words/words';
import type { Finding } from './find-handoffs';

export interface FarQuestion {
  act: 'look' | 'tidy';
  place: HandoffPlace;
}
export type FarAnswer = { finding: Finding | null; error: ErrorData | null };

/** Longer than one question alone: all that lies there is looked at. */
const LIMIT_MS = 10_000;
/** A thread that nobody asked for so long ends. */
const IDLE_MS = 60_000;

const NOTHING: Finding = { found: [], unreadable: [], isCut: false };

interface Looker {
  worker: Worker;
  /** In what it speaks. */
  tongue: string;
  idle: NodeJS.Timeout | null;
}

/** Looks at places on shares, and tidies them, each in a thread of its own: whatever moment one stops answering at, only its thread waits for it. */
export class FarLooks {
  private readonly lookers = new Map<string, Looker>();
  /** One question of a thread at one time. */
  private readonly patience = new Patience(LIMIT_MS, 1);

  /** @param entry the built program of the thread, absolute */
  constructor(private readonly entry: string) {}

  /** @throws FilemillError what keeps it from being looked at */
  look(place: HandoffPlace): Promise<Finding | typeof SILENT> {
    return this.patience.ask(place.path, async () => (await this.ask({ act: 'look', place })) ?? NOTHING);
  }

  /** As `tidyPlace`. */
  async tidy(place: HandoffPlace): Promise<void> {
    await this.patience.ask(place.path, () => this.ask({ act: 'tidy', place }));
  }

  /** Without waiting for those that hang. */
  close(): void {
    for (const path of this.lookers.keys()) this.end(path);
  }

  private async ask(question: FarQuestion): Promise<Finding | null> {
    const { path } = question.place;
    const looker = this.lookerOf(path);
    if (looker.idle) clearTimeout(looker.idle);
    const { finding, error } = await new Promise<FarAnswer>((resolve, reject) => {
      const gone = (): void => reject(new FilemillError('peer.gone', t('What looked at the folder has ended.')));
      looker.worker.once('message', (answer: FarAnswer) => {
        looker.worker.off('exit', gone);
        resolve(answer);
      });
      looker.worker.once('exit', gone);
      looker.worker.postMessage(question);
    });
    looker.idle = setTimeout(() => this.end(path), IDLE_MS).unref();
    if (error) throw FilemillError.fromData(error);
    return finding;
  }

  private lookerOf(path: string): Looker {
    const tongue = JSON.stringify(spokenTongue());
    const known = this.lookers.get(path);
    if (known?.tongue === tongue) return known;
    if (known) this.end(path);
    const worker = new Worker(this.entry, { env: { ...process.env, ...tongueInEnvironment(spokenTongue()) }, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
    worker.unref();
    const looker = { worker, tongue, idle: null };
    // What it died of is told to who asked, by its end.
    worker.on('error', () => undefined).once('exit', () => this.lookers.get(path) === looker && this.lookers.delete(path));
    this.lookers.set(path, looker);
    return looker;
  }

  private end(path: string): void {
    const looker = this.lookers.get(path);
    if (!looker) return;
    this.lookers.delete(path);
    if (looker.idle) clearTimeout(looker.idle);
    void looker.worker.terminate();
  }
}
