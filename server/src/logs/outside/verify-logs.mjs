// Verifies an archive of logs without the programs that made it. It needs Node 22.15 or later and the package hyparquet, which
// lies beside this file in a backup (elsewhere: npm install hyparquet). docs/logs.md tells the format.
//
//   node verify-logs.mjs FOLDER [verifiers.txt [older-head.note]]
//
// FOLDER may be a copy of a store that several collectors share (it holds heads.note): then each of them is verified.
// verifiers.txt: public keys that you hold already; those in the folder prove no more than that it is of a piece.
// Exit codes: 0 whole, 1 broken – the first thing that is wrong is named –, 2 it cannot be verified here.
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto';
import { existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zstdDecompressSync } from 'node:zlib';

const HASHES = ['sha256', 'sm3'];
const KINDS = ['device', 'access', 'database', 'mail', 'audit'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const YEAR_MS = 365 * 86_400_000;

// The last is for this program alone: what the note of a common store says of a collector.
const [folder, heldKeys, olderHead, boundText] = process.argv.slice(2);
const bound = boundText === undefined ? undefined : JSON.parse(boundText);
if (folder === undefined) stop(2, 'node verify-logs.mjs FOLDER [verifiers.txt [older-head.note]]');
const beside = join(import.meta.dirname, 'hyparquet/src/index.js');
const { parquetMetadata, parquetReadObjects } = await import(
  existsSync(beside) ? pathToFileURL(beside).href : 'hyparquet'
);

const say = (text) => process.stdout.write(`${text}\n`);
const warn = (text) => process.stderr.write(`${text}\n`);

function stop(code, text) {
  warn(text);
  process.exit(code);
}

function fail(text) {
  stop(1, text);
}

const digest = (name, ...parts) => parts.reduce((hash, part) => hash.update(part), createHash(name)).digest();
const pathOf = (number, ending) => join(folder, 'segments', String(number).padStart(8, '0') + ending);
const utf8 = (bytes) => bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
const isSame = (one, other) => HASHES.every((name) => one?.[name] === other?.[name]);

function read(path, what) {
  try {
    return readFileSync(path);
  } catch {
    return fail(`${what} is missing (${path})`);
  }
}

// --- RFC 6962, 2.1: the root over leaf hashes, by perfect subtrees from the left ---

function growRoot(name) {
  const stack = [];
  return {
    add(hash) {
      let node = { hash, height: 0 };
      while (stack.at(-1)?.height === node.height)
        node = { hash: digest(name, Buffer.of(1), stack.pop().hash, node.hash), height: node.height + 1 };
      stack.push(node);
    },
    hex() {
      if (stack.length === 0) return digest(name).toString('hex');
      return stack
        .map(({ hash }) => hash)
        .reduceRight((right, left) => digest(name, Buffer.of(1), left, right))
        .toString('hex');
    },
  };
}

// --- signed notes (C2SP signed-note, tlog-checkpoint) ---

const ED25519 = Buffer.of(1);
const SM2 = Buffer.from('\xff1.2.156.10197.1.501\n', 'latin1');

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const G = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
];
const mod = (value, by) => ((value % by) + by) % by;

function inverse(value, by) {
  let [a, b, x, y] = [mod(value, by), by, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b, x, y] = [b % a, a, y - quotient * x, x];
  }
  return mod(x, by);
}

function addPoints(one, other) {
  if (!one || !other) return one ?? other;
  const [[x1, y1], [x2, y2]] = [one, other];
  if (x1 === x2 && mod(y1 + y2, P) === 0n) return undefined;
  const slope = x1 === x2 ? (3n * x1 * x1 - 3n) * inverse(2n * y1, P) : (y2 - y1) * inverse(x2 - x1, P);
  const x = mod(slope * slope - x1 - x2, P);
  return [x, mod(slope * (x1 - x) - y1, P)];
}

function times(point, factor) {
  let sum;
  for (let [rest, power] = [factor, point]; rest > 0n; rest >>= 1n, power = addPoints(power, power))
    if (rest & 1n) sum = addPoints(sum, power);
  return sum;
}

