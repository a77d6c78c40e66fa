import { FilemillError } from '../../shared/errors/filemill-error';
import { hashPictures, HASH_USAGE } from '../image/hash-pictures';
import { transformPictures, TRANSFORM_USAGE } from '../image/transform-pictures';

export const usage = `${TRANSFORM_USAGE}\n  filemill ${HASH_USAGE}`;

const ACTS: Record<string, (argv: string[]) => Promise<number>> = { transform: transformPictures, hash: hashPictures };

/** What is done with pictures, without an engine or a ledger. */
export async function run(argv: string[]): Promise<number> {
  const at = argv.findIndex((word) => Object.hasOwn(ACTS, word));
  const act = ACTS[argv[at] ?? ''];
  if (act) return act(argv.filter((_, index) => index !== at));
  throw new FilemillError('usage.invalid', 'What is to be done with pictures?', { hint: 'filemill image transform FILE…, or filemill image hash FILE…' });
}
