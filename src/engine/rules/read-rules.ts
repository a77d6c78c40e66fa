import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node, type YAMLMap } from 'yaml';
import { toErrorData } from '../../shared/errors/filemill-error';
import { actionSpecSchema, type ActionSpec } from '../../shared/model/action';
import { MOST_LEVELS, ruleSchema, type Condition, type Rule, type RuleProblem } from '../../shared/model/rule';
import { conditionFlaws, flawsOf } from './check-rule';
import { cutRules, type RulesCut } from './cut-rules';
import { foldRuleName } from './fold-rule-name';
import { parseYaml, YamlRefused, type ParsedYaml } from './parse-yaml';
import { RulePlaces, type Place } from './rule-places';
import { sayIssue, sayUnknownKey } from './say-issue';
import { finish, type Steps } from './steps';
import { KEYS, readAction } from './written-action';
import { readCondition } from './written-condition';
import { t } from '../../shared/words/words';

export interface ReadRules {
  /** Those that are right, in their order; all of them when there are no problems. */
  rules: Rule[];
  /** At most a hundred. */
  problems: RuleProblem[];
  /** For what is found later: by the place in `rules`. */
  places: RulePlaces;
  /** Null where the text could not be read at all. */
  document: Document.Parsed | null;
  /** The text of each rule, where it is one that can be cut up and has no problems. */
  cut: RulesCut | null;
}

const MOST_PROBLEMS = 100;
const MOST_SAID = 500;
const MOST_RULES = 10_000;
/** Of the form that is described in docs/formats/rules.md. */
const VERSION = 1;

/** The keys of a rule as it is written, and those of the model. */
export const RULE_KEYS = ['name', 'note', 'folders', 'enabled', 'on', 'if', 'then', 'stop'] as const;

/** Reads one rule, a list of them, or a whole `rules.yaml`, and says all that is wrong with it. */
export const readRules = (text: string): ReadRules => finish(readRulesInSteps(text));

/** The same in pieces of some milliseconds; one of them, for a thousand rules, of some ten. */
export function* readRulesInSteps(text: string): Steps<ReadRules> {
  const reading = new Reading();
  let yaml: ParsedYaml | null = null;
  try {
    yaml = yield* parseYaml(text);
    yield* reading.readFile(yaml);
  } catch (error) {
    if (!(error instanceof YamlRefused)) throw error;
    reading.note(error.place, null, error.message, error.hint);
  }
  const { rules, problems, places } = reading;
  const cut = yaml && problems.length === 0 ? cutRules(text, yaml.syntax) : null;
  return { rules, problems: inOrder(problems), places, document: yaml?.document ?? null, cut };
}

const inOrder = (problems: readonly RuleProblem[]): RuleProblem[] => problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));

/** The list of rules in a document; undefined where it has another form. */
export function listOf(contents: unknown): unknown {
  return isMap(contents) ? contents.get('rules', true) : contents;
}

class Reading {
  readonly rules: Rule[] = [];
  readonly problems: RuleProblem[] = [];
  readonly places = new RulePlaces();
  private yaml: ParsedYaml | null = null;
  /** Also those that are too many to be told. */
  private noted = 0;
  private readonly lineOfName = new Map<string, number>();

  *readFile(yaml: ParsedYaml): Steps<void> {
    this.yaml = yaml;
    const { contents, errors } = yaml.document;
    for (const { message, pos } of errors.slice(0, MOST_PROBLEMS)) this.note(yaml.placeAt(pos[0]), null, sentence(message), hintOfYaml());
    if (errors.length > 0 || contents === null) return;
    if (isMap(contents) && !contents.has('rules') && RULE_KEYS.some((key) => contents.has(key))) return yield* this.readAll([contents]);
    if (isMap(contents)) this.checkKeys(contents, ['version', 'rules'], t('the file'), null);
    if (isMap(contents)) this.checkVersion(contents);
    const list = listOf(contents);
    if (isSeq(list)) return yield* this.readAll(list.items);
    if (isMap(contents) && (list === undefined || (isScalar(list) && list.value === null))) return;
    this.note(this.placeOf(isNode(list) ? list : contents), null, t('There is no list of rules.'), t('Begin with “rules:”, and each rule below it with “- name: …”.'));
  }

