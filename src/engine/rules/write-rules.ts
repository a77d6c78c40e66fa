import { Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Rule } from '../../shared/model/rule';
import { foldRuleName } from './fold-rule-name';
import { listOf, readRules, RULE_KEYS, type ReadRules } from './read-rules';
import { writeRule } from './written-rule';
import { t } from '../../shared/words/words';

const HEAD = ` Filemill's rules. Edit them here or in the window; comments stay.
 They are asked in this order. docs/formats/rules.md says what can be written.`;

/** Nothing is folded: a path stays on its line. */
const FORM = { lineWidth: 0, flowCollectionPadding: false } as const;

/**
 * The text with these rules, and in their order. What stands there already stays as it was written, comments included; of a
 * rule that has changed only what is different is touched.
 *
 * @param text what the file holds; null where there is none
 * @param formerNames of rules that are renamed, by their new name
 * @throws FilemillError `settings.invalid` when the text has a mistake
 */
export function writeRules(text: string | null, rules: readonly Rule[], formerNames: ReadonlyMap<string, string> = new Map()): string {
  return (text === null || text.trim() === '' ? null : rewriteRules(text, rules, formerNames)?.text) ?? newFile(rules);
}

/** Null where what came out would not be read as these rules, however strangely it was written before. */
export function rewriteRules(text: string, rules: readonly Rule[], formerNames: ReadonlyMap<string, string>): { text: string; read: ReadRules } | null {
  const { rules: present, problems, document } = readRules(text);
  if (problems.length > 0 || !document) throw new FilemillError('settings.invalid', t('The rules have a mistake, so nothing was changed.'), { hint: t('Correct the file first.') });
  const list = placeFor(document);
  giveToFirst(list);
  const setApart = blankLinesOf(list);
  const known = new Map(present.map((rule, index) => [foldRuleName(rule.name), { item: list.items[index], rule }]));
  list.items = rules.map((rule) => {
    const former = known.get(foldRuleName(formerNames.get(rule.name) ?? rule.name));
    if (!isMap(former?.item)) return newItem(document, rule);
    change(document, former.item, former.rule, rule);
    return former.item;
  });
  setApart();
  const written = document.toString(FORM);
  const read = readRules(written);
  return JSON.stringify(read.rules) === JSON.stringify(rules) ? { text: written, read } : null;
}

/** What is said right above the first rule is said of it, and not of the list. */
function giveToFirst(list: YAMLSeq): void {
  const [first] = list.items;
  if (list.commentBefore == null || !isMap(first) || first.commentBefore != null) return;
  const cut = list.commentBefore.lastIndexOf('\n\n');
  first.commentBefore = list.commentBefore.slice(cut < 0 ? 0 : cut + 2);
  if (cut >= 0) first.spaceBefore = true;
  list.commentBefore = cut < 0 ? undefined : list.commentBefore.slice(0, cut);
}

/** Blank lines belong to the places in the list, not to the rules that stand there. @returns what puts them right again */
function blankLinesOf(list: YAMLSeq): () => void {
  const [first, ...others] = list.items.map((item) => ({ item, isApart: isMap(item) && item.spaceBefore === true }));
  const areApart = others.length === 0 || others.some(({ isApart }) => isApart);
  return () => {
    for (const [index, item] of list.items.entries()) {
      if (!isMap(item)) continue;
      if (index === 0) item.spaceBefore = first?.isApart ?? false;
      else if (item === first?.item) item.spaceBefore = areApart;
    }
  };
}

/** Rules as they would stand in a new file, without its head. */
export function writeRulesAlone(rules: readonly Rule[]): string {
  const document = new Document({ rules: [] });
  placeFor(document).items = rules.map((rule, index) => newItem(document, rule, index > 0));
  return document.toString(FORM);
}

/** With a head that says what it is. */
export const newFile = (rules: readonly Rule[]): string => `${HEAD.replace(/^/gm, '#')}\nversion: 1\n${writeRulesAlone(rules)}`;

/** The list in the document; a file without one gets it, a file with one rule alone becomes a list. */
function placeFor(document: Document): YAMLSeq {
  const { contents } = document;
  if (isMap(contents) && !contents.has('rules') && RULE_KEYS.some((key) => contents.has(key))) {
    document.contents = document.createNode({ rules: [] });
    const list = placeFor(document);
    list.items = [contents];
    return list;
  }
  const list = listOf(contents);
  if (isSeq(list)) {
    // An empty list is written as “[]”: what is added stands below it.
    if (list.items.length === 0) list.flow = false;
    return list;
  }
  const made = document.createNode([]) as YAMLSeq;
  made.flow = false;
  if (isMap(contents)) contents.set('rules', made);
  else document.contents = document.createNode({ rules: made });
  return made;
}

