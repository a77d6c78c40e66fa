/** What most programs on Node use to be told of finished files: chokidar's `awaitWriteFinish`. Says `ready`, then `{ name, at }`. */
import { basename } from 'node:path';
import { watch } from 'chokidar';

const [folder, stabilityMs] = process.argv.slice(2);
watch(folder, {
  ignoreInitial: true,
  awaitWriteFinish: { stabilityThreshold: Number(stabilityMs), pollInterval: 50 },
})
  .on('add', (path) => process.send({ name: basename(path), at: Date.now() }))
  .on('ready', () => process.send('ready'));
