/**
 * A program of its own that drops files into a watched folder, so that nothing else slows it. Arguments: folder, place
 * beside it, number, and how: `rename` (written beside the folder before, then moved in one by one) or `direct`; a word
 * that makes the texts unlike others', and the number of its subfolders of {@link writeFiles} over which they are spread
 * (0: none). Says `ready`, waits for any message, drops all at once, and says when the first and the last of them were
 * there.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, nameOf, textOf } from './small-files.mjs';

const [folder, aside, countText, how, salt = '', spreadText = '0'] = process.argv.slice(2);
const count = Number(countText);
const spread = Number(spreadText);
const placeOf = (i) => (spread === 0 ? nameOf(i) : join(folderOf(i % spread), `${salt}-${nameOf(i)}`));
const files = Array.from({ length: count }, (_, i) => ({ name: nameOf(i), to: join(folder, placeOf(i)), text: textOf(i, 5, salt) }));
if (how === 'rename') for (const { name, text } of files) writeFileSync(join(aside, name), text);

process.once('message', () => {
  const startedAt = Date.now();
  for (const { name, to, text } of files) {
    if (how === 'rename') renameSync(join(aside, name), to);
    else writeFileSync(to, text);
  }
  process.send({ startedAt, endedAt: Date.now() }, () => process.exit(0));
});
process.send('ready');
