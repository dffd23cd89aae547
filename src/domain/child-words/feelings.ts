/** Faces to choose from, each with its word: what is kept is both. */
export const feelings = {
  happy: 'Happy',
  calm: 'Calm',
  sad: 'Sad',
  cross: 'Cross',
  scared: 'Scared',
  mixed: 'All mixed up',
} as const;
export type Feeling = keyof typeof feelings;