const numberOf = (bytes) => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');

// GM/T 0003.2, 7.1, with the identifier of GM/T 0009 and a signature in DER
function verifySm2(text, signature, key) {
  const point = [numberOf(key.subarray(1, 33)), numberOf(key.subarray(33, 65))];
  const [x, y] = point;
  if (key[0] !== 4 || mod(y * y - x * x * x + 3n * x - B, P) !== 0n) return false;
  if (signature[0] !== 0x30 || signature[2] !== 2) return false;
  const r = numberOf(signature.subarray(4, 4 + signature[3]));
  const s = numberOf(signature.subarray(6 + signature[3]));
  if (r < 1n || r >= N || s < 1n || s >= N || mod(r + s, N) === 0n) return false;
  const id = Buffer.concat([Buffer.of(0, 128), Buffer.from('1234567812345678')]);
  const curve = [P - 3n, B, ...G].map(bytesOf);
  const e = numberOf(digest('sm3', digest('sm3', id, ...curve, key.subarray(1)), text));
  const found = addPoints(times(G, s), times(point, mod(r + s, N)));
  return found !== undefined && mod(e + found[0], N) === r;
}

function verifyEd25519(text, signature, key) {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  return verifySignature(null, text, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

function readSigned(path) {
  const note = read(path, 'the signed head').toString('utf8');
  const split = note.lastIndexOf('\n\n');
  if (split < 0) fail(`${path} is no signed head`);
  const text = note.slice(0, split + 1);
  const signatures = new Map();
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, bytes] = line.split(' ');
    const decoded = Buffer.from(bytes ?? '', 'base64');
    signatures.set(`${name} ${decoded.toString('hex', 0, 4)}`, decoded.subarray(4));
  }
  return { lines: text.split('\n').slice(0, -1), text: Buffer.from(text), signatures };
}

function readNote(path) {
  const { lines, text, signatures } = readSigned(path);
  const [origin, entries, root, sm3, last, time] = lines;
  if (!sm3?.startsWith('sm3 ') || !last?.startsWith('last ') || !time?.startsWith('time '))
    fail(`${path} is no signed head`);
  const hex = (base64) => Buffer.from(base64, 'base64').toString('hex');
  const at = Date.parse(time.slice(5));
  const told = { origin, entries: Number(entries), last: Number(last.slice(5)), time: time.slice(5), at };
  return { ...told, sha256: hex(root), sm3: hex(sm3.slice(4)), text, signatures };
}

function readHeads(path) {
  const { lines, text, signatures } = readSigned(path);
  const [origin, number, time, ...rest] = lines;
  const collectors = rest.map((line) => {
    const [name, own, entries, last, sha256, sm3, more] = line.split(' ');
    if (!/^[a-z0-9][a-z0-9-]*$/.test(name) || !sm3 || more) fail(`${path} is no note of a common store`);
    return { name, origin: own, entries: Number(entries), last: Number(last), sha256, sm3 };
  });
  if (!time?.startsWith('time ') || collectors.length === 0) fail(`${path} is no note of a common store`);
  return { origin, number: Number(number), time: time.slice(5), collectors, text, signatures };
}

// A superior's key is of type 4; it signs heads of others.
const isCosigner = (vkey) => Buffer.from(/^[^+]+\+[^+]+\+(.+)$/.exec(vkey)?.[1] ?? '', 'base64')[0] === 4;

function keysIn(path) {
  const all = read(path, 'the file of keys').toString('utf8').split('\n').filter(Boolean);
  const keys = all.filter((vkey) => !isCosigner(vkey));
  return keys.length === 0 ? fail(`${path} holds no key`) : keys;
}

// All histories of a common store are signed by the same keys, each under its own name.
function renamed(vkey, origin) {
  const base64 = vkey.slice(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1);
  const id = digest('sha256', `${origin}\n`, Buffer.from(base64, 'base64')).toString('hex', 0, 4);
  return `${origin}+${id}+${base64}`;
}

