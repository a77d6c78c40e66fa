import { z } from 'zod';
import { fileIdSchema, folderIdSchema, instantSchema } from './file';
import { errorDataSchema } from '../rpc/wire';

/** From certain to likely: the same bytes; one picture saved, scaled, turned or mirrored; a burst or an edit; documents that say the same. */
export const DUPLICATE_TIERS = ['identical', 'samePicture', 'similar', 'sameText'] as const;
export const duplicateTierSchema = z.enum(DUPLICATE_TIERS);
export type DuplicateTier = z.infer<typeof duplicateTierSchema>;

/** What a person decided about a group; remembered by content, so that only a new member opens it again. */
export const DUPLICATE_DECISIONS = ['keepAll', 'notDuplicates'] as const;
export const duplicateDecisionSchema = z.enum(DUPLICATE_DECISIONS);
export type DuplicateDecision = z.infer<typeof duplicateDecisionSchema>;

/** What the plan does with a member. */
export const PLANNED_ACTIONS = ['keep', 'remove', 'hardlink', 'move'] as const;
export const plannedActionSchema = z.enum(PLANNED_ACTIONS);
export type PlannedAction = z.infer<typeof plannedActionSchema>;

/** By what the keeper is chosen, the first that tells two members apart deciding. */
export const KEEP_CRITERIA = ['protectedFolder', 'resolution', 'sharpness', 'compression', 'metadata', 'oldest', 'newest', 'name', 'largest', 'shortestPath'] as const;
export const keepCriterionSchema = z.enum(KEEP_CRITERIA);
export type KeepCriterion = z.infer<typeof keepCriterionSchema>;

/** `identical:<sha256>`: a tier and the smallest hash among the members. */
export const duplicateGroupIdSchema = z.string().max(100).regex(/^(?:identical|samePicture|similar|sameText):[0-9a-f]{64}$/);

export const duplicateTierCountsSchema = z.object({
  groups: z.number().int(),
  files: z.number().int(),
  /** Bytes that keeping one of each group would free. */
  reclaimableBytes: z.number(),
  /** Groups that a person has decided about; not among the above. */
  decided: z.number().int(),
});

export const duplicateGroupRowSchema = z.object({
  id: duplicateGroupIdSchema,
  tier: duplicateTierSchema,
  /** The keeper's name without its extension. */
  name: z.string(),
  memberCount: z.number().int(),
  bytes: z.number(),
  reclaimableBytes: z.number(),
  /** At most four. */
  thumbnails: z.array(z.string()),
  /** Members inside archives. */
  archivedCount: z.number().int(),
  decision: duplicateDecisionSchema.nullable(),
  /** Members whose planned action is not `keep`. */
  plannedCount: z.number().int(),
});
export type DuplicateGroupRow = z.infer<typeof duplicateGroupRowSchema>;

export const duplicateMemberSchema = z.object({
  fileId: fileIdSchema,
  folderId: folderIdSchema,
  folderName: z.string(),
  /** Relative to the folder; of a member of an archive `a.zip!/b/c.jpg`. */
  path: z.string(),
  name: z.string(),
  absolutePath: z.string(),
  size: z.number(),
  modifiedAt: instantSchema,
  arrivedAt: instantSchema,
  sha256: z.string(),
  mime: z.string().nullable(),
  thumbnail: z.string().nullable(),
  /** Pictures only. */
  picture: z
    .object({
      width: z.number().int(),
      height: z.number().int(),
      format: z.string(),
      sharpness: z.number().nullable(),
      brightness: z.number().nullable(),
      contrast: z.number().nullable(),
      noise: z.number().nullable(),
      /** Deviation of the noise, grey levels. */
      grain: z.number().nullable(),
      /** EXIF DateTimeOriginal, as the camera wrote it: "2026:01:15 10:30:00". */
      takenAt: z.string().nullable(),
      hasLocation: z.boolean(),
      metadataCount: z.number().int(),
    })
    .nullable(),
  /** Documents only. */
  document: z.object({ pageCount: z.number().int(), textLength: z.number().int(), isByOcr: z.boolean() }).nullable(),
  /** How it relates to the keeper, in words: "same bytes", "re-saved", "turned by 90°", "mirrored", "half the size", "94 % of the words". */
  relation: z.string(),
  /** Of pictures: how it has to be turned and mirrored to lie as the keeper does, as `base/picture-signature/turn` has it; 0 as it lies. */
  turn: z.number().int().min(0).max(7),
  /** 0–100; 100 for the same bytes. */
  likeness: z.number(),
  isKeeper: z.boolean(),
  /** Lies in a reference folder: nothing but `keep` can be planned. */
  isProtected: z.boolean(),
  /** Another name of the same file on disk: removing it frees nothing. */
  hardLinkOf: fileIdSchema.nullable(),
  /** Lies inside an archive: it can be compared, not removed. */
  isArchived: z.boolean(),
  planned: plannedActionSchema,
});
export type DuplicateMember = z.infer<typeof duplicateMemberSchema>;

export const duplicateGroupSchema = duplicateGroupRowSchema.extend({
  members: z.array(duplicateMemberSchema),
  /** Why the keeper was chosen, each a clause: "sharper", "more pixels", "in a reference folder". */
  keeperReasons: z.array(z.string()),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;

export const duplicatePlanSchema = z.object({
  groups: z.number().int(),
  keep: z.number().int(),
  remove: z.number().int(),
  hardlink: z.number().int(),
  move: z.number().int(),
  frees: z.number(),
});
export type DuplicatePlan = z.infer<typeof duplicatePlanSchema>;

/** Where what is removed goes: the system's trash, or Filemill's own vault. */
export const disposalSchema = z.enum(['trash', 'vault']);
export type Disposal = z.infer<typeof disposalSchema>;

export const planItemSchema = z.object({
  groupId: duplicateGroupIdSchema,
  fileId: fileIdSchema,
  absolutePath: z.string(),
  size: z.number(),
  action: plannedActionSchema,
  /** The file that stays in its stead. */
  keeperPath: z.string(),
  /** Why nothing will be done, when that is known already. */
  obstacle: z.string().nullable(),
});
export type PlanItem = z.infer<typeof planItemSchema>;

/** One turn of applying a plan; it can be undone as a whole. */
export const duplicateRunSchema = z.object({
  id: z.number().int(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  total: z.number().int(),
  done: z.number().int(),
  freedBytes: z.number(),
  /** What was done with how many, those taken back since included. */
  took: z.object({ trash: z.number().int(), vault: z.number().int(), hardlink: z.number().int(), move: z.number().int() }),
  /** What stayed as it was, and why. */
  failed: z.array(z.object({ path: z.string(), error: errorDataSchema })),
  undone: z.number().int(),
  /** Of those meant for the trash, how many went to the vault because it could not take them. */
  vaulted: z.number().int(),
});
export type DuplicateRun = z.infer<typeof duplicateRunSchema>;
