import { z } from 'zod';

/** Where files are uploaded to, as `destinations.yaml` has it. Holds no secret: what is typed in lies in the system's key store. */
export const destinationSchema = z.strictObject({
  bucket: z.string().min(1).max(255).regex(/^[^/\s\p{Cc}]+$/u),
  /** Address of an S3-compatible server; null for AWS itself. */
  endpoint: z.string().max(2_000).nullable().default(null),
  /** Null takes the environment's region, or else `us-east-1` for servers that are not AWS. */
  region: z.string().regex(/^[\w-]+$/).max(100).nullable().default(null),
  /** Bucket in the path instead of the host's name; null: for every server that is not AWS. */
  pathStyle: z.boolean().nullable().default(null),
  /** PEM file with certificates that are trusted besides the system's. */
  certificates: z.string().max(4096).nullable().default(null),
  prefix: z.string().max(1_024).default(''),
  /** Behind the prefix: the path below the folder, or the bare name. */
  keyFrom: z.enum(['path', 'name']).default('path'),
  encryption: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('s3') }),
      z.strictObject({ kind: z.literal('kms'), keyId: z.string().min(1).max(2_048).nullable().default(null) }),
    ])
    .default({ kind: 'none' }),
  /** Goes into the metadata of every object as `source-system`. */
  sourceSystem: z.string().max(128).default('filemill'),
  metadata: z.record(z.string().max(63), z.string().max(2_048)).default({}),
  /** `chain`: from wherever AWS programs find them; `typed`: typed in, and kept by the system's key store. */
  credentials: z.enum(['chain', 'typed']).default('chain'),
});
export type Destination = z.infer<typeof destinationSchema>;

/** What rules and people call it. */
export const destinationNameSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u);

/** As typed in. Goes one way only: no call gives it back. */
export const typedKeysSchema = z.strictObject({
  accessKeyId: z.string().min(1).max(256).regex(/^[\x21-\x7e]+$/),
  secretAccessKey: z.string().min(1).max(1_024).regex(/^[\x21-\x7e]+$/),
  sessionToken: z.string().max(8_192).regex(/^[\x21-\x7e]+$/).optional(),
});
export type TypedKeys = z.infer<typeof typedKeysSchema>;

/** A destination as lists show it. */
export const destinationViewSchema = z.object({
  name: z.string(),
  /** Null where it is written wrongly; `problem` says what. */
  destination: destinationSchema.nullable(),
  problem: z.string().nullable(),
  /** Only of typed ones: whether they are known, and whether they will be after Filemill has ended. */
  keys: z.enum(['chain', 'missing', 'untilEnd', 'remembered']),
  /** Rules that upload to it. */
  rules: z.array(z.string()),
});
export type DestinationView = z.infer<typeof destinationViewSchema>;

/** One step of a connection's test. */
export const connectionStepSchema = z.object({
  step: z.enum(['write', 'read', 'delete']),
  state: z.enum(['done', 'failed', 'notReached']),
  /** Milliseconds that it took. */
  ms: z.number().nullable(),
  /** What was done, or why not. */
  sentence: z.string(),
  hint: z.string(),
});
export type ConnectionStep = z.infer<typeof connectionStepSchema>;