function checkSignatures(note, keys) {
  for (const vkey of keys) {
    const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
    const key = Buffer.from(base64 ?? '', 'base64');
    const signature = note.signatures.get(`${name} ${id}`);
    const isOwn = digest('sha256', `${name}\n`, key).toString('hex', 0, 4) === id && name === note.origin;
    const isSm2 = key.subarray(0, SM2.length).equals(SM2);
    const isKnown = isSm2 || key.subarray(0, 1).equals(ED25519);
    const isRight =
      isOwn &&
      isKnown &&
      signature &&
      (isSm2
        ? verifySm2(note.text, signature, key.subarray(SM2.length))
        : verifyEd25519(note.text, signature, key.subarray(1)));
    if (!isRight) fail(`the head is not signed by ${vkey}`);
  }
  return keys.length;
}

// --- cosignatures of a superior (C2SP tlog-cosignature): eight bytes of time, then Ed25519 over it and the whole head ---

function cosignedAt(note, vkey) {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const key = Buffer.from(base64 ?? '', 'base64');
  const signature = note.signatures.get(`${name} ${id}`);
  if (!signature) return undefined;
  const isOwn = digest('sha256', `${name}\n`, key).toString('hex', 0, 4) === id && signature.length === 72;
  const seconds = isOwn ? signature.readBigUInt64BE() : 0n;
  const message = Buffer.concat([Buffer.from(`cosignature/v1\ntime ${seconds}\n`), note.text]);
  if (!isOwn || !verifyEd25519(message, signature.subarray(8), key.subarray(1)))
    fail(`${note.path} is not cosigned by ${vkey}, or was changed`);
  return { name, at: new Date(Number(seconds) * 1000).toISOString(), entries: note.entries };
}

// Each is held against the history, whether or not the key of whoever cosigned is known.
function readCosigned() {
  const place = join(folder, 'cosigned');
  const names = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.note')) : [];
  return names.sort().map((name) => ({ ...readNote(join(place, name)), path: join(place, name) }));
}

// --- time-stamps (RFC 3161): a token in DER over the SHA-256 of a signed head ---

// Parts of a value, each with its bytes and what is within.
function der(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; ) {
    let length = bytes[at + 1];
    let head = 2;
    if (length > 0x80) {
      head += length - 0x80;
      length = Number(numberOf(bytes.subarray(at + 2, at + head)));
    }
    const whole = bytes.subarray(at, at + head + length);
    parts.push({ tag: bytes[at], whole, inner: whole.subarray(head) });
    at += head + length;
  }
  return parts;
}

const within = (part) => der(part.inner);
const STAMP_PURPOSE = '1.3.6.1.5.5.7.3.8';
const DIGESTS = { '0609608648016503040201': 'sha256', '0609608648016503040202': 'sha384' };
DIGESTS['0609608648016503040203'] = 'sha512';
const MESSAGE_DIGEST = '06092a864886f70d010904';

// Its time and whose certificate signed, by that certificate alone: whether it is to be trusted, OpenSSL tells with the root.
function verifyStamp(token, stamped) {
  const [, content] = within(der(token)[0]);
  const signed = within(within(within(content)[1])[0]);
  const info = within(within(signed[2])[1])[0].inner;
  const [, , imprint, , time] = within(der(info)[0]);
  const hash = digest('sha256', stamped);
  if (!within(imprint)[1].inner.equals(hash)) return undefined;
  const certificates = within(signed.find(({ tag }) => tag === 0xa0)).map(
    ({ whole }) => new X509Certificate(whole),
  );
  const signer = within(within(signed.at(-1))[0]);
  const name = DIGESTS[within(signer[2])[0].whole.toString('hex')];
  const told = within(signer[3]).find((each) => within(each)[0].whole.toString('hex') === MESSAGE_DIGEST);
  if (!within(within(told)[1])[0].inner.equals(digest(name, info))) return undefined;
  const attributes = Buffer.from(signer[3].whole);
  attributes[0] = 0x31;
  const own = certificates.find(
    (each) =>
      each.keyUsage?.includes(STAMP_PURPOSE) &&
      verifySignature(name, attributes, each.publicKey, signer[5].inner),
  );
  const text = time.inner.toString('latin1');
  const at = text.replace(/^(....)(..)(..)(..)(..)(..).*$/, '$1-$2-$3T$4:$5:$6Z');
  return own && { at, by: /CN=(.*)/.exec(own.subject)?.[1] ?? own.subject };
}

