// ORIGINAL THUMBNAIL...: prints for each thumbnail its size, PSNR and SSIM against Lanczos3 of all
// pixels of the original, as one JSON array.
import { existsSync } from 'node:fs';
import sharp from 'sharp';

const [original, ...thumbnails] = process.argv.slice(2);
sharp.cache(false);
const LOBES = 3;
const options = { limitInputPixels: false };
const { data, info } = await sharp(original, options)
  .autoOrient().flatten({ background: '#ffffff' }).toColourspace('srgb')
  .raw().toBuffer({ resolveWithObject: true });
if (info.channels !== 3) {
  throw new Error(`${original}: ${info.channels} channels`);
}
const references = new Map();
const all = [];
for (const file of thumbnails) {
  if (!existsSync(file)) {
    all.push(null);
    continue;
  }
  const made = await sharp(file).removeAlpha().toColourspace('srgb').raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = made.info;
  const key = `${width}x${height}`;
  if (!references.has(key)) {
    references.set(key, lanczos(width, height));
  }
  const reference = references.get(key);
  all.push({ size: key, psnr: psnr(made.data, reference), ssim: ssim(made.data, reference, width, height) });
}
console.log(JSON.stringify(all));

function kernel(x) {
  if (Math.abs(x) < 1e-9) return 1;
  const t = Math.PI * x;
  return Math.abs(x) >= LOBES ? 0 : (LOBES * Math.sin(t) * Math.sin(t / LOBES)) / (t * t);
}

/** For each place: the first sample, and the weights from there; beyond an edge is the edge. */
function weights(from, to) {
  const scale = from / to;
  return Array.from({ length: to }, (_, at) => {
    const centre = (at + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - LOBES * scale));
    const last = Math.min(from - 1, Math.floor(centre + LOBES * scale));
    const values = new Float64Array(last - first + 1);
    for (let i = Math.ceil(centre - LOBES * scale); i <= centre + LOBES * scale; i++) {
      values[Math.max(first, Math.min(last, i)) - first] += kernel((i - centre) / scale);
    }
    const sum = values.reduce((a, b) => a + b);
    return { first, values: values.map((v) => v / sum) };
  });
}

function lanczos(width, height) {
  const columns = weights(info.width, width);
  const rows = weights(info.height, height);
  const narrow = new Float64Array(info.height * width * 3);
  for (let y = 0; y < info.height; y++) {
    const row = y * info.width * 3;
    for (let x = 0; x < width; x++) {
      const { first, values } = columns[x];
      let r = 0, g = 0, b = 0;
      for (let i = 0, p = row + first * 3; i < values.length; i++, p += 3) {
        r += values[i] * data[p];
        g += values[i] * data[p + 1];
        b += values[i] * data[p + 2];
      }
      const at = (y * width + x) * 3;
      narrow[at] = r;
      narrow[at + 1] = g;
      narrow[at + 2] = b;
    }
  }
  const out = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const { first, values } = rows[y];
    for (let x = 0; x < width * 3; x++) {
      let sum = 0;
      for (let i = 0; i < values.length; i++) {
        sum += values[i] * narrow[(first + i) * width * 3 + x];
      }
      out[y * width * 3 + x] = Math.max(0, Math.min(255, Math.round(sum)));
    }
  }
  return out;
}

function psnr(one, other) {
  let squares = 0;
  for (let i = 0; i < one.length; i++) {
    squares += (one[i] - other[i]) ** 2;
  }
  return 10 * Math.log10((255 * 255 * one.length) / squares);
}

/** Of the luminance (Wang and others, 2004), windows of 8 x 8 in steps of 4. */
function ssim(one, other, width, height) {
  const luminance = (p, i) => 0.299 * p[i] + 0.587 * p[i + 1] + 0.114 * p[i + 2];
  const c1 = 6.5025;
  const c2 = 58.5225;
  let total = 0;
  let windows = 0;
  for (let top = 0; top + 8 <= height; top += 4) {
    for (let left = 0; left + 8 <= width; left += 4) {
      let a = 0, b = 0, aa = 0, bb = 0, ab = 0;
      for (let y = top; y < top + 8; y++) {
        for (let x = left; x < left + 8; x++) {
          const i = (y * width + x) * 3;
          const s = luminance(one, i);
          const t = luminance(other, i);
          a += s / 64; b += t / 64; aa += (s * s) / 64; bb += (t * t) / 64; ab += (s * t) / 64;
        }
      }
      total += ((2 * a * b + c1) * (2 * (ab - a * b) + c2)) /
        ((a * a + b * b + c1) * (aa - a * a + bb - b * b + c2));
      windows++;
    }
  }
  return total / windows;
}