  note(place: Place | null, rule: string | null, message: string, hint: string, at?: string): void {
    this.noted += 1;
    if (this.isFull) return;
    this.problems.push({ line: null, ...place, rule: rule && shortened(rule), message: shortened(message), hint: shortened(hint), ...(at === undefined ? {} : { at: shortened(at) }) });
  }

  private checkVersion(file: YAMLMap): void {
    const version: unknown = file.get('version');
    if (version === undefined || version === null || version === VERSION) return;
    this.note(this.placeOf(file.get('version', true)), null, t('“version” can only be {version} here.', { version: VERSION }), typeof version === 'number' && version > VERSION ? t('The file is of a newer Filemill: update this one.') : t('Write “version: {version}”.', { version: VERSION }));
  }

  /** More is not looked for. */
  private get isFull(): boolean {
    return this.problems.length >= MOST_PROBLEMS;
  }

  private *readAll(items: readonly unknown[]): Steps<void> {
    if (items.length > MOST_RULES) this.note(null, null, t('There are more than {most, number} rules.', { most: MOST_RULES }), t('Combine some of them.'));
    for (const item of items.slice(0, MOST_RULES)) {
      if (this.isFull) return;
      if (isMap(item)) this.readRule(item);
      else this.note(this.placeOf(item), null, t('This is no rule.'), t('A rule begins with “- name: …”; what belongs to it stands below the name.'));
      yield;
    }
  }

  private readRule(map: YAMLMap): void {
    const before = this.noted;
    const written = new Map(map.items.map(({ key, value }) => [textOf(key), { key, value }]));
    const name = nameIn(written.get('name')?.value);
    const one = new RuleReading(this, this.rules.length, name);
    this.places.set(this.rules.length, '', this.placeOf(map) ?? { line: 1, column: 1 });
    this.checkKeys(map, RULE_KEYS, t('the rule'), name);
    const plain: Record<string, unknown> = {};
    for (const [key, pair] of written) {
      const at = key === 'enabled' ? 'isEnabled' : (key ?? '');
      if (isNode(pair.key)) one.place(at, pair.key);
      if (isScalar(pair.value) && pair.value.value === null) continue;
      if (key === 'if') plain[at] = one.condition(pair.value, 'if', 1);
      else if (key === 'then') plain[at] = one.actions(pair.value);
      else if ((RULE_KEYS as readonly (string | null)[]).includes(key)) plain[at] = listed(at, one.plain(pair.value, at));
    }
    this.checkParts(plain, one);
    if (this.noted > before || this.isTaken(plain, map)) return;
    // As the schema has it, so that two ways of writing a rule give the same.
    const rule = ruleSchema.parse(plain);
    for (const { at, message, hint } of flawsOf(rule)) one.flaw(at, message, hint);
    if (this.noted === before) this.rules.push(rule);
  }

  /** All that is wrong, whether or not parts could not be read. */
  private checkParts(plain: Record<string, unknown>, one: RuleReading): void {
    const { if: condition, then: _then, ...simple } = plain;
    for (const issue of SIMPLE.safeParse(simple, { reportInput: true }).error?.issues ?? []) {
      const { message, hint } = sayIssue(renamed(issue), t('the rule'), RULE_KEYS);
      one.flaw(issue.path.join('.'), message, hint);
    }
    for (const { at, message, hint } of condition === undefined ? [] : conditionFlaws(condition as Condition)) one.flaw(at, message, hint);
  }

