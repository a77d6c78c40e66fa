/** What people use on Node: mammoth, file by file. Gets paths by message, answers with the milliseconds it took. */
import mammoth from 'mammoth';

process.on('message', async ({ paths }) => {
  const startedAt = performance.now();
  for (const path of paths) await mammoth.convertToHtml({ path });
  process.send({ ms: performance.now() - startedAt });
});
process.send('ready');
