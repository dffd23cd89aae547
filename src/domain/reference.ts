const trees = [
  'Alder',
  'Apple',
  'Ash',
  'Aspen',
  'Beech',
  'Birch',
  'Cedar',
  'Cherry',
  'Elder',
  'Elm',
  'Fir',
  'Hawthorn',
  'Hazel',
  'Hornbeam',
  'Juniper',
  'Larch',
  'Lime',
  'Maple',
  'Medlar',
  'Oak',
  'Pear',
  'Pine',
  'Plum',
  'Poplar',
  'Quince',
  'Rowan',
  'Spruce',
  'Sycamore',
  'Walnut',
  'Willow',
  'Yew',
] as const;

/**
 * A name for a case that says nothing about it, for e-mail and calendars: "Larch-48210736". `chance` is a random whole
 * number from 0 up to 2^48.
 */
export const referenceFrom = (chance: number): string =>
  `${trees[chance % trees.length]}-${String(Math.floor(chance / trees.length) % 100_000_000).padStart(8, '0')}`;
