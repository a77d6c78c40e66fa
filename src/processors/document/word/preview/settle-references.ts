import { notesOf, type MammothElement } from './mammoth-elements';

/**
 * Leaves each note and comment the first of its references, and takes away those that lead nowhere: mammoth writes a
 * note once for each reference, and gives up where there is none.
 */
export function settleReferences(root: MammothElement): void {
  const notes = root.notes?._notes ?? {};
  const missing = new Set<string>([...Object.keys(notes), ...(root.comments ?? []).map(({ commentId }) => `comment-${commentId}`)]);
  const isWanted = (element: MammothElement): boolean => {
    if (element.type === 'noteReference') return missing.delete(`${element.noteType}-${element.noteId}`);
    return element.type !== 'commentReference' || missing.delete(`comment-${element.commentId}`);
  };
  const settle = (element: MammothElement): void => {
    if (!element.children) return;
    element.children = element.children.filter(isWanted);
    for (const child of element.children) settle(child);
  };
  settle(root);
  for (const { body } of notesOf(root)) for (const element of body) settle(element);
}