  private isTaken(plain: Record<string, unknown>, map: YAMLMap): boolean {
    const name = String(plain['name']);
    const former = this.lineOfName.get(foldRuleName(name));
    if (former !== undefined) this.note(this.placeOf(map), name, t('There is another rule “{name}” in line {former}.', { name, former }), t('Give each rule a name of its own; capitals make no difference.'), 'name');
    else this.lineOfName.set(foldRuleName(name), this.placeOf(map)?.line ?? 1);
    return former !== undefined;
  }

  /** Keys that nobody knows, and those that stand there twice. */
  checkKeys(map: YAMLMap, known: readonly string[], whole: string, rule: string | null): void {
    const seen = new Set<string>();
    for (const { key } of map.items) {
      if (this.isFull) return;
      const text = textOf(key) ?? '?';
      if (seen.has(text)) this.note(this.placeOf(key), rule, t('“{text}” stands in “{whole}” twice.', { text, whole }), t('Take one of them out.'));
      else if (!known.includes(text)) {
        const { message, hint } = sayUnknownKey(text, whole, known);
        this.note(this.placeOf(key), rule, message, hint);
      }
      seen.add(text);
    }
  }

  placeOf(node: unknown): Place | null {
    return this.yaml && isNode(node) && node.range ? this.yaml.placeAt(node.range[0]) : null;
  }

  /** @throws YamlRefused where aliases lead nowhere, or to too much */
  js(node: unknown): unknown {
    if (!this.yaml || !isNode(node)) return node;
    try {
      return node.toJS(this.yaml.document);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      throw new YamlRefused(
        error.message.startsWith('Unresolved') ? t('What begins with “*” is an alias in YAML, and there is nothing of its name.') : t('Its aliases stand for too much.'),
        t('Put the text in quotes: "*.pdf".'),
        this.placeOf(node),
      );
    }
  }

  /** What an alias stands for. */
  resolved(node: unknown): unknown {
    return this.yaml && isAlias(node) ? node.resolve(this.yaml.document) : node;
  }
}

/** The parts of one rule that have a form of their own. */
class RuleReading {
  /** Aliases can make much of little. */
  private partsLeft = 5_000;

  constructor(
    private readonly reading: Reading,
    private readonly index: number,
    private readonly name: string | null,
  ) {}

  place(at: string, node: Node): void {
    const place = this.reading.placeOf(node);
    if (place !== null) this.reading.places.set(this.index, at, place);
  }

  flaw(at: string, message: string, hint: string, place = this.reading.places.of(this.index, at)): void {
    this.reading.note(place, this.name, message, hint, at);
  }

  plain(node: unknown, at: string): unknown {
    return this.tried(at, () => this.reading.js(node)) ?? undefined;
  }

  /** As {@link readCondition} reads it, with a line for each part. */
  condition(node: unknown, at: string, level: number): Condition {
    if (isNode(node)) this.place(at, node);
    const value = this.reading.resolved(node);
    if (this.partsLeft <= 0) return NOTHING;
    this.partsLeft -= 1;
    if (this.partsLeft === 0) this.flaw('if', t('It has too many conditions.'), t('Split the rule, or use “is one of” with a list.'));
    if (level > 2 * MOST_LEVELS) {
      this.flaw(at, t('Conditions are nested more than {levels} deep.', { levels: MOST_LEVELS }), t('Split the rule in two.'));
      return NOTHING;
    }
    if (isSeq(value)) return { all: value.items.map((item, index) => this.condition(item, `${at}.all.${index}`, level + 1)) };
    if (!isMap(value)) return this.tried(at, () => readCondition(this.reading.js(value))) ?? NOTHING;
    const [only] = value.items;
    if (value.items.length === 1 && only) return this.part(only, at, level);
    return { all: value.items.map((pair, index) => this.part(pair, `${at}.all.${index}`, level)) };
  }

