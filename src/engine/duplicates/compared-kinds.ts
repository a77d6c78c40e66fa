import type { Turn } from '../../base/picture-signature/turn';
import { comparePictures, HEAD_BYTES, isPictureSignature, isSignatureHead } from '../../base/picture-signature';
import { compareTexts, isTextPrint, SAME_TEXT_LIKENESS } from '../../base/text-print';
import type { Database } from '../store/database';
import type { ComparedKind } from '../store/likenesses';
import { signatureOf, signaturesAfter } from '../store/pictures';
import { textPrintOf, textPrintsAfter, type KnownPrint, type Print } from '../store/text-prints';
import type { LikeTier } from './contents';
import { PictureIndex } from './index/picture-index';
import { TextIndex } from './index/text-index';

/** One way of comparing contents: what it reads, where it finds candidates, what it says of two. */
export interface Kind {
  readonly name: ComparedKind;
  readonly tiers: readonly LikeTier[];
  readonly index: Pick<PictureIndex, 'add' | 'remove' | 'candidates'> & Partial<Pick<PictureIndex, 'neighbours'>>;
  /** Whether this version of Filemill can compare it. */
  isValid(print: Uint8Array): boolean;
  read(database: Database, sha256: string): Print | undefined;
  /** As much of prints as the index needs, in the order of their reports. */
  readAfter(database: Database, reportId: number, limit: number): KnownPrint[];
  /** The same as `isValid`, of what `readAfter` gives. */
  canIndex(print: Uint8Array): boolean;
  /** `relation`: what `other` is to `one`, a clause; of pictures `turn`: how `other` has to be laid to lie as `one` does. */
  compare(one: Uint8Array, other: Uint8Array): { tier: LikeTier | null; likeness: number; relation: string; turn?: Turn };
}

export const comparedKinds = (): Kind[] => [
  {
    name: 'picture',
    tiers: ['samePicture', 'similar'],
    index: new PictureIndex(),
    isValid: isPictureSignature,
    read: signatureOf,
    readAfter: (database, reportId, limit) => signaturesAfter(database, reportId, limit, HEAD_BYTES),
    canIndex: isSignatureHead,
    compare: comparePictures,
  },
  {
    name: 'text',
    tiers: ['sameText'],
    index: new TextIndex(),
    isValid: isTextPrint,
    read: textPrintOf,
    readAfter: textPrintsAfter,
    canIndex: isTextPrint,
    compare: (one, other) => {
      const likeness = compareTexts(one, other);
      const percent = Math.floor(likeness);
      const relation = percent >= 100 ? 'same text' : `${percent} % of the words`;
      return { tier: likeness >= SAME_TEXT_LIKENESS ? 'sameText' : null, likeness, relation };
    },
  },
];
