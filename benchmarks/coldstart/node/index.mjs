// The same work as the function's, written the usual way: one handler, the AWS SDK, sharp. The loop at the end is
// what Lambda's own runtime for Node does.
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';

const s3 = new S3Client({ forcePathStyle: true });

export async function handler(event) {
  for (const { s3: { bucket, object } } of event.Records) {
    const Key = decodeURIComponent(object.key.replaceAll('+', ' '));
    const original = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key, IfMatch: `"${object.eTag}"` }));
    const image = sharp(await original.Body.transformToByteArray()).autoOrient().resize(256, 256, { fit: 'inside' });
    await s3.send(new PutObjectCommand({
      Bucket: bucket.name, Key: Key.replace('originals/', 'thumbnails/'), Body: await image.jpeg({ quality: 80 }).toBuffer(),
      ContentType: 'image/jpeg', Metadata: { 'source-etag': object.eTag },
    }));
    await s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key, IfMatch: original.ETag }));
  }
}

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/`;
const http = await import('node:http');
function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(api + path, { method }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part)).on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    request.on('error', reject).end(body);
  });
}
for (let next = await call('GET', 'next'); next.status === 200; next = await call('GET', 'next')) {
  const id = next.headers['lambda-runtime-aws-request-id'];
  try {
    await handler(JSON.parse(next.body));
    await call('POST', `${id}/response`, 'null');
  } catch (error) {
    console.error(error);
    await call('POST', `${id}/error`, JSON.stringify({ errorMessage: String(error) }));
  }
}
process.exit(0);
