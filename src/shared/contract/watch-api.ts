import { z } from 'zod';
import { call, defineApi } from '../rpc/define-api';
import { folderIdSchema } from '../model/file';
import { watchHealthSchema } from '../model/folder';

/** What the watcher knows of a file at one instant; `gone` when nothing lies there any more. */
export const sightingSchema = z.object({
  /** Absolute, below the root that `folder.watch` named, with the system's separators. */
  path: z.string(),
  gone: z.boolean(),
  /** Something that is no regular file: named, never opened. */
  special: z.enum(['link', 'fifo', 'socket', 'device', 'unreadable']).nullable(),
  size: z.number(),
  mtimeMs: z.number(),
  ctimeMs: z.number(),
  /** Device and file number in decimal: they may not fit a double. */
  dev: z.string(),
  ino: z.string(),
});
export type Sighting = z.infer<typeof sightingSchema>;

const sightingSourceSchema = z.enum(['live', 'firstScan', 'scan']);
export type SightingSource = z.infer<typeof sightingSourceSchema>;

/** The engine tells the watcher what to look at. */
export const watchApi = defineApi({
  name: 'WatchApi',
  version: 1,
  calls: {
    'folder.watch': call(
      z.object({
        folderId: folderIdSchema,
        root: z.string(),
        recursive: z.boolean(),
        /** Names of directories that are not entered at all. */
        prunedNames: z.array(z.string()),
        rescanMs: z.number().int().positive(),
      }),
      z.object({}),
    ),
    'folder.unwatch': call(z.object({ folderId: folderIdSchema }), z.object({})),
    'folder.scan': call(
      z.object({ folderId: folderIdSchema }),
      z.object({ files: z.number().int(), durationMs: z.number() }),
    ),
    /** The engine lost sightings of this folder: forget what was told and tell everything again. */
    'folder.retell': call(z.object({ folderId: folderIdSchema }), z.object({})),
  },
  events: {
    'files.sighted': z.object({
      folderId: folderIdSchema,
      source: sightingSourceSchema,
      sightings: z.array(sightingSchema),
    }),
    'folder.scanned': z.object({
      folderId: folderIdSchema,
      first: z.boolean(),
      files: z.number().int(),
      durationMs: z.number(),
    }),
    'health.changed': z.object({ folderId: folderIdSchema, health: watchHealthSchema }),
  },
});
export type WatchApi = typeof watchApi;
