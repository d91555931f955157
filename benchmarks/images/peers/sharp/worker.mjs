// IN... OUT: for each line "COUNT PENDING" on standard input makes so many thumbnails.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

const files = process.argv.slice(2, -1);
const out = process.argv.at(-1);
// Each round asks for the same file again: a cache of operations would answer without decoding.
sharp.cache(false);
let made;
let next = 0;

async function thumbnail() {
  const file = files[next++ % files.length];
  made = await sharp(file)
    .autoOrient()
    .resize(256, 256, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 80 })
    .toBuffer();
}

for await (const line of createInterface({ input: process.stdin })) {
  const [count, pending] = line.split(' ').map(Number);
  let left = count;
  const work = async () => {
    while (left-- > 0) {
      await thumbnail();
    }
  };
  await Promise.all(Array.from({ length: pending }, work));
  writeFileSync(out, made);
  console.log('done');
}
