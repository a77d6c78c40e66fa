import { FACTS, type FactType } from '../../../../shared/model/fact';
import { t } from '../../../../shared/words/words';

/** Longest first: "the name without its extension" is not "the name". What was kept is in the language of its time. */
const LABELS = Object.values(FACTS)
  .flatMap(({ label, type }): { label: string; type: FactType }[] => [{ label, type }, { label: t(label), type }])
  .sort((a, b) => b.label.length - a.label.length);

/** Of what a sentence asks: "the size is above 10 MB" asks for a size. */
export function typeAsked(sentence: string): FactType {
  return LABELS.find(({ label }) => sentence.startsWith(label))?.type ?? 'text';
}
