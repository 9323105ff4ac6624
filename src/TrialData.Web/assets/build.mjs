// Puts what the pages load into one folder: node build.mjs FOLDER
// The design system's own fonts come from another host and its logo is not ours to use: both stay out.
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = process.argv[2];
if (!target) {
  throw new Error('Say where to: node build.mjs FOLDER');
}

const here = dirname(fileURLToPath(import.meta.url));
const system = join(here, 'node_modules', 'nhsuk-frontend', 'dist', 'nhsuk');
const own = join(here, 'own');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const style = readFileSync(join(system, 'nhsuk-frontend.min.css'), 'utf8')
  .replace(/@font-face\{[^}]*\}/g, '')
  .replace(/Frutiger W01,\s*/g, '')
  .replace(/\/\*# sourceMappingURL=.*?\*\//, '');
if (/https?:\/\/(?!www\.w3\.org)/.test(style)) {
  throw new Error('The style sheet names another host: see what this version of nhsuk-frontend loads.');
}
writeFileSync(join(target, 'nhsuk.css'), style);

const script = readFileSync(join(system, 'nhsuk-frontend.min.js'), 'utf8').replace(/\/\/# sourceMappingURL=.*/, '');
writeFileSync(join(target, 'nhsuk.js'), script);

const images = join(system, 'assets', 'images');
for (const icon of readdirSync(images).filter(name => name.startsWith('nhsuk-icon-') && name.endsWith('.svg'))) {
  cpSync(join(images, icon), join(target, 'images', icon));
}

for (const file of readdirSync(own)) {
  copyFileSync(join(own, file), join(target, file));
}
