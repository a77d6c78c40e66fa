import { RE2JS, RE2JSException } from 're2js';
import { FilemillError } from '../../shared/errors/filemill-error';
import { FACTS, factOf, type Fact, type FactValue } from '../../shared/model/fact';
import { OPERATORS, type Operator, type RuleTest, type TestValue } from '../../shared/model/rule';
import { nearestName } from '../config/nearest-name';
import { globMatcher } from '../../base/glob';
import { whatOfRegex } from '../guard/what-of-regex';
import { capturesOf, type Captures } from './captures-of';
import { parseMoment, parseSize, parseSpan } from './values';
import { t } from '../../shared/words/words';

export interface CompiledTest {
  fact: Fact;
  /** Whether a known value passes. */
  passes(value: FactValue, now: number): boolean;
  /** What a regular expression catches in a value that passes; null for other tests. */
  captures: ((value: FactValue) => Captures) | null;
}

/**
 * A test made into a question. Nothing that people write is run as a regular expression of JavaScript: RE2 takes time in
 * proportion to the text.
 *
 * @throws FilemillError `settings.invalid` that names the fact and what is wrong
 */
export function compileTest({ fact: name, operator, value }: RuleTest): CompiledTest {
  const fact = factOf(name);
  if (!fact) throw noFact(name);
  if (!(OPERATORS[fact.type] as readonly Operator[]).includes(operator)) {
    throw wrong(t('“{name} {operator}” makes no sense; {name} knows: {operators}.', { name, operator, operators: OPERATORS[fact.type].join(', ') }));
  }
  const passes = PASSES[fact.type](operator, value, name, fact);
  const isMatch = operator === 'matches' && fact.type === 'text';
  return { fact, passes, captures: isMatch ? capturesOf(expressionOf(value, name)) : null };
}

/** What is no fact may be one with an operator that is none: "text contians". */
function noFact(name: string): FilemillError {
  const words = name.split(' ');
  const known = words.length > 1 ? factOf(words[0] ?? '') : undefined;
  if (known) {
    const operator = words.slice(1).join(' ');
    const meant = nearestName(operator, OPERATORS[known.type]);
    return wrong(meant
        ? t('“{name}” can’t be asked “{operator}”; “{meant}” is meant?', { name: words[0] ?? '', operator, meant })
        : t('“{name}” can’t be asked “{operator}”; it knows: {operators}.', { name: words[0] ?? '', operator, operators: OPERATORS[known.type].join(', ') }));
  }
  const meant = nearestName(name, Object.keys(FACTS));
  return wrong(meant ? t('there is no fact “{name}”; “{meant}” is meant?', { name, meant }) : t('there is no fact “{name}”.', { name }));
}

type Passes = CompiledTest['passes'];
type Compile = (operator: Operator, value: TestValue, name: string, fact: Fact) => Passes;

const PASSES: Record<Fact['type'], Compile> = {
  text: compileText,
  number: (operator, value, name) => compileNumber(operator, value, name, numberOf),
  size: (operator, value, name) => compileNumber(operator, value, name, (written) => parseSize(written)),
  age: (operator, value, name) => compileNumber(operator, value, name, (written) => parseSpan(written)),
  instant: compileInstant,
  truth: (_operator, value, name) => {
    if (typeof value !== 'boolean') throw wrong(t('“{name}” is yes or no: write true or false.', { name }));
    return (known) => known === value;
  },
  choice: compileChoice,
  list: compileList,
};

/** Case makes no difference, as in the names of most disks; in a regular expression it does. */
function compileText(operator: Operator, value: TestValue, name: string): Passes {
  if (operator === 'is known') return isKnown(value, name);
  if (operator === 'is one of') {
    const set = new Set(textsOf(value, name).map(fold));
    return (known) => set.has(fold(String(known)));
  }
  const isNegated = operator === 'is not' || operator.includes('does not') || operator === 'is not like';
  const holds = positiveText(operator, value, name);
  return isNegated ? (known) => !holds(String(known)) : (known) => holds(String(known));
}

function positiveText(operator: Operator, value: TestValue, name: string): (known: string) => boolean {
  if (operator === 'matches' || operator === 'does not match') {
    const expression = expressionOf(value, name);
    return (known) => expression.test(known);
  }
  const wanted = fold(textOf(value, name));
  switch (operator) {
    case 'is':
    case 'is not':
      return (known) => fold(known) === wanted;
    case 'contains':
    case 'does not contain':
      return (known) => fold(known).includes(wanted);
    case 'starts with':
      return (known) => fold(known).startsWith(wanted);
    case 'ends with':
      return (known) => fold(known).endsWith(wanted);
    default: {
      const like = likeOf(wanted, name);
      return (known) => like(fold(known));
    }
  }
}

function compileNumber(operator: Operator, value: TestValue, name: string, parse: (written: unknown) => number | null): Passes {
  if (operator === 'is known') return isKnown(value, name);
  if (operator === 'between') {
    const [low, high] = Array.isArray(value) ? value.map((one) => limitOf(one, name, parse)) : [];
    if (low === undefined || high === undefined || low > high) throw wrong(t('“{name} between” needs two values, the lower one first: [10, 20].', { name }));
    return (known) => Number(known) >= low && Number(known) <= high;
  }
  const limit = limitOf(value, name, parse);
  switch (operator) {
    case 'is':
      return (known) => Number(known) === limit;
    case 'is not':
      return (known) => Number(known) !== limit;
    case 'above':
      return (known) => Number(known) > limit;
    case 'below':
      return (known) => Number(known) < limit;
    case 'at least':
      return (known) => Number(known) >= limit;
    default:
      return (known) => Number(known) <= limit;
  }
}

