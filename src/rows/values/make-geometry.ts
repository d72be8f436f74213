import type { GeometryShape } from '../value-type.ts';
import type { Random } from './random.ts';

/** A shape as WKT, with places that are valid as longitude and latitude in either order. https://www.ogc.org/standards/sfa/ */
export function makeGeometry(shape: GeometryShape, random: Random): string {
  const [x, y] = [random.index(7000) / 100, random.index(7000) / 100];
  const place = (dx: number, dy: number): string => `${(x + dx).toFixed(2)} ${(y + dy).toFixed(2)}`;
  const line = `(${place(0, 0)}, ${place(1, 1)})`;
  const square = `((${place(0, 0)}, ${place(1, 0)}, ${place(1, 1)}, ${place(0, 1)}, ${place(0, 0)}))`;
  switch (shape) {
    case 'geometry':
    case 'point':
      return `POINT(${place(0, 0)})`;
    case 'linestring':
      return `LINESTRING${line}`;
    case 'polygon':
      return `POLYGON${square}`;
    case 'multipoint':
      return `MULTIPOINT(${place(0, 0)}, ${place(1, 1)})`;
    case 'multilinestring':
      return `MULTILINESTRING(${line})`;
    case 'multipolygon':
      return `MULTIPOLYGON(${square})`;
    case 'geometrycollection':
      return `GEOMETRYCOLLECTION(POINT(${place(0, 0)}))`;
  }
}
