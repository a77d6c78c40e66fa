import { existsSync, readFileSync, statSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { atomicWrite } from '../../base/atomic-write';
import type { Log } from '../../base/log';
import { apart, inManner, type TextManner } from '../../base/text-manner';
import { FilemillError } from '../../shared/errors/filemill-error';
import { ruleSchema, type Rule, type RuleProblem, type RuleWarning } from '../../shared/model/rule';
import type { Alerts } from '../alerts';
import { Breath } from '../../base/breath';
import type { Database } from '../store/database';
import { renameRule } from '../store/rename-rule';
import { flawsOf, wordingFlaws, type Flaw } from './check-rule';
import { flawsAmong, flawsInSteps, problemsAmong, rootsOf, warningsAmong, type RulesAround } from './check-rules';
import type { CompiledRule } from './compiled-rule';
import { changeRulesTextInSteps } from './change-rules-text';
import type { RulesCut } from './cut-rules';
import { foldRuleName } from './fold-rule-name';
import { freeName } from './free-name';
import { MOST_CHARACTERS } from './parse-yaml';
import { warnOfPlaces } from './places-of';
import { readRulesInSteps } from './read-rules';
import { renamedRules } from './renamed-rules';
import { compileRule, folderKey, type KnownActions } from './rule-set';
import { workOut, type RuleWarnings } from './rule-warnings';
import { sayProblem } from './say-problem';
import { finish, finishSlowly, type Steps } from './steps';
import type { WatchedFolder } from './warnings/watched-folder';
import { locale, t } from '../../shared/words/words';

/** What the rules are kept beside. */
export interface RulesKeeperParts {
  readonly dataFolder: string;
  readonly database: Database;
  readonly alerts: Alerts;
  readonly log: Log;
  readonly actions: KnownActions;
  /** All that are watched. */
  folders(): readonly WatchedFolder[];
  programsAllowed(): boolean;
}

export const RULES_NAME = 'rules.yaml';
const LAST_GOOD = 'rules';
const ALERT = 'rules';
const REREAD_MS = 300;

/** What was made of a text. */
interface Judged {
  rules: readonly Rule[];
  problems: readonly RuleProblem[];
  cut: RulesCut | null;
  compiled: readonly CompiledRule[];
}

/** Other rules, ready to be put into force. */
interface Change extends Pick<Judged, 'rules' | 'cut' | 'compiled'> {
  text: string;
  formerNames: ReadonlyMap<string, string>;
}

const SAME_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * Keeps `rules.yaml` and what is in force in step. A file with a mistake changes nothing: the last good rules, kept in the
 * store, stay in force and an alert names the line.
 */
export class RulesKeeper {
  /** Grows with every change of what is in force. */
  revision = 0;
  /** The first of what is wrong with the file; null while all is well. */
  problem: RuleProblem | null = null;
  readonly path: string;
  private rules: readonly Rule[];
  private compiled: readonly CompiledRule[] = [];
  /** As it was read or written last, with "\n" at the end of each line; null where there is no file. */
  private text: string | null = null;
  /** As the file was read last; whoever edits it finds it so again. */
  private manner: TextManner = { hasMark: false, hasReturns: false };
  /** The pieces of the text, one for each rule, where it is one that can be cut up. */
  private cut: RulesCut | null = null;
  private known: { state: string; of: RuleWarnings; warnings: readonly RuleWarning[][] } | null = null;
  private watched: { state: string; folders: readonly WatchedFolder[] } | null = null;
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isFollowing = false;
  private isClosed = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: RulesKeeperParts) {
    this.path = join(parts.dataFolder, RULES_NAME);
    this.rules = this.lastGood();
    this.compiled = this.compile(this.rules);
    this.reread();
    this.watchFile();
  }

  /** All rules in their order, also those that are off: those concern no file. */
  list(): readonly CompiledRule[] {
    return this.compiled;
  }

  /** Called after every change of what is in force. */
  onChanged(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** What is remarkable about each rule, as the folders and the settings are now. */
  warnings(): readonly RuleWarning[][] {
    return finish(this.warningsInSteps());
  }

  /** The same of the rules as they are when it is told, others having their turn before. */
  async warningsSlowly(): Promise<readonly RuleWarning[][]> {
    const breath = new Breath();
    for (;;) {
      const before = this.state;
      const warnings = await finishSlowly(this.warningsInSteps(), () => breath.take());
      if (this.state === before) return warnings;
    }
  }

  /**
   * Adds a rule, or puts it in the place of the one with the former name.
   *
   * @param at the place of a new rule; at the end where it is left out
   * @throws FilemillError `settings.invalid` for a rule that can't be, or while the file has a mistake
   */
  put(written: Rule, formerName: string | null = null, at?: number): RuleWarning[] {
    this.reread();
    const { rule, rules } = this.withRule(written, formerName, at);
    throwFirst(flawsAmong(rules, [rule], this.around, true));
    const former = formerName === null ? null : this.find(formerName).name;
    this.write(rules, new Map(former === null || former === rule.name ? [] : [[rule.name, former]]));
    return this.warningsOf(this.rules, this.find(rule.name));
  }

  /** What `put` would say. */
  check(written: Rule, formerName: string | null = null): { problem: RuleProblem | null; warnings: RuleWarning[] } {
    try {
      const { rule, rules } = this.withRule(written, formerName);
      const [flaw] = flawsAmong(rules, [rule], this.around, true);
      if (flaw) return { problem: { line: null, rule: rule.name, message: flaw.message, hint: flaw.hint, at: flaw.at }, warnings: [] };
      return { problem: null, warnings: this.warningsOf(rules, rule) };
    } catch (error) {
      if (!(error instanceof FilemillError)) throw error;
      return { problem: { line: null, rule: written.name, message: error.message, hint: error.hint, at: 'name' }, warnings: [] };
    }
  }

  /** Names that are not there are passed over. */
  remove(names: readonly string[]): void {
    this.reread();
    const gone = new Set(names.map(foldRuleName));
    this.write(this.rules.filter(({ name }) => !gone.has(foldRuleName(name))));
  }

  /** @throws FilemillError `settings.invalid` when one that is switched on would lead files in a circle */
  enable(names: readonly string[], isEnabled: boolean): void {
    this.reread();
    this.force(finish(this.enabling(names, isEnabled)));
  }

  /** The same of many, others having their turn before. */
  enableSlowly(names: readonly string[], isEnabled: boolean): Promise<void> {
    return this.slowly(() => this.enabling(names, isEnabled));
  }

  private *enabling(names: readonly string[], isEnabled: boolean): Steps<Change | null> {
    const wanted = new Set(names.map(foldRuleName));
    const rules = this.rules.map((rule) => (wanted.has(foldRuleName(rule.name)) ? { ...rule, isEnabled } : rule));
    const changed = rules.filter((rule, index) => rule.isEnabled !== this.rules[index]?.isEnabled);
    if (isEnabled) throwFirst(yield* flawsInSteps(rules, changed, this.around, false));
    return yield* this.changed(rules);
  }

  /** @param names of all rules. @throws FilemillError `settings.invalid` when one is missing or unknown */
  order(names: readonly string[]): void {
    this.reread();
    const known = new Map(this.rules.map((rule) => [foldRuleName(rule.name), rule]));
    const rules = [...new Set(names.map(foldRuleName))].flatMap((name) => known.get(name) ?? []);
    if (rules.length !== this.rules.length || names.length !== rules.length) {
      throw new FilemillError('settings.invalid', t('The rules have changed meanwhile.'), { hint: t('Look at them again, then put them in order.') });
    }
    this.write(rules);
  }

  /** Folders came, or are called otherwise: what was a mistake may be none. */
  reconsider(): void {
    if (!this.problem) return;
    this.text = null;
    this.reread();
  }

  /** A watched folder has another name: rules that named it go on naming it. */
  renameFolder(from: string, to: string): void {
    this.reread();
    if (this.problem || this.parts.folders().some(({ settings }) => folderKey(settings.name) === folderKey(from))) return;
    const renamed = (folder: string): string => (folderKey(folder) === folderKey(from) ? to : folder);
    this.write(
      this.rules.map((rule) => ({
        ...rule,
        folders: rule.folders.map(renamed),
        then: rule.then.map((spec) => (spec.do === 'route' ? { ...spec, to: renamed(spec.to) } : spec)),
      })),
    );
  }

  /** Adds rules at the end, a taken name getting a number. @returns their names. @throws FilemillError `settings.invalid` */
  add(written: readonly Rule[]): string[] {
    this.reread();
    const added = this.freshlyNamed(written);
    this.force(finish(this.adding(added)));
    return added.map(({ name }) => name);
  }

  /** Adds rules from YAML, switched off, others having their turn before. @throws FilemillError `settings.invalid` with the line */
  async import(text: string): Promise<string[]> {
    const breath = new Breath();
    const { rules, problems } = await finishSlowly(readRulesInSteps(text), () => breath.take());
    const [problem] = problems;
    if (problem) throw invalid(sayProblem(problem), problem.hint);
    let added: readonly Rule[] = [];
    await this.slowly(() => {
      added = this.freshlyNamed(rules.map((rule) => ({ ...rule, isEnabled: false })));
      return this.adding(added);
    });
    return added.map(({ name }) => name);
  }

  private freshlyNamed(written: readonly Rule[]): Rule[] {
    const taken = new Set(this.rules.map(({ name }) => foldRuleName(name)));
    return written.map((rule) => {
      const name = freeName(rule.name, taken);
      taken.add(foldRuleName(name));
      return ruleSchema.parse({ ...rule, name });
    });
  }

  private *adding(added: readonly Rule[]): Steps<Change | null> {
    if (added.length === 0) return null;
    const rules = [...this.rules, ...added];
    throwFirst(yield* flawsInSteps(rules, added, this.around, false));
    return yield* this.changed(rules);
  }

  close(): void {
    this.isClosed = true;
    this.watcher?.close();
    if (this.timer) clearTimeout(this.timer);
  }

  private find(name: string): Rule {
    const rule = this.rules.find((one) => foldRuleName(one.name) === foldRuleName(name));
    if (!rule) throw new FilemillError('settings.invalid', t('There is no rule “{name}”.', { name }), { hint: t('It may have been renamed or removed.') });
    return rule;
  }

  /** The rules as they would be. @throws FilemillError `settings.invalid` when the name is taken or the former one is not there */
  private withRule(written: Rule, formerName: string | null, at = this.rules.length): { rule: Rule; rules: Rule[] } {
    // Parsed, so that it compares equal to what is read back from the file.
    const rule = ruleSchema.parse(written);
    const former = formerName === null ? null : this.find(formerName);
    if (this.rules.some((one) => one !== former && foldRuleName(one.name) === foldRuleName(rule.name))) {
      throw invalid(t('There is a rule “{name}” already.', { name: rule.name }), t('Give it another name; capitals make no difference.'));
    }
    if (former) return { rule, rules: this.rules.map((one) => (one === former ? rule : one)) };
    return { rule, rules: this.rules.toSpliced(at, 0, rule) };
  }

  private get around(): RulesAround {
    const { actions, dataFolder } = this.parts;
    return { actions, dataFolder, folders: this.folders, programsAllowed: this.parts.programsAllowed(), asksDisks: true };
  }

  /** The same list as long as nothing about them changes. */
  private get folders(): readonly WatchedFolder[] {
    const folders = this.parts.folders();
    const state = JSON.stringify(folders.map(({ id, path, settings }) => [id, path, settings]));
    if (this.watched?.state !== state) this.watched = { state, folders: [...folders] };
    return this.watched.folders;
  }

  /** Of all that warnings depend on. */
  private get state(): string {
    return JSON.stringify([locale(), this.revision, this.parts.programsAllowed(), this.parts.folders().map(({ path, settings }) => [path, settings])]);
  }

  private *warningsInSteps(): Steps<readonly RuleWarning[][]> {
    const { state, rules } = this;
    if (this.known?.state === state) return this.known.warnings;
    const { folders } = this;
    for (const rule of rules) {
      yield;
      workOut(rule, folders);
    }
    const of = this.warningsFor(rules);
    const warnings: RuleWarning[][] = [];
    for (const rule of rules) {
      yield;
      warnings.push(of.of(rule));
    }
    // What was worked out slowly may be old by now.
    if (this.state === state) this.known = { state, of, warnings };
    return warnings;
  }

  /** Of one that is being written: with what the disks say now. */
  private warningsOf(rules: readonly Rule[], rule: Rule): RuleWarning[] {
    return [...this.warningsFor(rules).of(rule), ...warnOfPlaces(rule, rootsOf(rule, this.folders))];
  }

  private warningsFor(rules: readonly Rule[]): RuleWarnings {
    return warningsAmong(rules, this.around, new Map(this.compiled.map((compiled) => [compiled.rule, compiled.needs])), this.known?.of);
  }

  /** Those that are compiled already stay as they are. */
  private compile(rules: readonly Rule[], compiled = this.compiled): readonly CompiledRule[] {
    const known = new Map(compiled.map((one) => [one.rule, one]));
    return rules.map((rule) => known.get(rule) ?? compileRule(rule, this.parts.actions));
  }

  /** Takes what the file holds, if somebody edited it. */
  private reread(): void {
    const text = this.readText();
    if (text === this.text && this.revision > 0) return;
    this.accept(text, finish(this.judged(text)));
  }

  /** The same while nobody waits for it: others have their turn in between. */
  private async follow(): Promise<void> {
    for (let text = this.readText(); text !== this.text && !this.isClosed; text = this.readText()) {
      const { folders } = this;
      const breath = new Breath();
      const judged = await finishSlowly(this.judged(text), () => breath.take());
      // Meanwhile somebody may have gone on writing, a folder may have come, or a change from the window have taken it already.
      const isOld = text === this.text || text !== this.readText() || folders !== this.folders;
      if (!isOld && !this.isClosed) this.accept(text, judged);
    }
  }

  private accept(text: string | null, { rules, problems, cut, compiled }: Judged): void {
    this.text = text;
    this.cut = cut;
    const [problem = null] = problems;
    this.problem = problem;
    if (problem) {
      const more = problems.length > 1 ? t(' (and {count, number} more)', { count: problems.length - 1 }) : '';
      this.parts.log.warn('rules.invalid', { problem });
      this.parts.alerts.raise(ALERT, 'problem', { message: `${sayProblem(problem)}${more}`, hint: t('{hint} The file is {path}; until it is right Filemill goes on with the last rules that were.', { hint: problem.hint, path: this.path }) });
      this.revision ||= 1;
      return;
    }
    this.parts.alerts.clear(ALERT);
    this.take(rules, renamedRules(this.rules, rules), [...this.compiled, ...compiled]);
  }

  private *judged(text: string | null): Steps<Judged> {
    if (text === null) return { rules: [], problems: [], cut: null, compiled: [] };
    const read = yield* readRulesInSteps(text);
    // Those that stand unchanged are not asked: a drive may be away today.
    const known = new Map(this.rules.map((rule) => [JSON.stringify(rule), rule]));
    yield;
    const asked = read.rules.filter((rule) => !known.has(JSON.stringify(rule)));
    const problems = yield* problemsAmong(read, asked, this.around);
    // What is the same stays the same, and need not be compiled once more.
    const rules = read.rules.map((rule) => known.get(JSON.stringify(rule)) ?? rule);
    const compiled: CompiledRule[] = [];
    for (const rule of problems.length > 0 ? [] : asked) {
      yield;
      compiled.push(compileRule(rule, this.parts.actions));
    }
    return { rules, problems, cut: read.cut, compiled };
  }

  private readText(): string | null {
    try {
      if (!existsSync(this.path)) return null;
      // One that is too large is told of without being read.
      if (statSync(this.path).size > 4 * MOST_CHARACTERS) return ' '.repeat(MOST_CHARACTERS + 1);
      const { text, manner } = apart(readFileSync(this.path, 'utf8'));
      this.manner = manner;
      return text;
    } catch (error) {
      this.parts.log.warn('rules.unreadable', { error });
      return this.text;
    }
  }

  private take(rules: readonly Rule[], formerNames: ReadonlyMap<string, string>, compiled = this.compiled): void {
    const isNews = !areSame(rules, this.rules);
    if (!isNews && this.revision > 0) return;
    this.rules = rules;
    this.compiled = this.compile(rules, compiled);
    this.revision += 1;
    if (!isNews) return;
    this.remember(formerNames);
    for (const listener of this.listeners) listener();
  }

  private write(rules: readonly Rule[], formerNames = SAME_NAMES): void {
    this.force(finish(this.changed(rules, formerNames)));
  }

  /** Null where nothing is changed. */
  private *changed(rules: readonly Rule[], formerNames = SAME_NAMES): Steps<Change | null> {
    // A file with a mistake is the user's to correct: what they wrote is never overwritten.
    if (this.problem) {
      throw invalid(t('The rules file has a mistake, so nothing was changed.'), t('Correct {path} first: {problem}', { path: this.path, problem: sayProblem(this.problem) }));
    }
    if (areSame(rules, this.rules)) return null;
    const { text, cut } = yield* changeRulesTextInSteps({ text: this.text ?? '', cut: this.cut }, this.rules, rules, formerNames);
    if (text.length > MOST_CHARACTERS) throw invalid(t('These are more rules than one file can hold.'), t('Combine some of them.'));
    const known = new Set(this.compiled.map(({ rule }) => rule));
    const compiled: CompiledRule[] = [];
    for (const rule of rules) {
      if (known.has(rule)) continue;
      yield;
      compiled.push(compileRule(rule, this.parts.actions));
    }
    return { rules, text, cut, compiled, formerNames };
  }

  private force(change: Change | null): void {
    if (!change) return;
    const { rules, text, cut, compiled, formerNames } = change;
    atomicWrite(this.path, inManner(text, this.manner));
    this.text = text;
    this.cut = cut;
    this.take(rules, formerNames, [...this.compiled, ...compiled]);
  }

  /** @param begin what makes the change of the rules as they are then; begun again when somebody has changed them meanwhile */
  private async slowly(begin: () => Steps<Change | null>): Promise<void> {
    const breath = new Breath();
    for (;;) {
      this.reread();
      const { rules, folders } = this;
      const change = await finishSlowly(begin(), () => breath.take());
      if (this.isClosed) throw new FilemillError('call.cancelled', t('Filemill is ending.'));
      if (rules === this.rules && folders === this.folders && this.text === this.readText()) return this.force(change);
    }
  }

  private lastGood(): readonly Rule[] {
    const kept = this.parts.database.get<{ value: string }>('SELECT value FROM facts WHERE key = ?', LAST_GOOD)?.value;
    const parsed = z.array(ruleSchema).safeParse(kept === undefined ? [] : JSON.parse(kept));
    // Rules that another version of Filemill kept and this one does not know are read from the file again.
    const isKnown = (rule: Rule): boolean => flawsOf(rule).length === 0 && wordingFlaws(rule, this.parts.actions).length === 0;
    return parsed.success && parsed.data.every(isKnown) ? parsed.data : [];
  }

  private remember(formerNames: ReadonlyMap<string, string>): void {
    this.parts.database.transaction((writer) => {
      for (const [name, former] of formerNames) renameRule(writer, former, name);
      writer.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', LAST_GOOD, JSON.stringify(this.rules));
    });
  }

  private watchFile(): void {
    this.watcher = watch(this.parts.dataFolder, (_event, name) => {
      if (name !== RULES_NAME || this.timer || this.isFollowing) return;
      this.timer = setTimeout(() => {
        this.timer = null;
        this.isFollowing = true;
        void this.follow()
          .catch((error: unknown) => this.parts.log.error('rules.follow', { error }))
          .finally(() => (this.isFollowing = false));
      }, REREAD_MS);
      this.timer.unref();
    });
    this.watcher.on('error', (error) => this.parts.log.warn('rules.watch', { error }));
  }
}

const areSame = (rules: readonly Rule[], others: readonly Rule[]): boolean =>
  rules.length === others.length && rules.every((rule, at) => rule === others[at] || JSON.stringify(rule) === JSON.stringify(others[at]));

function throwFirst(flaws: readonly (Flaw & { rule: Rule })[]): void {
  const [flaw] = flaws;
  if (flaw) throw invalid(`“${flaw.rule.name}”: ${flaw.message}`, flaw.hint);
}

const invalid = (message: string, hint: string): FilemillError => new FilemillError('settings.invalid', message, { hint });
