import { t, words } from '../../../../shared/words/words';

/**
 * mammoth passes over deletions and takes insertions for plain text, but keeps links. So both go through it as links to
 * places that no document has, with the author as their frame: `markChanges` on its way in, `changeAt` on its way out.
 */
const PLACES: Record<string, { tag: 'del' | 'ins'; said: string }> = {
  del: { tag: 'del', said: words('Deleted') },
  moveFrom: { tag: 'del', said: words('Moved away') },
  ins: { tag: 'ins', said: words('Inserted') },
  moveTo: { tag: 'ins', said: words('Moved here') },
};
const PLACE_PREFIX = 'filemill-change-';

/** Document XML in which the text of tracked changes stands in links. Only the usual prefix of its elements is known. */
export function markChanges(xml: string): string {
  const marked = xml.replace(/<(\/?)w:(ins|del|moveFrom|moveTo)((?:\s[^<>]*)?)>/g, (tag, slash: string, kind: string, attributes: string) => {
    if (slash !== '') return '</w:hyperlink>';
    // A paragraph mark or a row that is deleted: mammoth would leave out what belongs to it.
    if (attributes.endsWith('/')) return kind === 'del' ? '' : tag;
    return `<w:hyperlink w:anchor="${PLACE_PREFIX}${kind}"${attributes.replace(/\sw:author=/, ' w:tgtFrame=')}>`;
  });
  return marked.replace(/<(\/?)w:delText(?=[\s>/])/g, '<$1w:t');
}

/** The change that a link of mammoth's page stands for; null for links of the document. */
export function changeAt(href: string, author: string): { tag: 'del' | 'ins'; title: string } | null {
  if (!href.startsWith(`#${PLACE_PREFIX}`)) return null;
  const place = PLACES[href.slice(PLACE_PREFIX.length + 1)];
  return place ? { tag: place.tag, title: author.trim() === '' ? t(place.said) : t('{what} by {author}', { what: t(place.said), author }) } : null;
}