function newItem(document: Document, rule: Rule, isApart = true): YAMLMap {
  const item = document.createNode(writeRule(rule)) as YAMLMap;
  for (const { value } of item.items) if (isSeq(value) && value.items.every(isScalar)) value.flow = true;
  flatten(item);
  if (isApart) item.spaceBefore = true;
  return item;
}

/** Lists of plain values in conditions and actions stand on one line: `tag: [a, b]`. */
function flatten(node: unknown): void {
  if (isSeq(node)) {
    if (node.items.length > 0 && node.items.every((item) => isScalar(item) && String(item.value).length < 40)) node.flow = true;
    else node.items.forEach(flatten);
  } else if (isMap(node)) for (const { value } of node.items) flatten(value);
}

function change(document: Document, item: YAMLMap, from: Rule, to: Rule): void {
  const before = writeRule(from);
  const after = writeRule(to);
  for (const key of RULE_KEYS) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    const pair = item.items.find((one) => isScalar(one.key) && one.key.value === key);
    // A switch stays where it stands, with what is said of it.
    if (pair && isScalar(pair.value) && typeof pair.value.value === 'boolean') pair.value.value = !pair.value.value;
    else if (!(key in after)) item.items = item.items.filter((one) => one !== pair);
    else if (pair) pair.value = merged(document, pair.value, before[key], after[key]);
    else insert(document, item, key, after[key]);
  }
}

/** A key that is new stands in the order in which keys are told. */
function insert(document: Document, item: YAMLMap, key: string, value: unknown): void {
  const rank = (RULE_KEYS as readonly string[]).indexOf(key);
  const isBehind = (one: { key: unknown }): boolean => isScalar(one.key) && (RULE_KEYS as readonly unknown[]).indexOf(one.key.value) > rank;
  const at = item.items.findIndex(isBehind);
  item.items.splice(at < 0 ? item.items.length : at, 0, document.createPair(key, fresh(document, value)));
}

/** A node with the new value that keeps what it can of the present one: comments, order, parts that are as they were. */
function merged(document: Document, node: unknown, before: unknown, after: unknown): Node {
  if (isScalar(node) && (typeof after !== 'object' || after === null)) {
    node.value = after;
    return node;
  }
  const [old, wanted] = [partsOf(before), partsOf(after)];
  if (isSeq(node) && old && wanted && old.length === node.items.length) {
    const left = node.items.map((item, index) => ({ item, was: old[index] }));
    const kept = wanted.map((part) => {
      const at = left.findIndex(({ was }) => JSON.stringify(was) === JSON.stringify(part));
      return at < 0 ? null : left.splice(at, 1)[0];
    });
    node.items = wanted.map((part, index) => {
      const same = kept[index];
      if (same) return same.item;
      // What takes the place of something gets what was said of it.
      const former = left.findIndex(({ was }) => keyOf(was) !== null && keyOf(was) === keyOf(part));
      const [taken] = former < 0 ? [] : left.splice(former, 1);
      return taken ? merged(document, taken.item, taken.was, part) : fresh(document, part);
    });
    return node;
  }
  const [only] = isMap(node) && !isAlias(node) ? node.items : [];
  const [key, oldKey] = [keyOf(after), keyOf(before)];
  if (isMap(node) && node.items.length === 1 && only && key !== null && key === oldKey && isScalar(only.key) && only.key.value === key) {
    only.value = merged(document, only.value, valueOf(before), valueOf(after));
    return node;
  }
  const made = fresh(document, after);
  if (isNode(node)) {
    if (node.commentBefore != null) made.commentBefore = node.commentBefore;
    if (node.comment != null) made.comment = node.comment;
    if (node.spaceBefore) made.spaceBefore = true;
  }
  return made;
}

/** The parts of a list; `all: […]` written short is a list, too. */
function partsOf(value: unknown): readonly unknown[] | null {
  const list = keyOf(value) === 'all' ? valueOf(value) : value;
  return Array.isArray(list) ? list : null;
}

/** The one key of a group, a test or an action. */
function keyOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const [key, ...others] = Object.keys(value);
  return key !== undefined && others.length === 0 ? key : null;
}

const valueOf = (value: unknown): unknown => Object.values(value as Record<string, unknown>)[0];

function fresh(document: Document, value: unknown): Node {
  const node = document.createNode(value);
  flatten(node);
  return node;
}
