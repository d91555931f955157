import { build } from 'esbuild';

await build({
  entryPoints: ['index.mjs'], outfile: 'bundle/index.mjs', bundle: true, minify: true, platform: 'node', target: 'node20',
  format: 'esm', external: ['sharp'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
