/** The least a program on Node can do: every event of `fs.watch`, as it comes. Says `ready`, then `{ name, at }`. */
import { watch } from 'node:fs';

watch(process.argv[2], (_event, name) => process.send({ name, at: Date.now() }));
process.send('ready');
