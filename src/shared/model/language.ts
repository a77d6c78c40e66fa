import { z } from 'zod';
import { languageCodeSchema } from './folder';

/** Trained data for OCR of one language or script. */
export const languageSchema = z.object({
  code: languageCodeSchema,
  /** "English", "German"; the code where no name is known. */
  name: z.string(),
  origin: z.enum(['shipped', 'added']),
  bytes: z.number().int(),
  /** Of the trained data, unpacked. */
  sha256: z.string(),
  addedAt: z.number().nullable(),
  /** Whether the data is one of those whose hash is known; others were added on the user's word. */
  isKnown: z.boolean(),
});
export type Language = z.infer<typeof languageSchema>;
