import { parseArguments } from './arguments';
import { findFolder } from './find-folder';
import { printJson, printLine, shown } from './print';
import { withRunningEngine } from './running-engine';

/** For `pause` and `resume`. */
export async function setPaused(argv: string[], paused: boolean): Promise<number> {
  const { values } = parseArguments(argv, { folder: { type: 'string' } });
  const type = paused ? 'pause' : 'resume';
  const folder = await withRunningEngine(values.data, async (engine) => {
    if (values.folder === undefined) {
      await engine.call(`engine.${type}`, {});
      return null;
    }
    const { folders } = await engine.call('engine.snapshot', {});
    const { id } = findFolder(folders, values.folder);
    return engine.call('folders.update', { id, settings: { paused } });
  });
  if (values.json) printJson({ type, folder: folder?.path ?? null });
  else printLine(`${folder ? shown(folder.settings.name) : 'Filemill'} ${paused ? 'is paused' : 'goes on'}.`);
  return 0;
}
