import type { FileKind, Lane } from '../../shared/model/file';
import { kindOfMime } from './mime-kind';
import { expectedMime } from './named-type';

const LANE_OF: Record<FileKind, Lane> = {
  text: 'text',
  data: 'text',
  document: 'documents',
  image: 'images',
  archive: 'archives',
  audio: 'other',
  video: 'other',
  other: 'other',
};

export const laneOfKind = (kind: FileKind): Lane => LANE_OF[kind];

/** Where a file waits before its bytes are known: by its name alone. */
export function laneOfName(name: string): Lane {
  const mime = expectedMime(name);
  return mime === null ? 'text' : laneOfKind(kindOfMime(mime));
}
