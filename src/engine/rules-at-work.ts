import type { Log } from '../base/log';
import type { FactNeed } from '../shared/model/fact';
import type { FolderSettings } from '../shared/model/folder';
import type { Surroundings } from './acting/action';
import type { ActionParts } from './acting/action-parts';
import { ConcernedRules } from './acting/concerned-rules';
import { Gathering } from './acting/content/gathering';
import { actionOf, ALL_ACTIONS } from './acting/all-actions';
import { DueRules } from './acting/due-rules';
import { rulesThatMade } from './acting/lineage';
import { recoverActing } from './acting/recover-acting';
import { settingsForRules } from './acting/settings-for-rules';
import type { Alerts } from './alerts';
import type { SettingsKeeper } from './config/settings-keeper';
import type { Duplicates } from './duplicates/duplicates';
import type { FolderRegistry, KnownFolder } from './folder-registry';
import type { Job } from './job';
import { factsOfJob } from './judging/facts-of-job';
import { StoredFile } from './judging/facts-of-file';
import { factsOf } from './judging/facts-of-sources';
import type { TryingParts } from './judging/trying-parts';
import { Orders } from './orders/orders';
import type { Facts } from './rules/compile-condition';
import { RulesKeeper } from './rules/rules-keeper';
import type { Database } from './store/database';
import { insideWarnings } from './stages/retire/inside-warnings';
import { Effects } from './store/effects';
import { GroupCommit } from './store/group-commit';
import { judgedFile } from './store/judged-files';
import type { JobFacts } from './store/job-facts';
import type { Ledger } from './store/ledger';
import type { OcrWishes } from './store/ocr-wishes';
import { RuleOrders } from './store/rule-orders';
import { RuleRuns } from './store/rule-runs';
import { RulesDue } from './store/rules-due';

export interface RulesAtWorkParts {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly folders: FolderRegistry;
  readonly settings: SettingsKeeper;
  readonly alerts: Alerts;
  readonly log: Log;
  readonly dataFolder: string;
  readonly ocrWishes: OcrWishes;
  duplicates(): Duplicates;
  mill(): ActionParts;
  /** Nothing is paused or held. */
  canBegin(): boolean;
  /** A job waits for its turn. @param settledForMs so long nobody has written its file */
  admit(facts: JobFacts, settledForMs: number): void;
  /** A job waits no more. */
  dropped(jobId: number): void;
  revised(): void;
}

/** Everything that rules need, from the file they stand in to what they have done; the pipeline asks them. */
export class RulesAtWork {
  readonly keeper: RulesKeeper;
  readonly concerned: ConcernedRules;
  readonly effects: Effects;
  readonly commit: GroupCommit;
  readonly runs: RuleRuns;
  readonly gone: DueRules;
  /** Files that wait to be packed together. */
  readonly gathering: Gathering;
  /** What people have rules do with files that are there. */
  readonly orders: Orders;

