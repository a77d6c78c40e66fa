import { cutAtUnits } from '../../../kit/text-keeper';
import { readXml } from '../../../office-kit/read-xml';
import { XmlFault } from '../../../office-kit/xml-fault';
import { ListBudget } from '../list-budget';
import { readStory } from '../read-notes';
import type { Section } from '../read-section';
import { StoryReader, type Findings } from '../story-reader';
import type { ThemeFonts } from '../theme-fonts';
import { partsAt, type WordPackage } from '../word-package';

/** A page shows so much of its headers, and of its footers. */
const MAX_UNITS = 5_000;

/** What stands around the text of a document. */
export interface Margins {
  /** Points; null where the document does not tell. */
  readonly pageWidth: number | null;
  /** The text of each part, those that several sections share once. */
  readonly headers: string[];
  readonly footers: string[];
}

/** Throws XmlFault and what unpacking throws. */
export async function readMargins(word: WordPackage, fonts: ThemeFonts): Promise<Margins> {
  const findings: Findings = { sections: [], changes: [], changeCount: 0, imageCount: 0, chunkCount: 0 };
  const story = new StoryReader(fonts, findings, new ListBudget());
  const xml = await readXml(word.parts, word.mainPart);
  xml.enter();
  while (xml.enter()) story.readBlocks(xml, () => undefined);
  const { sections } = findings;
  const textsOf = async (idsOf: (section: Section) => string[]): Promise<string[]> => {
    const texts: string[] = [];
    let left = MAX_UNITS;
    for (const part of partsAt(word.relations, sections.flatMap(idsOf))) {
      if (left <= 0) break;
      const text = cutAtUnits(await readMargin(word, part, story), left);
      left -= text.length;
      if (text !== '' && !texts.includes(text)) texts.push(text);
    }
    return texts;
  };
  return {
    pageWidth: sections[0]?.report.pageWidth ?? null,
    headers: await textsOf(({ headerIds }) => headerIds),
    footers: await textsOf(({ footerIds }) => footerIds),
  };
}

/** '' where the part is damaged: the report of the document tells of it. */
async function readMargin({ parts }: WordPackage, part: string, story: StoryReader): Promise<string> {
  try {
    return readStory(await readXml(parts, part), story);
  } catch (thrown) {
    if (thrown instanceof XmlFault) return '';
    throw thrown;
  }
}
