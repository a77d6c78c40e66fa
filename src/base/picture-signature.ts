import { judgePictures } from './picture-signature/judge-pictures';
import { describeRelation } from './picture-signature/relation';
import { readSignature, type ComparedPicture } from './picture-signature/signature-format';
import type { Turn } from './picture-signature/turn';

/*
 * What pictures of the same thing are found by: a small picture and the keys under which it stands in an index. It is
 * made of the decoded pixels by `processors/image/signature`, and lies in the ledger as it is (`pictures.signature`).
 */
export { HEAD_BYTES, isPictureSignature, isSignatureHead } from './picture-signature/signature-format';

/** `samePicture`: saved, scaled, turned, mirrored, trimmed or brightened anew. `similar`: a burst or an edit. */
export type PictureTier = 'samePicture' | 'similar';

export interface PictureComparison {
  readonly tier: PictureTier | null;
  /** 0–100; 0 where `tier` is null. */
  readonly likeness: number;
  /** What `b` is to `a`, in words: see `describeRelation`. Empty where `tier` is null. */
  readonly relation: string;
  /** How `b` has to be laid to lie as `a` does; 0 where `tier` is null. */
  readonly turn: Turn;
}

/**
 * Compares two signatures, whichever way round or mirrored they are: the one is laid over the other as well as it goes,
 * and what then still differs decides. Some tenths of a millisecond; two or three where they are trimmed or nearly the same.
 *
 * @throws where one is no signature of this version (`isPictureSignature`)
 */
export function comparePictures(a: Uint8Array, b: Uint8Array): PictureComparison {
  const judgement = judgePictures(readOnce(a), readSignature(b));
  if (!judgement) return { tier: null, likeness: 0, relation: '', turn: 0 };
  return { tier: judgement.tier, likeness: Math.round(judgement.likeness), relation: describeRelation(judgement), turn: judgement.turn };
}

/** One is compared with many. */
const latest = { bytes: new WeakRef(new Uint8Array()), picture: null as ComparedPicture | null };

function readOnce(bytes: Uint8Array): ComparedPicture {
  if (latest.picture === null || latest.bytes.deref() !== bytes) Object.assign(latest, { bytes: new WeakRef(bytes), picture: readSignature(bytes) });
  return latest.picture ?? readSignature(bytes);
}
