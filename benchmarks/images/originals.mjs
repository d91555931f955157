// Makes the originals: mosaics of photographs with sensor noise in every format, and beside each its thumbnail by
// Lanczos3 of the pixels before they were encoded, which no decoder has touched.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [modules, photos, out] = process.argv.slice(2);
const sharp = createRequire(path.resolve(modules) + '/')('sharp');
sharp.cache(false);
const BOX = 256;
const TILE = [2560, 1600];

const found = fs.readdirSync(photos, { recursive: true })
  .filter((name) => /\.jpe?g$/i.test(name)).sort()
  .map((name) => path.join(photos, name));
if (found.length === 0) throw new Error(`no JPEG in ${photos}`);

async function mosaic(width, height) {
  const pixels = Buffer.alloc(width * height * 3);
  let next = 0;
  for (let top = 0; top < height; top += TILE[1]) {
    for (let left = 0; left < width; left += TILE[0]) {
      const tile = await sharp(found[next++ % found.length]).rotate().resize(...TILE, { fit: 'cover' })
        .toColourspace('srgb').removeAlpha().raw().toBuffer();
      const across = Math.min(TILE[0], width - left) * 3;
      for (let y = 0; y < Math.min(TILE[1], height - top); y++) {
        tile.copy(pixels, ((top + y) * width + left) * 3, y * TILE[0] * 3, y * TILE[0] * 3 + across);
      }
    }
  }
  // Sensor noise: the sum of four even distributions, standard deviation 3; the same at every run.
  let state = 1;
  for (let i = 0; i < pixels.length; i++) {
    let noise = -2;
    for (let j = 0; j < 4; j++) {
      state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
      noise += (state >>> 8) / 16777216;
    }
    pixels[i] = Math.max(0, Math.min(255, Math.round(pixels[i] + noise * 5.2)));
  }
  return { pixels, width, height };
}

function weights(at, scale, size) {
  const centre = (at + 0.5) * scale - 0.5;
  const all = [];
  let sum = 0;
  for (let i = Math.ceil(centre - 3 * scale); i <= centre + 3 * scale; i++) {
    const x = Math.PI * (i - centre) / scale;
    const value = Math.abs(x) < 1e-9 ? 1 : 3 * Math.sin(x) * Math.sin(x / 3) / (x * x);
    all.push([Math.max(0, Math.min(size - 1, i)), value]);
    sum += value;
  }
  return all.map(([i, value]) => [i, value / sum]);
}

function reference({ pixels, width, height }) {
  const times = Math.max(width, height) / BOX;
  const [w, h] = [Math.round(width / times), Math.round(height / times)];
  const narrow = new Float32Array(height * w * 3);
  for (let x = 0; x < w; x++) {
    const near = weights(x, width / w, width);
    for (let y = 0; y < height; y++) {
      let [r, g, b] = [0, 0, 0];
      for (const [i, value] of near) {
        const at = (y * width + i) * 3;
        r += value * pixels[at]; g += value * pixels[at + 1]; b += value * pixels[at + 2];
      }
      narrow.set([r, g, b], (y * w + x) * 3);
    }
  }
  const small = Buffer.alloc(w * h * 3);
  for (let y = 0; y < h; y++) {
    const near = weights(y, height / h, height);
    for (let k = 0; k < w * 3; k++) {
      let sum = 0;
      for (const [i, value] of near) sum += value * narrow[i * w * 3 + k];
      small[y * w * 3 + k] = Math.max(0, Math.min(255, Math.round(sum)));
    }
  }
  return { small, w, h };
}

async function write(size, width, height, kinds) {
  const image = await mosaic(width, height);
  const { small, w, h } = reference(image);
  const png = await sharp(small, { raw: { width: w, height: h, channels: 3 } }).png().toBuffer();
  for (const [name, encode] of Object.entries(kinds)) {
    const raw = sharp(image.pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false });
    await encode(raw).toFile(path.join(out, `${size}-${name}`));
    fs.writeFileSync(path.join(out, `${size}-${name}.reference.png`), png);
    console.error(`  ${size}-${name}`);
  }
}

fs.mkdirSync(out, { recursive: true });
await write('12mp', 4000, 3000, {
  'baseline.jpg': (i) => i.jpeg({ quality: 90 }),
  'progressive.jpg': (i) => i.jpeg({ quality: 90, progressive: true }),
  'plain.png': (i) => i.png(),
  '16bit.png': (i) => i.toColourspace('rgb16').png({ compressionLevel: 3 }),
  'lossy.webp': (i) => i.webp({ quality: 85 }),
  'av1.avif': (i) => i.avif({ quality: 60, effort: 2 }),
  'lzw.tif': (i) => i.tiff({ compression: 'lzw' }),
  'pyramid.tif': (i) => i.tiff({ compression: 'jpeg', quality: 90, tile: true, pyramid: true }),
});
await write('24mp', 6000, 4000, {
  'baseline.jpg': (i) => i.jpeg({ quality: 90 }),
  'plain.png': (i) => i.png(),
});
await write('100mp', 11552, 8664, {
  'baseline.jpg': (i) => i.jpeg({ quality: 90 }),
  'plain.png': (i) => i.png({ compressionLevel: 1 }),
});
