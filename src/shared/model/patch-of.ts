import { z } from 'zod';

type Patch<S extends z.ZodObject> = z.ZodType<Partial<z.output<S>>, Partial<z.input<S>>>;

/**
 * The schema of a change: any of the fields, and nothing else. Not `partial()`: that one fills in the default of every
 * field that a change leaves out, so that changing one setting would reset all others.
 */
export function patchOf<S extends z.ZodObject>(schema: S): Patch<S> {
  const fields = Object.entries(schema.shape).map(([name, field]) => [name, z.optional(withoutDefault(field))]);
  return z.strictObject(Object.fromEntries(fields)) as unknown as Patch<S>;
}

function withoutDefault(field: z.core.$ZodType): z.core.$ZodType {
  const isFilled = field instanceof z.ZodDefault || field instanceof z.ZodPrefault;
  return isFilled ? withoutDefault(field.unwrap()) : field;
}
