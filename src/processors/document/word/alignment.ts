import type { WordReport } from '../../../shared/model/report';

export type Alignment = NonNullable<WordReport['paragraphs'][number]['alignment']>;

const ALIGNMENTS: Record<string, Alignment> = {
  left: 'left',
  start: 'left',
  numTab: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  lowKashida: 'justify',
  mediumKashida: 'justify',
  highKashida: 'justify',
  distribute: 'distribute',
  thaiDistribute: 'distribute',
};

/** What a value of `w:jc` means; null for one that does not exist. */
export function alignmentOf(value: string | null): Alignment | null {
  return value !== null && Object.hasOwn(ALIGNMENTS, value) ? (ALIGNMENTS[value] as Alignment) : null;
}
