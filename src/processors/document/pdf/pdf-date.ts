const PATTERN = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([Zz+-])(\d{2})?'?(\d{2})?'?)?/;

/** "D:20260115103000+01'00'" as ISO 8601 in UTC; null for what is no date. Without a zone it counts as UTC. */
export function pdfDateToIso(text: string): string | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, zoneHour = '00', zoneMinute = '00'] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) return null;
  const offsetMs = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return new Date(sign === '+' ? time - offsetMs : sign === '-' ? time + offsetMs : time).toISOString();
}