function compileInstant(operator: Operator, value: TestValue, name: string): Passes {
  if (operator === 'is known') return isKnown(value, name);
  if (operator === 'within the last' || operator === 'longer ago than') {
    const seconds = parseSpan(value);
    if (seconds === null) throw wrong(t('“{value}” is no span of time for {name}; write for example “7 days”.', { value: String(value), name }));
    const isWithin = operator === 'within the last';
    return (known, now) => (Number(known) >= now - seconds * 1_000) === isWithin;
  }
  const moment = parseMoment(value);
  if (moment === null) throw wrong(t('“{value}” is no date for {name}; write for example 2026-01-31.', { value: String(value), name }));
  if (operator === 'on') return (known) => Number(known) >= moment.from && Number(known) <= moment.until;
  return operator === 'after' ? (known) => Number(known) > moment.until : (known) => Number(known) < moment.from;
}

function compileChoice(operator: Operator, value: TestValue, name: string, { choices = [] }: Fact): Passes {
  const wanted = textsOf(value, name);
  const strange = wanted.find((one) => !choices.includes(one));
  if (strange !== undefined) throw wrong(t('“{name}” is never “{strange}”; it is one of: {choices}.', { name, strange, choices: choices.join(', ') }));
  const isNegated = operator === 'is not';
  return (known) => wanted.includes(String(known)) !== isNegated;
}

function compileList(operator: Operator, value: TestValue, name: string): Passes {
  const listOf = (known: FactValue): readonly string[] => (Array.isArray(known) ? known : [String(known)]);
  switch (operator) {
    case 'is empty':
      if (typeof value !== 'boolean') throw wrong(t('“{name} is empty” is yes or no: write true or false.', { name }));
      return (known) => (listOf(known).length === 0) === value;
    case 'has at least':
    case 'has at most': {
      const limit = limitOf(value, name, numberOf);
      return operator === 'has at least' ? (known) => listOf(known).length >= limit : (known) => listOf(known).length <= limit;
    }
    case 'contains match': {
      const expression = expressionOf(value, name);
      return (known) => listOf(known).some((one) => expression.test(one));
    }
    case 'contains like': {
      const like = likeOf(fold(textOf(value, name)), name);
      return (known) => listOf(known).some((one) => like(fold(one)));
    }
    default: {
      const wanted = textsOf(value, name).map(fold);
      const isNegated = operator === 'does not contain';
      return (known) => {
        const folded = new Set(listOf(known).map(fold));
        return wanted.some((one) => folded.has(one)) !== isNegated;
      };
    }
  }
}

/** A test of an unknown fact never holds, but for the one that asks for just this (`compileCondition`). */
function isKnown(value: TestValue, name: string): Passes {
  if (typeof value !== 'boolean') throw wrong(t('“{name} is known” is yes or no: write true or false.', { name }));
  return () => value;
}

/** Many rules ask of the same long text, one after the other. */
const LONG_TEXT = 2_000;
let lastLong = { text: '', folded: '' };

function fold(text: string): string {
  if (text.length < LONG_TEXT) return text.normalize('NFC').toLowerCase();
  if (text !== lastLong.text) lastLong = { text, folded: text.normalize('NFC').toLowerCase() };
  return lastLong.folded;
}

const numberOf = (written: unknown): number | null => (typeof written === 'number' && Number.isFinite(written) ? written : null);

function limitOf(value: unknown, name: string, parse: (written: unknown) => number | null): number {
  const limit = parse(value);
  if (limit === null) throw wrong(t('“{value}” is no value for {name}.', { value: String(value), name }));
  return limit;
}

function textOf(value: TestValue, name: string): string {
  if (Array.isArray(value)) throw wrong(t('“{name}” takes one value here, not a list.', { name }));
  const text = String(value);
  if (text === '') throw wrong(t('“{name}” is compared with nothing.', { name }));
  return text;
}

function textsOf(value: TestValue, name: string): string[] {
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  if (texts.length === 0) throw wrong(t('“{name}” is compared with nothing.', { name }));
  return texts;
}

function likeOf(pattern: string, name: string): (text: string) => boolean {
  try {
    const matches = globMatcher(pattern);
    return (text) => matches({ path: text, absolute: text, name: text.split('/').at(-1) ?? text, lowerName: (text.split('/').at(-1) ?? text).toLowerCase() });
  } catch (cause) {
    throw wrong(t('the pattern “{pattern}” for {name} is broken.', { pattern, name }), cause);
  }
}

function expressionOf(value: TestValue, name: string): RE2JS {
  const written = textOf(value, name);
  try {
    return RE2JS.compile(written, RE2JS.MULTILINE);
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    throw wrong(t('the expression “{written}” for {name} can’t be used: {why}.', { written, name, why: whatOfRegex(cause.message) }), cause);
  }
}

const wrong = (what: string, cause?: unknown): FilemillError => new FilemillError('settings.invalid', what[0]?.toUpperCase() + what.slice(1), { hint: t('Correct the rule.'), cause });
