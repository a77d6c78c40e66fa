import type { Log } from '../../base/log';
import { ageOf } from '../../base/age';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import type { FactNeed } from '../../shared/model/fact';
import type { Trigger } from '../../shared/model/file';
import type { RuleOrder } from '../../shared/model/rule-order';
import type { CompiledRule } from '../rules/compiled-rule';
import type { JobFacts } from '../store/job-facts';
import type { OcrWishes } from '../store/ocr-wishes';
import type { OpenOrder, Ordered, RuleOrders } from '../store/rule-orders';
import { Breath } from '../../base/breath';
import { candidates, compileAsIfJustNow, type Asked, type Candidate, type CandidateParts } from './candidates';
import { t } from '../../shared/words/words';

export interface OrdersParts extends CandidateParts {
  readonly store: RuleOrders;
  readonly ocrWishes: OcrWishes;
  readonly log: Log;
  /** Nothing is paused or held. */
  canBegin(): boolean;
  /** A job waits for its turn. @param settledForMs so long nobody has written its file */
  admit(facts: JobFacts, settledForMs: number): void;
  /** A job waits no more. */
  dropped(jobId: number): void;
  revised(): void;
}

/** Rules of an order, made ready to be asked about its files. */
export interface OrderedRules {
  readonly list: readonly CompiledRule[];
  readonly needs: ReadonlySet<FactNeed>;
}

/**
 * Rules that people have asked about files that are there. Each file with which something is to be done gets a job, which
 * goes the way of all jobs; when its rules' turn comes it is these that are asked. Goes on after an end of Filemill.
 */
export class Orders {
  private readonly abort = new AbortController();
  private looking: Promise<void> | null = null;
  private hasOpen = true;
  /** The ledger can't be written, mostly: it goes on when something calls the next time. */
  private isFailing = false;
  private readonly compiled = new Map<number, OrderedRules>();

  constructor(private readonly parts: OrdersParts) {}

  /** No files are being looked for, and none may be. */
  get isAtRest(): boolean {
    return this.looking === null && (!this.hasOpen || this.isFailing || !this.parts.canBegin());
  }

  /** @returns its number @throws FilemillError `usage.invalid` without a rule, `settings.invalid` for one that makes no sense */
  give({ rules, folderId, again }: Asked, trigger: Trigger): number {
    if (rules.length === 0) throw new FilemillError('usage.invalid', t('No rule is named.'), { hint: t('Choose the rules that are to be asked.') });
    compileAsIfJustNow(rules);
    const { store, trying } = this.parts;
    const id = trying.database.transaction((writer) => store.begin(writer, { at: Date.now(), trigger, folderId, rules, again }));
    this.hasOpen = true;
    this.pump();
    return id;
  }

  /** Files that nobody has begun stay as they are; what is under way comes to its end. @throws FilemillError `usage.invalid` */
  cancel(id: number): void {
    this.mustBeKnown(id);
    const { store, trying, dropped, revised } = this.parts;
    const withdrawn = trying.database.transaction((writer) => {
      if (!store.cancel(writer, id, Date.now())) return [];
      return store.waitingOf(id).filter((jobId) => store.withdraw(writer, jobId));
    });
    for (const jobId of withdrawn) dropped(jobId);
    revised();
  }

  /** @throws FilemillError `usage.invalid` for a number that none has */
  mustBeKnown(id: number): void {
    if (!this.parts.store.has(id)) throw new FilemillError('usage.invalid', t('There is no run of rules with the number {id}.', { id }), { hint: t('The number is printed by: filemill rules run') });
  }

  list(limit: number): RuleOrder[] {
    return this.parts.store.list(limit);
  }

  ofJob(jobId: number): Ordered | null {
    return this.parts.store.ofJob(jobId);
  }

  rulesOf({ orderId }: Pick<Ordered, 'orderId'>): OrderedRules {
    let rules = this.compiled.get(orderId);
    if (!rules) {
      const list = compileAsIfJustNow(this.parts.store.rulesOf(orderId));
      rules = { list, needs: new Set(list.flatMap(({ needs }) => [...needs])) };
      this.compiled.set(orderId, rules);
    }
    return rules;
  }

  /** To be called when the mill has started or goes on. */
  pump(): void {
    if (this.looking || !this.hasOpen || this.abort.signal.aborted || !this.parts.canBegin()) return;
    this.isFailing = false;
    this.looking = this.look()
      .catch((error: unknown) => {
        this.isFailing = true;
        if (!this.abort.signal.aborted) this.parts.log.warn('orders', { error });
      })
      .finally(() => {
        this.looking = null;
        this.parts.revised();
        if (!this.isFailing) this.pump();
      });
  }

  async close(): Promise<void> {
    this.abort.abort(new FilemillError('call.cancelled', t('Filemill is ending.')));
    await this.looking;
  }

  private async look(): Promise<void> {
    const { store, canBegin } = this.parts;
    this.hasOpen = false;
    for (let order = store.next(); order; order = store.next()) {
      this.hasOpen = true;
      await this.takeUp(order).catch((error: unknown) => this.giveUp(order, error));
      if (this.abort.signal.aborted || !canBegin()) return;
    }
    this.hasOpen = false;
  }

  /** Rules of another version of Filemill may make no sense to this one. */
  private giveUp({ id }: OpenOrder, error: unknown): void {
    if (toErrorData(error).code !== 'settings.invalid') throw error;
    this.parts.log.warn('orders.invalid', { order: id, error });
    this.cancel(id);
  }

  private async takeUp(order: OpenOrder): Promise<void> {
    const { canBegin, revised } = this.parts;
    const breath = new Breath();
    let lookedTo = order.lookedTo;
    for (const slice of candidates(this.parts, order, order.lookedTo)) {
      const wanted: Candidate[] = [];
      for (const candidate of slice) {
        if (candidate.verdict === 'acts' || candidate.verdict === 'unread') wanted.push(candidate);
        lookedTo = candidate.row.fileId;
        await breath.take();
        this.abort.signal.throwIfAborted();
      }
      if (!this.take(order, wanted, lookedTo, false)) return;
      revised();
      if (!canBegin()) return;
    }
    this.take(order, [], lookedTo, true);
  }

  /** @returns false when the order was called off meanwhile */
  private take(order: OpenOrder, wanted: readonly Candidate[], lookedTo: number, isLast: boolean): boolean {
    const { store, trying, ocrWishes, admit } = this.parts;
    const now = Date.now();
    const begun = trying.database.transaction((writer) => {
      if (!store.isOpen(order.id)) return null;
      store.looked(writer, order.id, lookedTo, isLast);
      return wanted.flatMap(({ row }) => {
        const facts = store.take(writer, order, row, now);
        const wish = facts && ocrWishes.of(row.jobId);
        if (facts && wish) ocrWishes.put(writer, [facts.jobId], wish);
        return facts ?? [];
      });
    });
    for (const facts of begun ?? []) admit(facts, ageOf(Math.max(facts.mtimeMs, facts.ctimeMs)));
    return begun !== null;
  }
}
