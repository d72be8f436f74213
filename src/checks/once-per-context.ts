import type { ObservationContext } from './check.ts';

/** A reading that several checks share: it is made when the first of them asks, and kept for as long as the context is. */
export function oncePerContext<Reading>(read: (context: ObservationContext) => Reading): (context: ObservationContext) => Reading {
  const known = new WeakMap<ObservationContext, { readonly reading: Reading }>();
  return (context) => {
    const found = known.get(context) ?? { reading: read(context) };
    known.set(context, found);
    return found.reading;
  };
}
