import { breakStaleLock } from '../base/lock/free-stale-locks';
import type { Log } from '../base/log';
import { FilemillError, type ErrorData } from '../shared/errors/filemill-error';
import { handoffPlaceSchema, type HandoffAct, type HandoffSettings } from '../shared/model/handoff';
import type { Trigger } from '../shared/model/file';
import type { Alerts } from './alerts';
import type { FolderRegistry } from './folder-registry';
import { Board, type Known } from './handoff/board/board';
import type { FarLooks } from './handoff/board/far-looks';
import { PairDeeds } from './handoff/board/pair-deeds';
import { Expectations } from './handoff/expectations/expectations';
import { ageOfPair } from './handoff/pair-age';
import { pairOfData } from './handoff/pair-names';
import type { HandoffPlaces } from './handoff/places';
import type { Reach } from './handoff/reach';
import { Sweeps } from './handoff/archiving/sweeps';
import { tidyPlace } from './handoff/tidy-place';
import type { Notices } from './notices/notices';
import type { Database } from './store/database';
import type { Effects } from './store/effects';
import type { Ledger } from './store/ledger';
import type { Vault } from './vault/vault';
import { t } from '../shared/words/words';

export interface HandoffsParts {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly effects: Effects;
  readonly folders: FolderRegistry;
  readonly alerts: Alerts;
  readonly notices: Notices;
  readonly vault: Vault;
  readonly log: Log;
  readonly places: HandoffPlaces;
  readonly reach: Reach;
  readonly farLooks: FarLooks | null;
  settings(): HandoffSettings;
  /** Folders into which rules hand over: absolute. */
  outputs(): readonly string[];
  /** Reads it again, also when it is done. */
  readAgain(fileIds: number[], trigger: Trigger): number;
  unseen<R>(paths: readonly string[], act: () => Promise<R>): Promise<R>;
  revised(): void;
  changed(): void;
  /** Of the wall. */
  now?(): number;
}

/** How often places are looked after. */
const LOOK_MS = 15_000;
/** What killed programs have left is looked for less often. */
const TIDY_EVERY = 40;
/** A sidecar whose data has not come for so long is alone, whatever its place's patience. */
const ALONE_MS = 60_000;

/** Everything about hand-offs that goes on beside the pipeline: the board, what people do on it, expectations, archiving, alerts of what is stuck. */
export class HandoffsAtWork {
  readonly board: Board;
  readonly expectations: Expectations;
  readonly sweeps: Sweeps;
  readonly deeds: PairDeeds;
  private timer: NodeJS.Timeout | null = null;
  private turn = 0;
  private looking: Promise<void> = Promise.resolve();
  private isLooking = false;
  private readonly abort = new AbortController();

  constructor(private readonly parts: HandoffsParts) {
    const now = (): number => parts.now?.() ?? Date.now();
    const { database, effects, log } = parts;
    this.board = new Board({ ...parts, outputs: () => parts.outputs().map((path) => handoffPlaceSchema.parse({ path })) });
    this.expectations = new Expectations({ ...parts, now });
    this.sweeps = new Sweeps({ ...parts, now, places: () => parts.places.list() });
    this.deeds = new PairDeeds({ database, effects, log });
  }

  /** Before anything else is written. */
  recover(): void {
    this.deeds.recover();
    this.sweeps.recover();
  }

  start(): void {
    this.timer = setInterval(() => void this.lookAfter(), LOOK_MS);
    this.timer.unref();
    void this.lookAfter();
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.abort.abort();
    this.parts.farLooks?.close();
    await this.looking;
    await this.sweeps.close();
  }

  /** One round of all that comes round. Never throws. */
  lookAfter(): Promise<void> {
    if (this.isLooking) return this.looking;
    this.isLooking = true;
    this.looking = this.round()
      .catch((error: unknown) => {
        if (!this.abort.signal.aborted) this.parts.log.error('handoffs', { error });
      })
      .finally(() => (this.isLooking = false));
    return this.looking;
  }