  private part({ key, value }: { key: unknown; value: unknown }, at: string, level: number): Condition {
    if (isNode(key)) this.place(at, key);
    const word = textOf(key) ?? '?';
    const parts = this.reading.resolved(value);
    if (word !== 'all' && word !== 'any' && word !== 'none') return this.tried(at, () => readCondition({ [word]: this.reading.js(value) })) ?? NOTHING;
    if (!isSeq(parts) && !isMap(parts)) {
      this.flaw(at, t('“{word}” needs a list of conditions.', { word }), t('Write each of them below it, with a dash.'));
      return NOTHING;
    }
    const way = (index: number): string => `${at}.${word}.${index}`;
    const read = isSeq(parts)
      ? parts.items.map((item, index) => this.condition(item, way(index), level + 1))
      : parts.items.map((pair, index) => this.part(pair, way(index), level + 1));
    return word === 'all' ? { all: read } : word === 'any' ? { any: read } : { none: read };
  }

  /** A list of actions, or one alone. */
  actions(node: unknown): ActionSpec[] {
    const value = this.reading.resolved(node);
    const items = isSeq(value) ? value.items : [value];
    return items.flatMap((item, index) => this.action(item, `then.${index}`) ?? []);
  }

  private action(node: unknown, at: string): ActionSpec | null {
    if (isNode(node)) this.place(at, node);
    this.placeKeys(node, at);
    const raw = this.tried(at, () => readAction(this.reading.js(node)));
    if (!raw) return null;
    const parsed = actionSpecSchema.safeParse(raw, { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const { message, hint } = sayIssue(issue, raw.do, KEYS[raw.do]);
      const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
      this.flaw([at, ...issue.path, ...(unknown === undefined ? [] : [unknown])].join('.'), message, hint);
    }
    return null;
  }

  /** The lines of `to`, `as` and so on. */
  private placeKeys(node: unknown, at: string): void {
    const [pair] = isMap(node) ? node.items : [];
    const inner = pair && this.reading.resolved(pair.value);
    if (!isMap(inner)) return;
    for (const { key } of inner.items) {
      const text = textOf(key);
      if (text !== null && isNode(key)) this.place(`${at}.${text}`, key);
    }
  }

  private tried<T>(at: string, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (error instanceof RangeError) this.flaw(at, t('It is nested too deeply.'), t('Take out some of the levels.'));
      else if (error instanceof YamlRefused) this.flaw(at, error.message, error.hint, error.place ?? undefined);
      else {
        const { code, message, hint } = toErrorData(error);
        if (code === 'bug') throw error;
        this.flaw(at, message, hint);
      }
      return null;
    }
  }
}

const SIMPLE = ruleSchema.omit({ if: true, then: true });

/** Stands for a condition that could not be read; the rule with it is not taken. */
const NOTHING: Condition = { all: [] };

const hintOfYaml = (): string => t('Look at the line and the one above: indentation, colons, quotes that are never closed.');

/** The lists of a rule may be one value alone. */
const listed = (key: string, value: unknown): unknown => ((key === 'folders' || key === 'on') && value !== undefined && !Array.isArray(value) ? [value] : value);

/** `enabled` in the file is `isEnabled` in the model. */
function renamed<Issue extends { path: PropertyKey[] }>(issue: Issue): Issue {
  return { ...issue, path: issue.path.map((part) => (part === 'isEnabled' ? 'enabled' : part)) };
}

/** What stands in a file can be of any length. */
const shortened = (text: string): string => (text.length > MOST_SAID ? `${text.slice(0, MOST_SAID)}…` : text);

const textOf = (key: unknown): string | null => (isScalar(key) ? String(key.value) : null);
const nameIn = (node: unknown): string | null => (isScalar(node) && node.value !== null ? String(node.value) : null);

function sentence(message: string): string {
  // The parser quotes the rest of the file.
  const first = (message.split('\n')[0] ?? message).replace(/: ".{80,}$/, '');
  return /[.!?:]$/.test(first) ? first.replace(/:$/, '.') : `${first}.`;
}
