import type { MammothElement } from './mammoth-elements';

/** Begins each comment with the name of its author, and gives its author initials. */
export function signComments({ comments = [] }: MammothElement): void {
  for (const comment of comments) {
    const { authorName, body } = comment;
    if (authorName === null) continue;
    comment.authorInitials ??= authorName.split(/\s+/).map((word) => word.charAt(0)).join('').slice(0, 3);
    const name: MammothElement = { type: 'text', value: `${authorName}: ` };
    const [first] = body;
    if (first?.type === 'paragraph') first.children = [name, ...(first.children ?? [])];
    else comment.body = [{ type: 'paragraph', children: [name] }, ...body];
  }
}
