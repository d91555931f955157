// FOLDER-OF-WALLPAPERS OUT [NAME...]: the photographs of the benchmark, the same ones every time.
// Each is a mosaic of wallpapers in their own resolution, with the noise of a sensor.
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const [source, out, ...names] = process.argv.slice(2);
sharp.cache(false);

const sizes = { 12: [4000, 3000], 24: [6000, 4000], 100: [12000, 8400] };

const made = {
  'jpeg-12': [12, (s) => s.jpeg({ quality: 90 }), 'jpg'],
  'jpeg-24': [24, (s) => s.jpeg({ quality: 90 }), 'jpg'],
  'jpeg-100': [100, (s) => s.jpeg({ quality: 90 }), 'jpg'],
  'progressive-12': [12, (s) => s.jpeg({ quality: 90, progressive: true }), 'jpg'],
  'png-24': [24, (s) => s.png({ compressionLevel: 6 }), 'png'],
  'png-100': [100, (s) => s.png({ compressionLevel: 6 }), 'png'],
  'png16-12': [12, (s) => s.toColourspace('rgb16').png({ compressionLevel: 4 }), 'png'],
  'webp-12': [12, (s) => s.webp({ quality: 85, effort: 2 }), 'webp'],
  'avif-12': [12, (s) => s.avif({ quality: 60, effort: 2 }), 'avif'],
  'gif-12': [12, (s) => s.gif({ effort: 1, dither: 0 }), 'gif'],
  'tiff-pyramid-12': [12, (s) => s.tiff({ compression: 'jpeg', quality: 90, tile: true, pyramid: true }), 'tif'],
  'tiff-lzw-12': [12, (s) => s.tiff({ compression: 'lzw', predictor: 'none' }), 'tif'],
};

const wanted = Object.entries(made).filter(
  ([name, [, , end]]) => names.includes(name) && !existsSync(join(out, `${name}.${end}`)),
);
for (const megapixels of new Set(wanted.map(([, [size]]) => size))) {
  const [width, height] = sizes[megapixels];
  const raw = { width, height, channels: 3 };
  const pixels = noisy(await mosaic(width, height));
  for (const [name, [size, encode, end]] of wanted) {
    if (size === megapixels) {
      const input = name === 'png16-12' ? deep(pixels) : pixels;
      const file = join(out, `${name}.${end}`);
      await encode(sharp(input, { raw, limitInputPixels: false })).toFile(`${file}.part`);
      renameSync(`${file}.part`, file);
      console.log(file);
    }
  }
}

/** Wallpapers by name in cells of about 2000 x 1500, the middle of each photograph. */
async function mosaic(width, height) {
  const files = readdirSync(source, { recursive: true })
    .filter((name) => /(nature\/.*|2560x1600|5640x3172)\.jpg$/.test(name))
    .sort();
  const across = Math.ceil(width / 2000);
  const down = Math.ceil(height / 1500);
  const cell = [Math.ceil(width / across), Math.ceil(height / down)];
  const photos = [];
  for (const file of files) {
    const meta = await sharp(join(source, file)).metadata();
    if (meta.width >= cell[0] && meta.height >= cell[1]) {
      photos.push(join(source, file));
    }
  }
  if (photos.length === 0) {
    throw new Error(`no wallpaper in ${source} has ${cell} pixels`);
  }
  const parts = [];
  for (let i = 0; i < across * down; i++) {
    const file = photos[i % photos.length];
    const { width: wide, height: high } = await sharp(file).metadata();
    const [left, top] = [(wide - cell[0]) >> 1, (high - cell[1]) >> 1];
    const data = await sharp(file)
      .extract({ left, top, width: cell[0], height: cell[1] })
      .toColourspace('srgb').removeAlpha().raw().toBuffer();
    parts.push(data);
  }
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let column = 0; column < across; column++) {
      const part = parts[Math.floor(y / cell[1]) * across + column];
      const from = (y % cell[1]) * cell[0] * 3;
      const at = column * cell[0];
      const length = Math.min(cell[0], width - at) * 3;
      pixels.set(part.subarray(from, from + length), (y * width + at) * 3);
    }
  }
  return pixels;
}

/** Noise of 3 of 255, near normal (the sum of four bytes of xorshift32), the same every time. */
function noisy(pixels) {
  let state = 0x5afe;
  for (let i = 0; i < pixels.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const sum = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24);
    pixels[i] = Math.max(0, Math.min(255, Math.round(pixels[i] + ((sum - 510) * 3) / 148)));
  }
  return pixels;
}

function deep(pixels) {
  const all = new Uint16Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    all[i] = pixels[i] * 257;
  }
  return all;
}
