import { judgePictures } from './picture-signature/judge-pictures';
import { describeRelation } from './picture-signature/relation';
import { SignatureDesk } from './picture-signature/signature-desk';
import type { ComparedPicture } from './picture-signature/signature-format';
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
 * and what then still differs decides. About a tenth of a millisecond; up to one where they are trimmed or nearly the same.
 *
 * @throws where one is no signature of this version (`isPictureSignature`)
 */
export function comparePictures(a: Uint8Array, b: Uint8Array): PictureComparison {
  const judgement = judgePictures(readOnce(a), (second ??= new SignatureDesk()).read(b));
  if (!judgement) return { tier: null, likeness: 0, relation: '', turn: 0 };
  return { tier: judgement.tier, likeness: Math.round(judgement.likeness), relation: describeRelation(judgement), turn: judgement.turn };
}

let second: SignatureDesk | undefined;
/** One is compared with many. */
let first: { readonly desk: SignatureDesk; bytes: WeakRef<Uint8Array>; picture: ComparedPicture } | undefined;

function readOnce(bytes: Uint8Array): ComparedPicture {
  if (first?.bytes.deref() === bytes) return first.picture;
  const desk = first?.desk ?? new SignatureDesk();
  const picture = desk.read(bytes);
  first = { desk, bytes: new WeakRef(bytes), picture };
  return picture;
}
