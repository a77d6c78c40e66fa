import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { kernels } from '../../tools/prepare/kernels.mjs';
import { subfolder } from './temporary.mjs';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Parts of the application that no program has a door to, as the build makes them of the sources.
 *
 * @param {string} name of the bench
 * @param {Record<string, string[]>} parts names that are wanted, by file below src/
 */
export async function fromSource(name, parts) {
  // What is not bundled is found from there.
  const folder = subfolder(join(project, '.cache', 'bench'), name);
  const entry = join(folder, 'entry.ts');
  writeFileSync(entry, Object.entries(parts).map(([file, names]) => `export { ${names.join(', ')} } from '${join(project, 'src', file)}';\n`).join(''));
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    plugins: [kernels(project)],
    build: { ssr: entry, outDir: folder, emptyOutDir: false, minify: false, target: 'node20.18', rolldownOptions: { output: { entryFileNames: 'parts.mjs' } } },
  });
  return import(pathToFileURL(join(folder, 'parts.mjs')).href);
}
