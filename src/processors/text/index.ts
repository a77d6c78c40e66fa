import { FilemillError } from '../../shared/errors/filemill-error';
import { HEAD_BYTES } from '../kit/magic';
import { CHUNK_BYTES, type OpenFile } from '../kit/open-file';
import type { Processor, Reading } from '../kit/processor';
import { sniffEncoding } from '../kit/sniff-encoding';
import { replacedWarning, StreamingDecoder } from '../kit/streaming-decoder';
import { TextCounter } from '../kit/text-counter';
import { cutAtCharacters, TextKeeper } from '../kit/text-keeper';
import { t } from '../../shared/words/words';

/** Unicode characters of the beginning shown in lists. */
const PREVIEW_CHARACTERS = 200;
/** Larger files say how far they are. */
const PROGRESS_FROM_BYTES = 20e6;
/** Larger XML is looked through where a rule wants it. */
const CHECKED_XML_BYTES = 64 * 1024 * 1024;

export const processor: Processor = {
  async read(file, { mime }, context): Promise<Reading> {
    const head = await file.readRange(0, HEAD_BYTES);
    const encoding = sniffEncoding(head, head.length === file.size) ?? { name: 'iso-8859-1', bomBytes: 0 };
    const decoder = new StreamingDecoder(encoding);
    const counter = new TextCounter();
    const keeper = new TextKeeper();
    let preview = '';
    let doneBytes = 0;
    const take = (text: string): void => {
      counter.add(text);
      keeper.add(text);
      if (preview.length < PREVIEW_CHARACTERS * 2) preview += text.slice(0, PREVIEW_CHARACTERS * 2);
    };
    for await (const piece of file.chunks(CHUNK_BYTES, context.signal)) {
      take(decoder.write(piece));
      doneBytes += piece.length;
      if (file.size > PROGRESS_FROM_BYTES) context.progress(t('Reading text'), doneBytes / file.size);
    }
    take(decoder.end());
    return {
      report: {
        kind: 'text',
        encoding: decoder.encoding,
        lineCount: counter.lineCount,
        wordCount: counter.wordCount,
        characterCount: counter.characterCount,
        preview: cutAtCharacters(preview, PREVIEW_CHARACTERS),
        ...(/[/+]xml$/.test(mime) && file.size <= CHECKED_XML_BYTES ? { xmlFault: await faultIn(file, context.signal) } : {}),
      },
      text: keeper.text,
      warnings: [...replacedWarning(decoder.replacedCount, decoder.encoding), ...keeper.warnings],
      artifacts: [],
    };
  },
};

/** The first place where XML is not well-formed. */
async function faultIn(file: OpenFile, signal: AbortSignal): Promise<{ line: number | null; message: string } | null> {
  try {
    const { checkXml } = await import('../office-kit/check-xml');
    const [problem] = await checkXml(file, signal);
    return problem ? { line: problem.line, message: problem.message } : null;
  } catch (error) {
    // As text it can be read all the same.
    if (error instanceof FilemillError && error.code === 'file.tooComplex') return { line: null, message: error.message };
    throw error;
  }
}