// Each head that was stamped is one that nobody made afterwards.
function readStamps() {
  const place = join(folder, 'stamps');
  const names = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.tsr')) : [];
  return names.sort().map((name) => {
    const path = join(place, name);
    const noted = path.replace(/\.tsr$/, '.note');
    let stamp;
    try {
      stamp = verifyStamp(readFileSync(path), readFileSync(noted));
    } catch {
      stamp = undefined;
    }
    if (!stamp) fail(`${path} is no time-stamp of its signed head, or was changed`);
    return { ...stamp, older: { ...readNote(noted), path: noted } };
  });
}

// --- rows ---

function strftime(time, pattern) {
  const text = time.toISOString();
  const parts = {
    Y: text.slice(0, 4),
    m: text.slice(5, 7),
    d: text.slice(8, 10),
    b: MONTHS[time.getUTCMonth()],
  };
  Object.assign(parts, {
    H: text.slice(11, 13),
    M: text.slice(14, 16),
    S: text.slice(17, 19),
    L: text.slice(20, 23),
  });
  parts.e = String(time.getUTCDate()).padStart(2);
  return pattern.replace(/%([YmdbeHMSL])/g, (_, letter) => parts[letter]);
}

function rawLine(row) {
  if (row.raw_bytes != null) return Buffer.from(row.raw_bytes);
  if (row.shape == null) return Buffer.from(row.raw);
  const place = /(\{\{|\}\})|\{(?:([a-z_]+)|#(\d+)|at([+-]\d+) ([^{}]+))\}/g;
  return Buffer.from(
    row.shape.replace(place, (_, brace, column, more, minutes, pattern) => {
      if (brace) return brace[0];
      if (column) return String(row[column]);
      if (more) return JSON.parse(row.more)[more][1];
      return strftime(new Date(+row.happened + minutes * 60_000), pattern);
    }),
  );
}

function leafOf(row) {
  const source = Buffer.from(row.source);
  const head = Buffer.alloc(15);
  head.writeUIntBE(Number(row.sequence), 1, 6);
  head.writeUIntBE(+row.received, 7, 6);
  head[13] = row.declared == null ? 0 : KINDS.indexOf(row.declared) + 1;
  head[14] = source.length;
  return Buffer.concat([head, source, rawLine(row)]);
}

function* slices(path, size) {
  const handle = openSync(path);
  const bytes = Buffer.alloc(1 << 20);
  for (let at = 0; at < size; ) {
    const length = readSync(handle, bytes, 0, bytes.length, at);
    if (length === 0) break;
    at += length;
    yield bytes.subarray(0, length);
  }
}

function checkFile(path, told, what) {
  if (!existsSync(path)) fail(`${what} is missing (${path})`);
  const hashes = HASHES.map((name) => createHash(name));
  for (const slice of slices(path, statSync(path).size)) for (const hash of hashes) hash.update(slice);
  for (const [index, name] of HASHES.entries())
    if (hashes[index].digest('hex') !== told[name]) fail(`${what} was changed (${path})`);
}

// Rows as they stand in the file, some at a time: sequence and the hashes of the leaf.
async function* rowsOf(path) {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const metadata = parquetMetadata(file);
  const compressors = { ZSTD: (packed) => zstdDecompressSync(packed) };
  let rowStart = 0;
  for (const { num_rows: count } of metadata.row_groups) {
    const rowEnd = rowStart + Number(count);
    const about = {
      file,
      metadata,
      compressors,
      rowStart,
      rowEnd,
      utf8: false,
      parsers: { stringFromBytes: utf8 },
    };
    for (const row of await parquetReadObjects(about)) {
      const leaf = leafOf(row);
      yield { sequence: Number(row.sequence), hashes: HASHES.map((name) => digest(name, leaf)) };
    }
    rowStart = rowEnd;
  }
}

async function checkSegment(manifest, kinds) {
  const sequences = [];
  for (const file of manifest.files) {
    if (!kinds.includes(file.kind)) continue;
    const what = `segment ${manifest.number}: the file of ${file.kind}`;
    const path = pathOf(manifest.number, `-${file.kind}.parquet`);
    checkFile(path, file, what);
    const roots = HASHES.map(growRoot);
    let count = 0;
    for await (const { sequence, hashes } of rowsOf(path)) {
      for (const [index, hash] of hashes.entries()) roots[index].add(hash);
      sequences.push(sequence);
      count += 1;
    }
    for (const [index, name] of HASHES.entries())
      if (roots[index].hex() !== file.rows[name] || count !== file.count) fail(`${what} has other rows`);
  }
  if (kinds.length < manifest.files.length) return;
  sequences.sort((one, other) => one - other);
  if (
    sequences.length !== manifest.count ||
    sequences.some((sequence, index) => sequence !== manifest.first + index)
  )
    fail(`segment ${manifest.number}: rows are missing`);
}

// A compacted file holds the rows of several segments in another order: each root is computed from them in their own.
async function checkCompaction(manifest, segments) {
  const { number, kind } = manifest;
  const path = pathOf(number, `-${kind}.parquet`);
  checkFile(path, manifest, `compaction ${number}: the file of ${kind}`);
  const rows = [];
  for await (const row of rowsOf(path)) rows.push(row);
  rows.sort((one, other) => one.sequence - other.sequence);
  let at = 0;
  for (const replaced of manifest.replaces) {
    const segment = segments.get(replaced);
    const told = segment.files.find((file) => file.kind === kind);
    const roots = HASHES.map(growRoot);
    const start = at;
    for (; at < rows.length && rows[at].sequence <= segment.last; at += 1)
      for (const [index, hash] of rows[at].hashes.entries()) roots[index].add(hash);
    for (const [index, name] of HASHES.entries())
      if (roots[index].hex() !== told.rows[name] || at - start !== told.count)
        fail(`compaction ${number}: the rows of segment ${replaced} are not those that were sealed`);
  }
  if (at !== rows.length) fail(`compaction ${number}: rows were added`);
}

// --- the history ---

// A common store: the note of all collectors, then each by this program once more.
function verifyShared() {
  const path = join(folder, 'heads.note');
  const heads = readHeads(path);
  const keys = keysIn(heldKeys ?? join(folder, 'keys', 'verifiers.txt'));
  checkSignatures(heads, [...new Set(keys.map((key) => renamed(key, heads.origin)))]);
  const before = olderHead === undefined ? undefined : readHeads(olderHead);
  if (before && (before.origin !== heads.origin || before.number > heads.number))
    fail(`heads.note is older than ${olderHead}, or of another store`);
  const notes = [{ ...heads, path }, ...(before ? [{ ...before, path: olderHead }] : [])];
  const names = [...new Set(notes.flatMap((note) => note.collectors.map(({ name }) => name)))].sort();
  for (const name of names) {
    const own = join(folder, 'collectors', name);
    if (!existsSync(join(own, 'head.note'))) fail(`all logs of the collector ${name} are missing (${own})`);
    const kept = notes.flatMap((note) =>
      note.collectors
        .filter((each) => each.name === name)
        .map((each) => ({ ...each, path: note.path, at: Date.parse(note.time) })),
    );
    const [{ origin }] = kept;
    const told = { keys: [...new Set(keys.map((key) => renamed(key, origin)))], kept };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [process.argv[1], own, '', '', JSON.stringify(told)],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    process.stdout.write(stdout.replaceAll(/^(?=.)/gm, `${name}: `));
    process.stderr.write(stderr.replaceAll(/^(?=.)/gm, `${name}: `));
    if (status !== 0) process.exit(status ?? 1);
  }
  for (const name of readdirSync(join(folder, 'collectors')))
    if (!names.includes(name)) warn(`${name}: the note does not name this collector; it was not verified`);
  say(`${names.length} collectors, signed at ${heads.time} as ${heads.origin}`);
  if (heldKeys === undefined)
    say('The keys came with the store: get them by another way to see that it was not written anew.');
}

if (bound === undefined && existsSync(join(folder, 'heads.note'))) {
  verifyShared();
  process.exit(0);
}

const note = readNote(join(folder, 'head.note'));
const keyCount = checkSignatures(
  note,
  bound?.keys ?? keysIn(heldKeys ?? join(folder, 'keys', 'verifiers.txt')),
);
const stamps = readStamps();
const olders = bound?.kept ?? (olderHead === undefined ? [] : [{ ...readNote(olderHead), path: olderHead }]);
olders.push(...stamps.map(({ older }) => older));
const cosigned = readCosigned();
olders.push(...cosigned);
const cosigners = heldKeys
  ? read(heldKeys, 'the file of keys').toString('utf8').split('\n').filter(isCosigner)
  : [];
const cosignatures = cosigned.flatMap((each) => cosigners.flatMap((vkey) => cosignedAt(each, vkey) ?? []));

function parse(number, text) {
  try {
    return JSON.parse(text);
  } catch {
    return fail(`manifest ${number} was changed`);
  }
}

// Backwards, so that the one that is named is the one that was changed.
const texts = new Map();
for (let number = note.entries; number >= 1; number -= 1) {
  texts.set(number, read(pathOf(number, '.json'), `manifest ${number}`));
  const behind = texts.get(number + 1);
  const expected = behind && parse(number + 1, behind).previous;
  for (const name of HASHES)
    if (behind && digest(name, texts.get(number)).toString('hex') !== expected?.[name])
      fail(`manifest ${number} was changed`);
}

const trees = HASHES.map(growRoot);
const segments = new Map();
const compactions = new Map();
const held = new Map();
let previous = null;
let next = 1;
let removed = 0;
// What is lost, and the last sequence behind each entry.
const gaps = [];
const lasts = [0];
let clock = 0;
let received = 0;
for (let number = 1; number <= note.entries; number += 1) {
  const text = texts.get(number);
  const manifest = parse(number, text);
  const own = Object.fromEntries(HASHES.map((name) => [name, digest(name, text).toString('hex')]));
  if (manifest.version !== 3 || manifest.number !== number) fail(`manifest ${number} was changed`);
  if (previous === null ? manifest.previous !== null : !isSame(manifest.previous, previous))
    fail(`manifest ${number} does not continue the one before: one of them was changed`);
  const take = (entry, kind) =>
    held.delete(`${entry} ${kind}`) || fail(`manifest ${number} speaks of a file that is not held`);
  if (manifest.type === 'segment') {
    const count = manifest.files.reduce((sum, file) => sum + file.count, 0);
    if (manifest.first !== next || manifest.last - manifest.first + 1 !== count || count !== manifest.count)
      fail(`manifest ${number} contradicts the one before`);
    next = manifest.last + 1;
    segments.set(number, manifest);
    for (const { kind } of manifest.files) held.set(`${number} ${kind}`, { number, kind });
    if (manifest.received.from < received) warn(`segment ${number}: the clock was turned back`);
    received = manifest.received.to;
  } else if (manifest.type === 'compaction') {
    for (const replaced of manifest.replaces) take(replaced, manifest.kind);
    compactions.set(number, manifest);
    held.set(`${number} ${manifest.kind}`, { number, kind: manifest.kind });
  } else if (manifest.type === 'tombstone') {
    for (const { entry, kind, count } of manifest.removed) {
      take(entry, kind);
      removed += count;
      if (manifest.at - (segments.get(entry) ?? compactions.get(entry)).received.to < YEAR_MS)
        fail(`manifest ${number} deleted logs that were not kept for 365 days`);
    }
  } else if (manifest.type === 'restoration') {
    const { at, by, reason, same, lost } = manifest;
    if (same.entries >= number || same.last !== lasts[same.entries] || lost.entries <= same.entries)
      fail(`manifest ${number} tells a restoration that cannot be`);
    gaps.push({ at, from: same.entries + 1, to: lost.entries });
    warn(
      `entry ${number}: an older backup was put back (${new Date(at).toISOString()}, ${by}: ${reason}); ` +
        `events that were ${same.last + 1} to ${lost.last} are lost`,
    );
  } else fail(`manifest ${number} is of no kind that is known`);
  lasts.push(next - 1);
  if (manifest.at < clock) warn(`entry ${number}: the clock was turned back`);
  clock = manifest.at;
  previous = own;
  for (const [index, name] of HASHES.entries()) trees[index].add(digest(name, Buffer.of(0), text));
  const now = Object.fromEntries(HASHES.map((name, index) => [name, trees[index].hex()]));
  if (number === note.entries && !isSame(now, note)) fail('the manifests are not those that were signed');
  for (const older of olders) if (number === older.entries && isSame(now, older)) older.isPart = true;
}
if (next - 1 !== note.last) fail('the manifests do not end where the head says');
for (const { origin, entries, path, at, isPart } of olders) {
  if (origin !== note.origin) fail(`${path} is of another archive, or this one was written anew`);
  const isLost = gaps.some((gap) => entries >= gap.from && entries <= gap.to && !(at > gap.at));
  if (isPart) continue;
  if (isLost) warn(`${path} is of what is lost`);
  else if (entries > note.entries) fail(`the end was cut off: ${path} goes up to entry ${entries}`);
  else fail(`the archive does not continue ${path}: it was written anew`);
}

// Whoever seals or compacts may be at the next entry.
const waiting =
  existsSync(join(folder, 'spool')) &&
  readdirSync(join(folder, 'spool')).some((name) => name.endsWith('.spool'));
const making =
  waiting || existsSync(join(folder, 'compacting')) ? String(note.entries + 1).padStart(8, '0') : undefined;
const known = new Set(
  Array.from({ length: note.entries }, (_, index) => `${String(index + 1).padStart(8, '0')}`),
);
for (const name of readdirSync(join(folder, 'segments'))) {
  const [number, rest] = [name.slice(0, 8), name.slice(8)];
  // What was put there behind the signed head is part of nothing: a common store is copied while collectors write.
  if (number === making || (bound && Number(number) > note.entries)) continue;
  // Half written by a collector that was killed: nothing reads it.
  if (bound && /\.[0-9a-f]{8}-[0-9a-f-]{27}$/.test(rest)) continue;
  const kind = /^-([a-z]+)\.parquet$/.exec(rest)?.[1];
  const segment = segments.get(Number(number));
  const isOwn =
    segment?.files.some((file) => file.kind === kind) || compactions.get(Number(number))?.kind === kind;
  if (!known.has(number) || (rest !== '.json' && !(kind && isOwn))) fail(`${name} was added`);
}

const files = Map.groupBy(held.values(), ({ number }) => number);
for (const number of [...files.keys()].sort((one, other) => one - other)) {
  const kinds = files.get(number).map(({ kind }) => kind);
  if (segments.has(number)) await checkSegment(segments.get(number), kinds);
  else await checkCompaction(compactions.get(number), segments);
}

const gone = removed > 0 ? `, ${removed} of them deleted after their time` : '';
say(`${note.last} events in ${segments.size} segments${gone}, by ${HASHES.join(' and ')}`);
for (const { at, by, older } of stamps)
  say(`the head of entry ${older.entries} was time-stamped at ${at} by a certificate of ${by}`);
for (const { name, at, entries } of cosignatures)
  say(`the head of entry ${entries} was cosigned at ${at} by ${name}`);
if (cosigned.length > 0 && cosigners.length === 0)
  say(
    `${cosigned.length} cosigned heads are part of the history; add the superior's key to verifiers.txt to verify by whom.`,
  );
say(`signed by ${keyCount} keys at ${note.time} as ${note.origin}`);
if (heldKeys === undefined && !bound)
  say('The keys came with the archive: get them by another way to see that it was not written anew.');
