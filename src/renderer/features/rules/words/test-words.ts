import { displayName } from '../../../../shared/model/display-name';
import { factOf, type FactType } from '../../../../shared/model/fact';
import type { Operator, RuleTest, TestValue } from '../../../../shared/model/rule';
import { saySpan } from '../../../../shared/model/say-span';
import { sayTest, sayWhether } from '../../../../shared/model/say-test';
import { t } from '../../../../shared/words/words';
import { joinWords } from '../../../format/join-words';
import { quoted } from '../../../format/quoted';
import { choiceWord } from '../condition/choice-words';

/** A test as part of a sentence: "the name contains “invoice”". */
export function testWords({ fact: name, operator, value }: RuleTest): string {
  const { type, label: english } = factOf(name) ?? { type: 'text' as const, label: name };
  if (type === 'truth') return truthWords(name, english, value === true);
  const label = t(english);
  if (operator === 'is known' || operator === 'is empty') return sayWhether(operator, label, value === true);
  const isOfList = type === 'list';
  const asked = isOfList ? (typeof value === 'number' ? 'number' : 'text') : type;
  // One of several is any of them.
  return sayTest(operator === 'is one of' ? 'is' : operator, { label, value: valueWords(value, asked, operator), isOfList });
}

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

function valueWords(value: TestValue, type: FactType, operator: Operator): string {
  const isSpan = type === 'age' || operator === 'within the last' || operator === 'longer ago than';
  const one = (part: unknown): string => {
    const text = displayName(String(part));
    if (text === '') return '…';
    if (type === 'choice') return choiceWord(text);
    if (isSpan) return saySpan(text);
    return type === 'text' ? quoted(text) : text;
  };
  const parts = (Array.isArray(value) ? value : [value]).map(one);
  return parts.length === 0 ? '…' : joinWords(parts, operator === 'between' ? 'and' : 'or');
}
