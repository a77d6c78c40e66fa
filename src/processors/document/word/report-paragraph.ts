import type { WordReport } from '../../../shared/model/report';
import type { Styles } from './styles';
import type { WordParagraph } from './word-blocks';

/** A paragraph with everything that its styles and the document's defaults give it. */
export function reportParagraph(paragraph: WordParagraph, text: string, styles: Styles): WordReport['paragraphs'][number] {
  const style = styles.paragraph(paragraph.styleId);
  return {
    text,
    style: style?.name ?? null,
    alignment: paragraph.alignment ?? style?.alignment ?? styles.defaults.alignment,
    runs: paragraph.runs.map((run) => ({ text: run.text, ...styles.lookOf(paragraph.styleId, run.styleId, run.format) })),
  };
}
