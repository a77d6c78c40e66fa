import { FILE_KINDS, type FileKind } from '../../../shared/model/file';

const PICTURES = ['width', 'height', 'megapixels', 'orientation', 'sharpness', 'blurry', 'brightness', 'contrast', 'noise', 'faces', 'camera', 'taken', 'located'];
const ARCHIVES = ['entries', 'unpackedSize', 'members.text'];

const KINDS = new Map<string, readonly FileKind[]>([
  ...PICTURES.map((fact) => [fact, ['image']] as const),
  ...ARCHIVES.map((fact) => [fact, ['archive']] as const),
  // A TIFF of several pages is a picture.
  ['pages', ['document', 'image']],
  ['title', ['document']],
  ['author', ['document']],
  ['rows', ['data']],
  ['columns', ['data']],
]);

/** The kinds of files of which a fact can be known. */
export function kindsOfFact(fact: string): readonly FileKind[] {
  if (fact.startsWith('exif.')) return ['image'];
  if (fact.startsWith('metadata.')) return ['document'];
  return KINDS.get(fact) ?? FILE_KINDS;
}
