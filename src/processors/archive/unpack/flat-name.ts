import type { WriteVerdict } from '../guard/verdict';

const ENDING = /\.([a-z0-9]{1,10})$/i;

/** A name of our own, unique in the archive: "17.pdf". */
export function flatName({ entry, relativePath }: Pick<WriteVerdict, 'entry' | 'relativePath'>): string {
  const [, ending] = ENDING.exec(relativePath) ?? [];
  return ending === undefined ? `${entry.ordinal}` : `${entry.ordinal}.${ending.toLowerCase()}`;
}
