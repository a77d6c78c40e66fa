import { z } from 'zod';
import { call, defineApi } from '../rpc/define-api';
import { CAUSES } from '../errors/error-table';
import { fileIdSchema, folderIdSchema } from '../model/file';
import { updateStateSchema } from '../model/update-state';
import { errorDataSchema } from '../rpc/wire';

const nothing = z.object({});

/** A page asks the shell for native things, over one IPC channel whose sender is checked. */
export const shellApi = defineApi({
  name: 'ShellApi',
  version: 1,
  calls: {
    /** Trained data for OCR. */
    'language.pick': call(nothing, z.object({ path: z.string().nullable() })),
    /** To watch it, or to write into it. */
    'folder.pick': call(z.object({ purpose: z.enum(['watch', 'target', 'pack']).default('watch') }), z.object({ path: z.string().nullable() })),
    /** Files to go into an archive, or an archive to be opened. */
    'files.pick': call(z.object({ purpose: z.enum(['pack', 'openArchive']) }), z.object({ paths: z.array(z.string()) })),
    'file.open': call(z.object({ id: fileIdSchema }), nothing),
    /** In a window of its own, which comes to the front if the file has one already. */
    'file.window': call(z.object({ id: fileIdSchema }), nothing),
    'file.reveal': call(z.object({ id: fileIdSchema }), nothing),
    /** Shows a file in `exports/` of the data folder where it lies. */
    'export.reveal': call(z.object({ name: z.string().max(255) }), nothing),
    /** Shows what a run on an archive has written. */
    'archive.reveal': call(z.object({ runId: z.number().int() }), nothing),
    'folder.open': call(z.object({ id: folderIdSchema }), nothing),
    /** The file of the rules, in the program that the desktop has for it. */
    'rules.open': call(nothing, nothing),
    'sample.create': call(nothing, z.object({ path: z.string() })),
    'engine.restart': call(nothing, nothing),
    'engine.status': call(
      nothing,
      z.object({ state: z.enum(['starting', 'running', 'restarting', 'failed']), error: errorDataSchema.nullable() }),
    ),
    /** A link in the window of one file leads to a screen of the main window; `value` is the rest of its address. */
    'screen.show': call(z.object({ screen: z.string().max(40), value: z.string().max(20_000).nullable() }), nothing),
    'text.copy': call(z.object({ text: z.string().max(1_000_000) }), nothing),
    'appearance.set': call(z.object({ appearance: z.enum(['system', 'light', 'dark']) }), nothing),
    /** The page shows its first state; the sections it has, in their order, are those of the menu. */
    'window.ready': call(
      z.object({ sections: z.array(z.object({ id: z.string().max(40), label: z.string().max(60) })).max(30).default([]) }),
      nothing,
    ),
    /** What someone who helps needs to know goes to the clipboard: no contents, no secrets. */
    'diagnostics.copy': call(nothing, nothing),
    /** Shows where the logs lie. */
    'logs.open': call(nothing, nothing),
    'updates.state': call(nothing, updateStateSchema),
    /** Asks the feed of the settings now. */
    'updates.check': call(nothing, updateStateSchema),
    /** Fetches the newer version, and starts it. */
    'updates.install': call(nothing, nothing),
  },
  events: {
    'engine.status': z.object({
      state: z.enum(['starting', 'running', 'restarting', 'failed']),
      error: errorDataSchema.nullable(),
    }),
    /** Folders given on the command line or dropped on the dock: ask to add them. */
    'folders.offered': z.object({ paths: z.array(z.string()) }),
    /** A notification or the tray asks for a screen. */
    'screen.wanted': z.object({ screen: z.string(), value: z.string().nullable() }),
    /** A notice that the system could not show; `retry` names the files that it offers to try again. */
    'notice.told': z.object({ title: z.string(), body: z.string(), screen: z.string(), value: z.string().nullable(), retry: z.enum(CAUSES).nullable() }),
    /** An item of the menu that only the page can do. */
    'action.wanted': z.object({ action: z.enum(['addFolder', 'keys', 'search', 'palette']) }),
  },
});
export type ShellApi = typeof shellApi;