  /** Effects beyond it are of this run. */
  private readonly lastBefore: number;
  /** Something that an earlier run has begun is not ended yet. */
  private hasLeft = true;
  private recovering: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RulesAtWorkParts) {
    const { database, ledger, settings, alerts, log, dataFolder } = parts;
    this.effects = new Effects(database);
    this.lastBefore = this.effects.lastId();
    this.commit = new GroupCommit(database);
    this.runs = new RuleRuns(database);
    const surroundings = (): Omit<Surroundings, 'roots'> => this.surroundings();
    this.keeper = new RulesKeeper({
      dataFolder,
      database,
      alerts,
      log,
      actions: ALL_ACTIONS,
      folders: () => parts.folders.list(),
      programsAllowed: () => settings.general.actions.allowPrograms,
    });
    this.concerned = new ConcernedRules({ list: () => this.keeper.list(), surroundings });
    const { effects, commit, runs: ruleRuns, concerned: rules } = this;
    this.gone = new DueRules({
      effects,
      commit,
      ruleRuns,
      rules,
      ledger,
      log,
      due: new RulesDue(database),
      mill: () => parts.mill(),
      factsOf: (fileId) => this.factsOfStored(fileId),
      canBegin: () => parts.canBegin(),
      revised: () => parts.revised(),
    });
    this.gathering = new Gathering({
      effects,
      commit,
      database,
      alerts,
      log,
      mill: () => parts.mill(),
      factsOf: (fileId) => this.factsOfStored(fileId),
      surroundings: (root) => rules.surroundings(root),
      rules: () => this.keeper.list(),
      canBegin: () => parts.canBegin(),
    });
    this.orders = new Orders({
      trying: this.trying(),
      effects,
      store: new RuleOrders(database, ledger),
      ocrWishes: parts.ocrWishes,
      log,
      canBegin: () => parts.canBegin(),
      admit: (facts, settledForMs) => parts.admit(facts, settledForMs),
      dropped: (jobId) => parts.dropped(jobId),
      revised: () => parts.revised(),
    });
    this.keeper.onChanged(() => {
      this.gathering.pump();
      // The file may have been edited elsewhere: whoever shows rules asks again.
      parts.revised();
    });
  }

  /** What waits here alone is at rest. */
  get isAtRest(): boolean {
    return this.gone.isAtRest && this.gathering.isAtRest && this.orders.isAtRest;
  }

  /** To be called when the mill has started or goes on. */
  pump(): void {
    this.gone.pump();
    this.gathering.pump();
    this.orders.pump();
  }

  /** For trying rules out; nothing of it is changed. */
  trying(): TryingParts {
    const { database, settings, duplicates } = this.parts;
    return {
      database,
      actionOf,
      rules: () => this.keeper.list(),
      rulesRevision: () => this.keeper.revision,
      surroundings: () => ({ ...this.surroundings(), roots: [] }),
      blurThreshold: () => settings.general.pictures.blurThreshold,
      keepsMoved: () => settings.general.vault.keepMoved,
      likeTiers: (sha256) => duplicates().model.likeTiers(sha256),
      madeBy: (path, sha256) => this.madeBy(path, sha256),
    };
  }

  surroundings(): Omit<Surroundings, 'roots'> {
    const { dataFolder, settings } = this.parts;
    return { dataFolder, folders: () => this.watched(), programsAllowed: settings.general.actions.allowPrograms };
  }

  /** Rules that made what lies at an absolute path, directly or through others. */
  madeBy(path: string, sha256: string | null): ReadonlySet<string> {
    return rulesThatMade(this.effects, path, sha256);
  }

  /** How a file is read: as its folder says, and as the rules need that will be asked about it. */
  settingsFor(folder: KnownFolder, jobId: number): FolderSettings {
    const { id, path, settings } = folder;
    const read = settingsForRules(settings, this.concerned.needsIn({ id, path, name: settings.name }));
    const ordered = this.orders.ofJob(jobId);
    return ordered ? settingsForRules(read, this.orders.rulesOf(ordered).needs) : read;
  }

  factsOfJob(job: Job, needs: ReadonlySet<FactNeed>): Promise<Facts> {
    const { database, settings, duplicates } = this.parts;
    const ordered = this.orders.ofJob(job.jobId);
    const parts = {
      database,
      blurThreshold: settings.general.pictures.blurThreshold,
      orderId: ordered !== null && ordered.sha256 === job.recognition?.sha256 ? ordered.orderId : null,
      warningsOfInside: insideWarnings,
      likeTiersOfNew: duplicates().model.likeTiersOfNew.bind(duplicates().model),
    };
    return factsOfJob(job, parts, needs, Date.now());
  }

  /** After a crash, when a drive is back, and before rules act on a file again. @returns jobs that are settled by this */
  async recover(): Promise<number[]> {
    if (!this.hasLeft) return [];
    const { ledger, log } = this.parts;
    const { effects, runs: ruleRuns, lastBefore: upTo } = this;
    // One after the other: each looks at what the one before has left.
    const turn = this.recovering.then(() => recoverActing({ mill: this.parts.mill(), effects, ruleRuns, ledger, upTo, log }));
    this.recovering = turn.catch(() => undefined);
    const settled = await turn;
    this.hasLeft = effects.isAnyIntended(upTo);
    return settled;
  }

  async close(): Promise<void> {
    this.keeper.close();
    await this.gone.close();
    await this.gathering.close();
    await this.orders.close();
    this.commit.flush();
  }

  private watched(): { id: number; name: string; path: string; settings: FolderSettings }[] {
    return this.parts.folders.list().map(({ id, path, settings }) => ({ id, path, settings, name: settings.name }));
  }

  private factsOfStored(fileId: number): Facts {
    const { database, settings, folders, duplicates } = this.parts;
    const row = judgedFile(database, fileId);
    if (!row) return { now: Date.now(), value: () => undefined };
    const parts = {
      database,
      blurThreshold: settings.general.pictures.blurThreshold,
      folderName: (id: number) => folders.find(id)?.settings.name ?? '',
      folderPath: (id: number) => folders.find(id)?.path ?? null,
      likeTiers: (sha256: string) => duplicates().model.likeTiers(sha256),
    };
    return factsOf(new StoredFile(parts, row), Date.now());
  }
}
