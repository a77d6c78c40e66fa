import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pageLayoutSchema, type PageLayout } from '../../shared/model/page-layout';
import { throwIfCancelled } from '../kit/open-file';
import type { Context } from '../kit/processor';

/** The page layouts of a file with one a line, as JSON; never more than one in memory. */
export async function* readLayouts(path: string, { signal, progress }: Context): AsyncGenerator<PageLayout> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    throwIfCancelled(signal);
    if (line.trim() === '') continue;
    const layout = pageLayoutSchema.parse(JSON.parse(line));
    progress(`Page ${layout.page}`, null);
    yield layout;
  }
}
