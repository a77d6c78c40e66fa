import { notesOf, type MammothElement } from './mammoth-elements';

/** What the tags around an element come to at most, in bytes. */
const TAG_BYTES = 90;

/** Leaves as much of a document as fits into so many bytes of HTML; true when something had to go. */
export function cutDocument(root: MammothElement, maxBytes: number): boolean {
  let left = maxBytes;
  /** Whether all of an element fits; what does not is taken out of it. */
  const keep = (element: MammothElement): boolean => {
    left -= TAG_BYTES + bytesInHtml(element.value ?? '') + 2 * bytesInHtml(element.href ?? '');
    if (left < 0) return false;
    if (element.children) {
      const { kept, isWhole } = keepAll(element.children);
      element.children = kept;
      return isWhole;
    }
    return true;
  };
  const keepAll = (elements: MammothElement[]): { kept: MammothElement[]; isWhole: boolean } => {
    const end = elements.findIndex((element) => !keep(element));
    if (end < 0) return { kept: elements, isWhole: true };
    // The one that was cut shows its beginning, unless it has no parts to show.
    return { kept: elements.slice(0, elements[end]?.children ? end + 1 : end), isWhole: false };
  };
  let isCut = !keep(root);
  for (const note of notesOf(root)) {
    const { kept, isWhole } = keepAll(note.body);
    note.body = kept;
    isCut ||= !isWhole;
  }
  return isCut;
}

function bytesInHtml(text: string): number {
  let escapes = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x26 || code === 0x3c || code === 0x3e || code === 0x22) escapes += 5;
  }
  return Buffer.byteLength(text) + escapes;
}
