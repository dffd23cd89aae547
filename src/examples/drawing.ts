import sharp from 'sharp';

type Colour = readonly [number, number, number];

const sky: Colour = [205, 230, 250];
const grass: Colour = [120, 180, 90];
const sun: Colour = [250, 205, 60];
const wall: Colour = [225, 190, 150];
const roof: Colour = [175, 75, 60];
const door: Colour = [60, 100, 150];

const [width, height] = [480, 360];

/** A house under the sun, as a child draws it. */
const colourAt = (x: number, y: number): Colour => {
  if (Math.hypot(x - 400, y - 70) < 40) return sun;
  if (x > 215 && x < 265 && y > 220 && y < 300) return door;
  if (x > 140 && x < 340 && y > 170 && y < 300) return wall;
  if (y > 90 && y <= 170 && Math.abs(x - 240) < (y - 90) * 1.5) return roof;
  return y > 280 ? grass : sky;
};

/** A child's drawing, as somebody would send a photo of it. */
export const drawingOfAHouse = (): Promise<Uint8Array> => {
  const pixels = Array.from({ length: width * height }, (_, place) =>
    colourAt(place % width, Math.floor(place / width)),
  );
  return sharp(Uint8Array.from(pixels.flat()), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
};
