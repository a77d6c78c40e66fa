import { isMap, isSeq, type CST, type Document } from 'yaml';
import type { YamlSyntax } from './parse-yaml';
import type { Steps } from './steps';

const RULES_AT_ONCE = 40;

/**
 * Makes the document of a long list of rules from documents that hold some of them each, so that no piece of the work is long.
 *
 * @param compose makes a document of the tokens as they are when it is called
 * @returns null for a text that is better made as a whole: a short one, one with mistakes, one whose parts refer to each other
 */
export function* composeInParts({ tokens, isLocal }: YamlSyntax, compose: () => Document.Parsed): Steps<Document.Parsed | null> {
  const list = isLocal ? listIn(tokens) : null;
  if (!list || list.items.length <= RULES_AT_ONCE) return null;
  const { items } = list;
  try {
    let whole: Document.Parsed | null = null;
    for (let from = 0; from < items.length; from += RULES_AT_ONCE) {
      yield;
      list.items = items.slice(from, from + RULES_AT_ONCE);
      const part = compose();
      const rules = rulesIn(part);
      if (!isSeq(rules) || part.errors.length > 0) return null;
      whole ??= part;
      const all = rulesIn(whole);
      if (part === whole || !isSeq(all)) continue;
      for (const item of rules.items) all.items.push(item);
      // What is said below the last rule.
      if (rules.comment != null) all.comment = rules.comment;
    }
    return whole;
  } finally {
    list.items = items;
  }
}

/** Where rules stand in a file: the list itself, or what is below “rules:”. */
export function listIn(tokens: readonly CST.Token[]): CST.BlockSequence | null {
  const [document, ...others] = tokens.filter(({ type }) => !['space', 'comment', 'newline', 'byte-order-mark'].includes(type));
  if (document?.type !== 'document' || others.length > 0) return null;
  const { value } = document;
  if (value?.type === 'block-seq') return value;
  if (value?.type !== 'block-map') return null;
  const list = value.items.find(({ key }) => key?.type === 'scalar' && key.source === 'rules')?.value;
  return list?.type === 'block-seq' ? list : null;
}

const rulesIn = ({ contents }: Document.Parsed): unknown => (isMap(contents) ? contents.get('rules', true) : contents);
