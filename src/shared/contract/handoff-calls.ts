import { z } from 'zod';
import { call } from '../rpc/define-api';
import { errorDataSchema } from '../rpc/wire';
import { instantSchema } from '../model/file';
import {
  archivePolicySchema,
  expectationSchema,
  expectationViewSchema,
  handoffActSchema,
  handoffCheckSchema,
  handoffPlaceSchema,
  handoffPlaceViewSchema,
  handoffRouteSchema,
  handoffRowSchema,
  handoffStateSchema,
  sweepRunSchema,
} from '../model/handoff';

const nothing = z.object({});
const done = z.object({});
const absolutePath = z.string().min(1).max(4096);

/** Calls about hand-offs by files between programs; a part of the EngineApi. */
export const handoffCalls = {
  /** What lies in the places, as the board shows it. Checksums are not read for it; `handoffs.look` does that for one. */
  'handoffs.page': call(
    z.object({
      place: absolutePath.optional(),
      states: z.array(handoffStateSchema).max(6).optional(),
      /** Only those from one program to another; null where the sidecar does not say. */
      route: z.object({ producer: z.string().nullable(), consumer: z.string().nullable() }).optional(),
      /** Part of a name, a producer or a consumer, whatever its case. */
      query: z.string().max(500).default(''),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({
      revision: z.number().int(),
      at: instantSchema,
      total: z.number().int(),
      rows: z.array(handoffRowSchema),
      /** Of all in these places and on this route, whatever state is asked for. */
      counts: z.record(handoffStateSchema, z.number().int()),
      routes: z.array(handoffRouteSchema).max(200),
      /** Folders that can't be read. */
      unreadable: z.array(z.string()).max(100),
      /** More lies there than is shown: so many hand-offs were looked at, the rest not. */
      isCut: z.boolean(),
    }),
  ),
  /** One of them, with its checksum read. Throws `file.vanished` when nothing of it is there any more. */
  'handoffs.look': call(
    z.object({ path: absolutePath }),
    z.object({ row: handoffRowSchema, /** As it stands there, at most 64 KB; null where there is none. */ sidecar: z.string().nullable(), checks: z.array(handoffCheckSchema) }),
  ),
  'handoffs.act': call(
    z.object({ paths: z.array(absolutePath).min(1).max(1_000), act: handoffActSchema }),
    z.object({ done: z.number().int(), failed: z.array(z.object({ path: z.string(), error: errorDataSchema })) }),
  ),
  'handoffPlaces.list': call(nothing, z.object({ places: z.array(handoffPlaceViewSchema), /** The format that this machine can't write; null where it writes all. */ noZstd: z.string().nullable() })),
  /** Adds a place, or puts it in the place of the one with the former path; one that takes files is watched from then on. Throws `settings.invalid`, `folder.*`. */
  'handoffPlaces.put': call(z.object({ place: handoffPlaceSchema, formerPath: absolutePath.nullable().default(null) }), done),
  /** It is no hand-off place any more; nothing on the disk changes, and its folder stays watched. */
  'handoffPlaces.remove': call(z.object({ path: absolutePath }), done),
  /** What archiving by age would do now; changes nothing. */
  'sweeps.plan': call(
    z.object({ path: absolutePath, policy: archivePolicySchema.optional() }),
    z.object({ files: z.number().int(), bytes: z.number(), oldestAt: instantSchema.nullable(), examples: z.array(z.object({ path: z.string(), to: z.string() })).max(20), problem: errorDataSchema.nullable() }),
  ),
  /** Begins; how far it is stands in `sweeps.list`. */
  'sweeps.begin': call(z.object({ path: absolutePath }), sweepRunSchema),
  'sweeps.cancel': call(z.object({ path: absolutePath }), done),
  /** The one under way or the last one of each place, and when the next begins. */
  'sweeps.list': call(nothing, z.object({ runs: z.array(sweepRunSchema), next: z.array(z.object({ path: z.string(), at: instantSchema })) })),
  /** With what became of them from one day to another, oldest first; days are "2026-11-23". */
  'expectations.list': call(z.object({ from: z.iso.date(), to: z.iso.date() }), z.object({ expectations: z.array(expectationViewSchema) })),
  /** Adds one, or puts it in the place of the one with its id. Throws `settings.invalid`. */
  'expectations.put': call(z.object({ expectation: expectationSchema }), done),
  'expectations.remove': call(z.object({ id: z.string().max(100) }), done),
};
