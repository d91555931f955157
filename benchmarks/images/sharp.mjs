// A worker like Ours.java.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

const sharp = createRequire(path.resolve(process.argv[2]) + '/')('sharp');
sharp.cache(false);
sharp.concurrency(1);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [set, original, out] = line.split('\t');
  const [wall, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  try {
    const outputs = [];
    for (const rendition of set.split(',')) {
      const [, box, format] = rendition.match(/=([0-9]+)x[0-9]+:(jpeg|png)/);
      let image = sharp(original, { limitInputPixels: false, failOn: 'error' }).autoOrient()
        .resize(+box, +box, { fit: 'inside', withoutEnlargement: true });
      image = format === 'png' ? image.png() : image.jpeg({ quality: 80, progressive: +box > 360 });
      outputs.push(await image.toBuffer());
    }
    const spent = process.cpuUsage(cpu);
    const passed = process.hrtime.bigint() - wall;
    fs.writeFileSync(out, outputs[0]);
    console.log(`${(spent.user + spent.system) * 1000} ${passed}`);
  } catch (failure) {
    console.log(`refused ${failure.message.split('\n')[0]}`);
  }
}
