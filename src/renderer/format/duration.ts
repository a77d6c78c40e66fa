import { locale, t } from '../../shared/words/words';
const one = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** How long a step took: "12 ms", "1.9 s", "3 min 05 s". */
export function formatTook(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${one.format(ms / 1000)} s`;
  return formatSpan(ms / 1000);
}

/** How long it will take or has waited: "38 s", "3 min", "1 h 12 min", "2 days". */
export function formatSpan(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  const minutes = Math.round(total / 60);
  if (minutes < 60) return t('{minutes} min', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : t('{hours} h {minutes} min', { hours, minutes: minutes % 60 });
  return t('{hours} days', { hours: Math.floor(hours / 24) });
}
