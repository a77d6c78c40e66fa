import { readXml } from '../../office-kit/read-xml';
import { readStyles } from './read-styles';
import { Styles } from './styles';
import type { ThemeFonts } from './theme-fonts';
import { relatedPart, type WordPackage } from './word-package';

/** Documents made from one template bring the same styles, often ten times as long as their text. */
const MAX_REMEMBERED = 8;

const remembered = new Map<string, Styles>();

/** The styles of a document; those of Word itself where it has none. Throws what reading throws. */
export async function readStyleSheet({ parts, relations }: WordPackage, fonts: ThemeFonts): Promise<Styles> {
  const part = relatedPart(parts, relations, 'styles');
  if (part === null) return Styles.builtIn();
  const key = `${await parts.contentKey(part)} ${JSON.stringify([...fonts])}`;
  const styles = remembered.get(key) ?? readStyles(await readXml(parts, part), fonts);
  remembered.delete(key);
  remembered.set(key, styles);
  const [oldest] = remembered.keys();
  if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return styles;
}
