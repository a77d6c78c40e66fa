import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Recognition, Source } from '../../shared/contract/worker-api';
import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { FactNeed } from '../../shared/model/fact';
import type { FolderSettings } from '../../shared/model/folder';
import type { Rule, RuleOutcome, RuleStep } from '../../shared/model/rule';
import type { GeneralSettings } from '../../shared/model/settings';
import type { ActedFile } from '../acting/action';
import { actionOf, ALL_ACTIONS } from '../acting/all-actions';
import { settingsForRules } from '../acting/settings-for-rules';
import { asIfJustNow } from '../judging/as-if-just-now';
import { couldNotBeRead } from '../judging/could-not-be-read';
import { factsOf } from '../judging/facts-of-sources';
import { Foresight } from '../judging/foresight';
import { InspectedFile } from '../judging/inspected-file';
import { judge } from '../judging/judge';
import type { Judged } from '../judging/judged';
import type { CompiledRule } from '../rules/compiled-rule';
import { asksFor, compileRule } from '../rules/rule-set';
import { planOcr } from '../stages/process/ocr-plan';
import { faultOf } from '../stages/retire/outcome';
import { filesToTry } from './files-to-try';
import type { Inspected, Inspector, InspectOptions } from './inspector';

/** A folder of files that nobody need watch, and the rules to be tried on them. */
export interface FolderTrial {
  readonly rules: readonly Rule[];
  /** The folder that rules know it by, and where in it to look: '' for all of it. */
  readonly folder: { readonly path: string; readonly settings: FolderSettings };
  readonly below: string;
  readonly general: GeneralSettings;
  readonly folders: readonly { id: number; name: string; path: string }[];
  readonly dataFolder: string;
  readonly languageFolder: string | null;
  /** Of folders that can't be read, as they are met. */
  cannotRead(path: string, why: string): void;
}

/** What rules would do with one file. */
export interface TriedHere {
  /** Absolute. */
  path: string;
  outcomes: RuleOutcome[];
  /** What would be done, in its order; a step that can't be done has its error. */
  steps: { rule: string; step: RuleStep }[];
  /** Why it could not be read, or what is wrong with it. */
  error: ErrorData | null;
}

/** Rules of the trial that are not asked, or of whose facts some are not known without the ledger. */
export interface TrialLimits {
  /** Names of those that are for other folders. */
  elsewhere: string[];
  /** Names of those that ask what files are like, or for what lies inside archives. */
  unknowing: string[];
}

/** As it was read. */
interface Read {
  readonly source: Source;
  readonly recognition: Recognition | null;
  readonly result: Inspected | null;
  readonly error: ErrorData | null;
}

/** Rules over the files that lie in a folder, as they would be if each had just come. Nothing is changed, nothing kept. */
export class FolderSimulation {
  private readonly asked: readonly CompiledRule[];
  private readonly options: InspectOptions;
  /** Of each content, the inodes of the files that came so far. */
  private readonly seen = new Map<string, Set<string>>();
  private readonly foresight: Foresight;
  private readonly knownPlaces = new Map<string, unknown>();
  readonly limits: TrialLimits;

  /** @throws FilemillError `settings.invalid` for a rule that makes no sense */
  constructor(
    private readonly trial: FolderTrial,
    private readonly inspector: Pick<Inspector, 'recognise' | 'read'>,
  ) {
    const { path, settings } = trial.folder;
    const isOn = trial.rules.filter(({ isEnabled }) => isEnabled).map((rule) => compileRule(rule, ALL_ACTIONS));
    const all = asIfJustNow(isOn);
    this.asked = all.filter((rule) => rule.concerns({ name: settings.name, path }, 'created'));
    this.options = this.optionsFor(new Set(this.asked.flatMap(({ needs }) => [...needs])));
    this.foresight = new Foresight(trial.general.vault.keepMoved);
    const name = ({ rule }: CompiledRule): string => rule.name;
    this.limits = {
      elsewhere: all.filter((rule) => !this.asked.includes(rule)).map(name),
      unknowing: this.asked.filter(({ needs }) => needs.has('compare') || needs.has('lookInside')).map(name),
    };
  }

