const second = 1000;
const day = 86_400 * second;

/** Of a date or timestamp as servers write it, of years 1 to 9999, in UTC where it names no zone: milliseconds since 1970. Undefined for anything else. */
export function readMoment(text: string): number | undefined {
  const [matched, year, month, days, hours = '0', minutes = '0', seconds = '0', zone = 'Z'] =
    /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i.exec(text.trim()) ?? [];
  if (matched === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(days));
  if (date.getUTCMonth() !== Number(month) - 1) return undefined;
  const [, sign, zoneHours = '0', zoneMinutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60 * second * (sign === '-' ? -1 : 1);
  return date.getTime() + (Number(hours) * 3600 + Number(minutes) * 60) * second + Number(seconds) * second - offset;
}

/** As `2024-02-29 12:00:00`, a fraction of a second where there is one. Undefined outside of the years 1 to 9999. */
export function writeMoment(moment: number): string | undefined {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined;
  return date.toISOString().replace('T', ' ').replace(/(?:\.000)?Z$/, '');
}

export interface Interval {
  readonly months: number;
  readonly milliseconds: number;
}

const units: Readonly<Record<string, Interval>> = {
  microsecond: { months: 0, milliseconds: 0.001 },
  millisecond: { months: 0, milliseconds: 1 },
  second: { months: 0, milliseconds: second },
  sec: { months: 0, milliseconds: second },
  minute: { months: 0, milliseconds: 60 * second },
  min: { months: 0, milliseconds: 60 * second },
  hour: { months: 0, milliseconds: 3600 * second },
  day: { months: 0, milliseconds: day },
  week: { months: 0, milliseconds: 7 * day },
  mon: { months: 1, milliseconds: 0 },
  month: { months: 1, milliseconds: 0 },
  quarter: { months: 3, milliseconds: 0 },
  year: { months: 12, milliseconds: 0 },
  decade: { months: 120, milliseconds: 0 },
};

/** Of `1 year 2 mons -3 days 04:05:06.7`; undefined for what is none. */
export function readInterval(text: string): Interval | undefined {
  let [months, milliseconds] = [0, 0];
  const rest = text.trim().replace(/([+-]?)(\d{1,9}):(\d{2})(?::(\d{2}(?:\.\d+)?))?/, (_, sign: string, hours: string, minutes: string, seconds = '0') => {
    milliseconds += (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * second * (sign === '-' ? -1 : 1);
    return '';
  }).trim();
  const parts = [...rest.matchAll(/([+-]?\d{1,9}(?:\.\d+)?)\s*([a-z]+)\s*/gi)];
  if (text.trim() === '' || parts.map(([part]) => part).join('') !== rest) return undefined;
  for (const [, amount, name = ''] of parts) {
    const unit = units[name.toLowerCase()] ?? units[name.toLowerCase().replace(/s$/, '')];
    if (unit === undefined) return undefined;
    months += unit.months * Number(amount);
    milliseconds += unit.milliseconds * Number(amount);
  }
  return { months, milliseconds };
}

/** As long as PostgreSQL takes it for, where a month has 30 days. */
export function measureInterval({ months, milliseconds }: Interval): number {
  return months * 30 * day + milliseconds;
}

/** A moment that much later; of a month that is too short its last day. */
export function addInterval(moment: number, { months, milliseconds }: Interval): number {
  const date = new Date(moment);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return date.getTime() + milliseconds;
}
