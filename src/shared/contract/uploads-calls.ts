import { z } from 'zod';
import { errorDataSchema } from '../rpc/wire';
import { call } from '../rpc/define-api';
import { connectionStepSchema, destinationNameSchema, destinationSchema, destinationViewSchema, typedKeysSchema } from '../model/destination';
import { UPLOAD_STATES, uploadLaneSchema, uploadViewSchema } from '../model/upload';

const nothing = z.object({});
const done = z.object({});
const some = z.object({ ids: z.array(z.number().int()).min(1).max(10_000) });

/** Calls about uploads and where they go; a part of the EngineApi. */
export const uploadsCalls = {
  'destinations.list': call(
    nothing,
    z.object({
      destinations: z.array(destinationViewSchema),
      /** What is wrong with the whole file. */
      problem: errorDataSchema.nullable(),
      /** Why typed keys can't be remembered here; null when they can. */
      obstacle: z.string().nullable(),
    }),
  ),
  /** Adds one, or changes the one of this name. Throws `settings.invalid`. Keys that are left out stay as they are. */
  'destinations.save': call(
    z.object({ name: destinationNameSchema, destination: destinationSchema, isNew: z.boolean(), keys: typedKeysSchema.optional(), remember: z.boolean().default(true) }),
    done,
  ),
  /** Throws `settings.invalid` while a rule uploads to it. What is there stays there. */
  'destinations.remove': call(z.object({ name: destinationNameSchema }), done),
  /** Writes, reads and deletes one object: of a destination as it is written, or as it is being written. Never throws for what the server does. */
  'destinations.test': call(
    z.object({ name: destinationNameSchema.nullable(), destination: destinationSchema, keys: typedKeysSchema.optional() }),
    z.object({ isWell: z.boolean(), steps: z.array(connectionStepSchema) }),
  ),
  /** In the order in which they go; done ones last, newest first. */
  'uploads.page': call(
    z.object({
      states: z.array(z.enum(UPLOAD_STATES)).default([...UPLOAD_STATES]),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ lane: uploadLaneSchema, total: z.number().int(), uploads: z.array(uploadViewSchema) }),
  ),
  /** Sets uploads aside, or takes them up again; what was sent is kept. */
  'uploads.hold': call(some.extend({ held: z.boolean() }), done),
  /** At once, also where the destination did not answer a moment ago. */
  'uploads.retry': call(some, done),
  /** Lets go of what was sent. The files count as ignored until they are retried. */
  'uploads.cancel': call(some, done),
};
