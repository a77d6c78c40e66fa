import type { DuplicateMember } from '../../../../shared/model/duplicates';
import type { Size } from './view';

/** A4 as on paper, CSS pixels. */
const SHEET: Size = { width: 794, height: 1123 };
const FRAME: Size = { width: 800, height: 600 };

/** How large a member is shown at 100 %, CSS pixels. */
export function naturalOf({ picture, document }: DuplicateMember): Size {
  if (picture && picture.width > 0 && picture.height > 0) return { width: picture.width, height: picture.height };
  return document ? SHEET : FRAME;
}
