import type { WordReport } from '../../../shared/model/report';
import type { XmlReader } from '../../office-kit/xml-reader';
import { dateOf } from './date';
import { blockText } from './search-text';
import type { StoryReader } from './story-reader';

/** The text of a header or footer, whose root was not entered yet. */
export function readStory(xml: XmlReader, story: StoryReader): string {
  xml.enter();
  return readText(xml, story);
}

/** The footnotes or endnotes of a part, whose root was not entered yet. The lines that separate them are none. */
export function readNotes(xml: XmlReader, story: StoryReader): string[] {
  const notes: string[] = [];
  xml.enter();
  while (xml.enter()) {
    const isNote = xml.name === 'w:footnote' || xml.name === 'w:endnote';
    if (!isNote || !['normal', null].includes(xml.attribute('w:type'))) xml.skip();
    else {
      const text = readText(xml, story);
      if (text !== '') notes.push(text);
    }
  }
  return notes;
}

export function readComments(xml: XmlReader, story: StoryReader): WordReport['comments'] {
  const comments: WordReport['comments'] = [];
  xml.enter();
  while (xml.enter()) {
    if (xml.name !== 'w:comment') {
      xml.skip();
      continue;
    }
    const author = xml.attribute('w:author') ?? '';
    const date = dateOf(xml.attribute('w:date'));
    comments.push({ author, date, text: readText(xml, story) });
  }
  return comments;
}

function readText(xml: XmlReader, story: StoryReader): string {
  const lines: string[] = [];
  story.readBlocks(xml, (block) => void lines.push(blockText(block)));
  return lines.filter((line) => line !== '').join('\n').trim();
}
