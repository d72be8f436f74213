import { quoteText } from '../quoting.ts';

/** One moment of an event's schedule, and when the event was made and last altered; as the server writes them, in one time zone. */
export interface EventMoment {
  /** Which event's, and which of its moments. */
  readonly of: string;
  readonly moment: string;
  readonly created: string;
  readonly altered: string;
}

/** In seconds. */
interface Sighting {
  readonly moment: number;
  readonly created: number;
  readonly altered: number;
  readonly text: string;
}

/**
 * Writes the moments of events so that the same schedule has the same words in every database of a run. `AT CURRENT_TIMESTAMP + INTERVAL
 * 1 HOUR` is another moment each time it is executed, `AT '2030-01-01'` another distance, and the server keeps only the moment: so one that
 * is the same as an earlier one of the same event, by the clock or counted from when the event was made or altered, gets its words.
 */
export class EventMoments {
  readonly #sightings = new Map<string, Sighting[]>();

  write({ of, moment, created, altered }: EventMoment): string {
    const seen = { moment: toSeconds(moment), created: toSeconds(created), altered: toSeconds(altered) };
    const sightings = this.#sightings.get(of) ?? [];
    const same = sightings.find((other) => isSame(seen, other));
    const text = same?.text ?? writeFirst(moment, seen);
    if (!sightings.some((other) => other.moment === seen.moment && other.created === seen.created && other.altered === seen.altered)) this.#sightings.set(of, [...sightings, { ...seen, text }]);
    return text;
  }
}

function isSame(a: Omit<Sighting, 'text'>, b: Sighting): boolean {
  return a.moment === b.moment || a.moment - a.created === b.moment - b.created || a.moment - a.altered === b.moment - b.altered;
}

/** A moment that comes whole minutes after the making is likely counted from it; but not a full hour, which people write as it is. */
function writeFirst(moment: string, seen: Omit<Sighting, 'text'>): string {
  if (/:00:00(?:\.0*)?$/.test(moment)) return quoteText(moment);
  const counted = [seen.created, seen.altered].map((from) => seen.moment - from).find((seconds) => seconds > 0 && seconds % secondsPerMinute === 0);
  return counted === undefined ? quoteText(moment) : `CURRENT_TIMESTAMP + INTERVAL ${String(counted / secondsPerMinute)} MINUTE`;
}

const secondsPerMinute = 60;

function toSeconds(moment: string): number {
  return Date.parse(`${moment}Z`) / 1000;
}