  /** In the order of their paths, several being read at a time. @throws FilemillError `call.cancelled` */
  async *files(signal: AbortSignal): AsyncGenerator<TriedHere> {
    if (this.asked.length === 0) return;
    const { folder, below, dataFolder, cannotRead } = this.trial;
    const reading: Promise<Read>[] = [];
    for (const source of filesToTry({ root: folder.path, below, except: dataFolder, settings: folder.settings, cannotRead })) {
      signal.throwIfAborted();
      reading.push(this.read(source));
      if (reading.length >= availableParallelism()) yield* await this.told(reading, signal);
    }
    while (reading.length > 0) yield* await this.told(reading, signal);
  }

  private async told(reading: Promise<Read>[], signal: AbortSignal): Promise<TriedHere[]> {
    const read = await reading.shift();
    if (!read) return [];
    signal.throwIfAborted();
    const judged = this.judge(read);
    await this.foresight.look(judged, signal);
    const { root, path } = read.source;
    return [{ path: join(root, path), outcomes: judged.outcomes, steps: judged.steps.map((step) => ({ rule: step.rule, step: step.told })), error: read.error }];
  }

  private judge({ source, recognition, result, error }: Read): Judged {
    const { folder, general, dataFolder, folders } = this.trial;
    const { name } = folder.settings;
    const now = Date.now();
    const { size, mtimeMs, path, fileId, root, ino } = source;
    const blurThreshold = general.pictures.blurThreshold;
    const copies = this.copiesOf(source, recognition);
    const sources = new InspectedFile({ root, path, folderName: name, size, modifiedAt: mtimeMs, arrivedAt: now, blurThreshold, recognition, result, error, copies });
    const file: ActedFile = {
      jobId: 0, fileId, folderId: 0, folderName: name, root, path, source: join(root, path), size, mtimeMs, ino,
      sha256: recognition?.sha256 ?? null, event: 'created', arrivedAt: now, isGone: false,
    };
    return judge(this.asked, factsOf(sources, now), file, actionOf, {
      madeBy: new Set(),
      hasFailed: couldNotBeRead(error),
      keepTraces: 0,
      surroundings: { dataFolder, folders: () => folders, programsAllowed: general.actions.allowPrograms, roots: [root], knownPlaces: this.knownPlaces },
    });
  }

  /** Of several copies the first has none yet, as when they come one after the other. */
  private copiesOf({ size, ino }: Source, recognition: Recognition | null): number | null {
    if (!recognition || size === 0) return null;
    const names = this.seen.get(recognition.sha256) ?? new Set();
    const others = names.size - (names.has(ino) ? 1 : 0);
    this.seen.set(recognition.sha256, names.add(ino));
    return others;
  }

  /** Not more than the rules need. */
  private optionsFor(needs: ReadonlySet<FactNeed>): InspectOptions {
    const { folder, general, languageFolder } = this.trial;
    const asks = (fact: string): boolean => this.asked.some(({ rule }) => asksFor(rule.if, [fact]) || JSON.stringify(rule.then).includes(`{${fact}`));
    return {
      ocr: needs.has('ocr') ? planOcr(settingsForRules(folder.settings, needs), general, languageFolder) : null,
      passwords: [],
      withoutTables: !asks('tables'),
      withFaces: asks('faces'),
      progressed: () => undefined,
    };
  }

  /** Read in any case: what can't be read is left alone by rules that do not ask for errors. */
  private async read(source: Source): Promise<Read> {
    let recognition: Recognition | null = null;
    let result: Inspected | null = null;
    try {
      recognition = await this.inspector.recognise(source);
      result = await this.inspector.read(source, recognition, this.options);
      return { source, recognition, result, error: faultOf(result.report, this.trial.folder.settings.ocr.reviewBelow) };
    } catch (error) {
      return { source, recognition, result, error: toErrorData(error) };
    }
  }
}
