import { displayName } from '../../../../shared/model/display-name';
import { factOf, type FactType } from '../../../../shared/model/fact';
import type { Operator, RuleTest, TestValue } from '../../../../shared/model/rule';
import { t } from '../../../../shared/words/words';
import { joinWords } from '../../../format/join-words';
import { quoted } from '../../../format/quoted';
import { choiceWord } from '../condition/choice-words';
import { spanWords } from '../condition/unit-words';

/** A test as part of a sentence: "the name contains “invoice”". */
export function testWords({ fact: name, operator, value }: RuleTest): string {
  const { type, label: english } = factOf(name) ?? { type: 'text' as const, label: name };
  if (type === 'truth') return truthWords(name, english, value === true);
  const label = t(english);
  if (operator === 'is known') return value === true ? t('{label} is known', { label }) : t('{label} is not known', { label });
  if (type === 'list') return listWords(label, operator, value);
  return SENTENCES[operator]({ label, value: valueWords(value, type, operator) });
}

interface Parts extends Record<string, string> {
  label: string;
  value: string;
}

const SENTENCES: Readonly<Record<Operator, (parts: Parts) => string>> = {
  is: (parts) => t('{label} is {value}', parts),
  'is one of': (parts) => t('{label} is {value}', parts),
  'is not': (parts) => t('{label} is not {value}', parts),
  contains: (parts) => t('{label} contains {value}', parts),
  'does not contain': (parts) => t('{label} does not contain {value}', parts),
  'starts with': (parts) => t('{label} starts with {value}', parts),
  'ends with': (parts) => t('{label} ends with {value}', parts),
  'is like': (parts) => t('{label} is like {value}', parts),
  'is not like': (parts) => t('{label} is not like {value}', parts),
  matches: (parts) => t('{label} matches {value}', parts),
  'does not match': (parts) => t('{label} does not match {value}', parts),
  'is known': ({ label }) => t('{label} is known', { label }),
  above: (parts) => t('{label} is above {value}', parts),
  below: (parts) => t('{label} is below {value}', parts),
  'at least': (parts) => t('{label} is at least {value}', parts),
  'at most': (parts) => t('{label} is at most {value}', parts),
  between: (parts) => t('{label} is between {value}', parts),
  after: (parts) => t('{label} is after {value}', parts),
  before: (parts) => t('{label} is before {value}', parts),
  on: (parts) => t('{label} is on {value}', parts),
  'within the last': (parts) => t('{label} is within the last {value}', parts),
  'longer ago than': (parts) => t('{label} is longer ago than {value}', parts),
  'contains like': (parts) => t('{label} have one like {value}', parts),
  'contains match': (parts) => t('{label} have one that matches {value}', parts),
  'is empty': ({ label }) => t('{label} are empty', { label }),
  'has at least': (parts) => t('{label} number at least {value}', parts),
  'has at most': (parts) => t('{label} number at most {value}', parts),
};

/** "whether it is blurry", answered. */
const TRUTHS: Readonly<Record<string, { yes: string; no: string }>> = {
  verified: { yes: t('the checksum beside it is right'), no: t('the checksum beside it is not right') },
  'ocr.used': { yes: t('OCR read it'), no: t('OCR did not read it') },
  valid: { yes: t('it is valid'), no: t('it is not valid') },
  blurry: { yes: t('it is blurry'), no: t('it is not blurry') },
  located: { yes: t('it says where it was taken'), no: t('it does not say where it was taken') },
  encrypted: { yes: t('it is encrypted'), no: t('it is not encrypted') },
};

function truthWords(name: string, label: string, isWanted: boolean): string {
  const answers = Object.hasOwn(TRUTHS, name) ? TRUTHS[name] : undefined;
  return (isWanted ? answers?.yes : answers?.no) ?? t(label);
}

/** Labels of lists stand in the plural: "the columns". */
function listWords(label: string, operator: Operator, value: TestValue): string {
  if (operator === 'is empty') return value === true ? t('{label} are empty', { label }) : t('{label} are not empty', { label });
  const parts = { label, value: valueWords(value, typeof value === 'number' ? 'number' : 'text', operator) };
  if (operator === 'contains') return t('{label} contain {value}', parts);
  return operator === 'does not contain' ? t('{label} do not contain {value}', parts) : SENTENCES[operator](parts);
}

function valueWords(value: TestValue, type: FactType, operator: Operator): string {
  const isSpan = type === 'age' || operator === 'within the last' || operator === 'longer ago than';
  const one = (part: unknown): string => {
    const text = displayName(String(part));
    if (text === '') return '…';
    if (type === 'choice') return choiceWord(text);
    if (isSpan) return spanWords(text);
    return type === 'text' ? quoted(text) : text;
  };
  const parts = (Array.isArray(value) ? value : [value]).map(one);
  return parts.length === 0 ? '…' : joinWords(parts, operator === 'between' ? 'and' : 'or');
}