  /** @throws FilemillError what keeps it from being done */
  async act(path: string, act: HandoffAct, trigger: Trigger): Promise<void> {
    const row = await this.board.row(path);
    if (!row.acts.includes(act)) throw new FilemillError('usage.invalid', t('It can’t be done with this hand-off as it is now ({label}).', { label: row.label }), { hint: t('Look at it again.') });
    const pair = pairOfData(path);
    if (act === 'breakLock') {
      if (!(await breakStaleLock(path))) throw new FilemillError('file.locked', t('Its lock can’t be taken away: nobody can prove that its holder is dead.'), { hint: t('End the program that holds it.') });
    } else if (act === 'retry') {
      if (row.fileId === null || this.parts.readAgain([row.fileId], trigger) === 0) throw new FilemillError('file.unknown', t('Filemill does not know this file.'), { hint: t('Watch its folder.') });
    } else if (act === 'toErrors') await this.deeds.toErrors(pair, row.error ?? byHand());
    else if (act === 'requeue') await this.deeds.requeue(pair);
    else await this.archiveNow(row.place, path);
    this.board.forget();
    this.parts.revised();
  }

  private async archiveNow(place: string, path: string): Promise<void> {
    this.sweeps.begin(place, new Set([path]));
    await this.sweeps.whenEnded(place);
    const run = this.sweeps.list().runs.find((one) => one.path === place);
    const error = run?.error ?? run?.failed[0]?.error;
    if (error) throw new FilemillError(error.code, error.message, { hint: error.hint });
  }

  private async round(): Promise<void> {
    this.expectations.check();
    this.sweeps.beginDue();
    if (this.parts.places.list().length === 0) return this.tellStuck([]);
    if (this.turn % TIDY_EVERY === 0) await this.tidy();
    this.turn += 1;
    this.board.forget();
    const { rows } = await this.board.all();
    await this.putAloneAside(rows);
    this.tellStuck(rows.filter(({ state, place }) => state === 'stuck' && this.parts.places.list().some(({ path }) => path === place.path)));
  }

  /** What killed programs have left in places where Filemill takes files. */
  private async tidy(): Promise<void> {
    const { places, reach, farLooks } = this.parts;
    for (const place of places.list()) {
      const { path, apps } = place;
      if (apps.length === 0 || !(await reach.answers(path))) continue;
      try {
        if (farLooks && reach.isFar(path)) await farLooks.tidy(place);
        else await tidyPlace(path, this.abort.signal);
      } catch (error) {
        this.abort.signal.throwIfAborted();
        // The folder is away; the board says so.
        this.parts.log.info('handoffs.tidy', { path, error });
      }
    }
  }

  /** A sidecar without data is no file that anybody reads: it goes to `errors/` by itself. */
  private async putAloneAside(rows: readonly Known[]): Promise<void> {
    for (const { pair, fault, error, place, consumer } of rows) {
      if (fault !== 'dataMissing' || error === null || place.apps.length === 0) continue;
      if (consumer !== null && !place.apps.includes(consumer)) continue;
      if (ageOfPair(pair) < Math.max(ALONE_MS, place.settleSeconds * 1000)) continue;
      try {
        await this.deeds.toErrors(pair, error);
        this.parts.revised();
      } catch (failure) {
        this.parts.log.info('handoffs.alone', { path: pair.sidecar, error: failure });
      }
    }
  }

  private tellStuck(stuck: readonly Known[]): void {
    const [first] = stuck;
    if (!first) return this.parts.alerts.clear('handoffs-stuck');
    const places = [...new Set(stuck.map(({ place }) => place.path))];
    this.parts.alerts.raise('handoffs-stuck', 'warning', {
      message: t('{stuck, plural, one {# hand-off is} other {# hand-offs are}} stuck in {places, plural, one {{place}} other {# places}}.', { stuck: stuck.length, places: places.length, place: places[0] ?? '' }),
      hint: stuck.length === 1 && first.error ? `${first.error.message} ${first.error.hint}` : t('The Hand-offs screen says of each what it waits for.'),
    });
  }
}

const byHand = (): ErrorData => new FilemillError('file.invalid', t('A person has put it aside.'), { hint: t('Ask the people who run Filemill.') }).toData();

