const FIELDS: Record<string, (date: Date) => number> = {
  YYYY: (date) => date.getFullYear(),
  YY: (date) => date.getFullYear() % 100,
  MM: (date) => date.getMonth() + 1,
  DD: (date) => date.getDate(),
  hh: (date) => date.getHours(),
  mm: (date) => date.getMinutes(),
  ss: (date) => date.getSeconds(),
};

/** A moment by the clock of the machine: `YYYY-MM-DD`, `YYYYMMDD_hhmmss`. Other characters stay. */
export function formatMoment(at: number, form: string): string {
  const date = new Date(at);
  return form.replace(/YYYY|YY|MM|DD|hh|mm|ss/g, (field) => String(FIELDS[field]?.(date) ?? 0).padStart(field.length, '0'));
}
