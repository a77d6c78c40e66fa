import { z } from 'zod';

export const TRANSFORM_FORMATS = ['same', 'jpeg', 'png', 'webp', 'avif', 'tiff'] as const;

const factor = z.number().min(0).max(10).default(1);

/**
 * What is done to a picture, in this order; every step left at its default is left out. Numbers mean what they mean in
 * Pillow (ImageEnhance: 1 changes nothing, 0 is black, grey, or without colour) and OpenCV.
 */
export const transformRecipeSchema = z.strictObject({
  /** Lanczos. By the largest side the shape is kept, and small pictures are enlarged only where `enlarge` says so. */
  resize: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('largestSide'), pixels: z.number().int().min(1).max(20_000), enlarge: z.boolean().default(false) }),
      z.strictObject({ by: z.literal('size'), width: z.number().int().min(1).max(20_000), height: z.number().int().min(1).max(20_000) }),
    ])
    .nullable()
    .default(null),
  /** 3×3 kernel of 9 amid -1. */
  sharpen: z.boolean().default(false),
  /** Gaussian, 5×5. */
  blur: z.boolean().default(false),
  /** 0.8 of the picture and 0.2 of its Canny edges (100, 200). */
  edgeEnhance: z.boolean().default(false),
  brightness: factor,
  contrast: factor,
  saturation: factor,
  /** Mean of a and b of Lab moved to grey, more where it is light. */
  whiteBalance: z.boolean().default(false),
  /** CLAHE of L of Lab: clip limit 3, 8×8 tiles. */
  equalise: z.boolean().default(false),
  format: z.enum(TRANSFORM_FORMATS).default('same'),
  /** JPEG, WebP and AVIF, 1–100. */
  quality: z.number().int().min(1).max(100).default(90),
  /** PNG, 0–9. */
  compression: z.number().int().min(0).max(9).default(6),
  /** Keep EXIF, XMP and the colour profile, or leave all of it out; the orientation is applied to the pixels either way. */
  metadata: z.enum(['keep', 'strip']).default('keep'),
});
export type TransformRecipe = z.infer<typeof transformRecipeSchema>;

/**
 * What happens when a name is taken: the new file gets the next free one; nothing is written; the new one takes its place and
 * what lay there goes to the vault; what lies there gets the next free name; a file with the same bytes is left as it is and
 * any other is passed by as with `rename`.
 */
export const CONFLICT_POLICIES = ['rename', 'skip', 'replace', 'renameExisting', 'keepIdentical'] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

export const transformOutputSchema = z.strictObject({
  /** Absolute; null for the original's own folder. */
  folder: z.string().min(1).max(4096).nullable().default(null),
  /** `{stem}`, `{ext}` (with its dot), `{width}`, `{height}`, `{date}` (YYYY-MM-DD). No path separators. */
  name: z.string().min(1).max(255).default('{stem}_transformed{ext}'),
  /** When the name is taken: the next free one, nothing at all, or in its place (what lay there goes to the vault). */
  conflict: z.enum(CONFLICT_POLICIES).default('rename'),
});
export type TransformOutput = z.infer<typeof transformOutputSchema>;
