// A reader of a tiled transparency log, written from the specifications alone (RFC 6962, C2SP
// tlog-tiles, tlog-checkpoint, signed-note) with node's own cryptography.
import assert from 'node:assert/strict';
import {createHash, createPublicKey, verify} from 'node:crypto';

const tileWidth = 256;
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
export const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

// MTH of RFC 6962 §2.1.
export function rootOf(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

// {name, id, key} of name+id+base64.
export function parseVerifier(text) {
  const [, name, id, data] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const bytes = Buffer.from(data, 'base64');
  assert.equal(bytes.length, 33);
  assert.equal(bytes[0], 1, 'Ed25519');
  assert.equal(sha256(Buffer.from(`${name}\n`), bytes).toString('hex', 0, 4), id);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return {name, id, key: createPublicKey({key: der, format: 'der', type: 'spki'})};
}

// {origin, size, root} of a checkpoint that the verifier signed.
export function openCheckpoint(note, {name, id, key}) {
  const blank = note.lastIndexOf('\n\n');
  const text = note.slice(0, blank + 1);
  const line = note.slice(blank + 2).split('\n').find((each) => each.startsWith(`— ${name} `));
  assert.ok(line, `a signature of ${name}`);
  const bytes = Buffer.from(line.split(' ')[2], 'base64');
  assert.equal(bytes.toString('hex', 0, 4), id);
  assert.ok(verify(null, Buffer.from(text), key, bytes.subarray(4)), 'the signature');
  const [origin, size, root] = text.split('\n');
  assert.match(size, /^(0|[1-9]\d*)$/);
  assert.equal(origin, name);
  return {origin, size: Number(size), root: Buffer.from(root, 'base64')};
}

// tile/<level>/<index>[.p/<width>], and `entries` for a level.
export function tilePath(level, index, width) {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  }
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
}

// Every [path, width] of a level of a tree.
export function tilesOf(size, level) {
  const hashes = Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level));
  const tiles = [];
  for (let at = 0; at < hashes; at += tileWidth) {
    const width = Math.min(tileWidth, hashes - at);
    tiles.push([tilePath(level, at / tileWidth, width), width]);
  }
  return tiles;
}

export class Log {
  // `prefix` is the address that the log's names are below.
  constructor(prefix, verifier) {
    this.prefix = prefix;
    this.verifier = parseVerifier(verifier);
  }

  async fetch(path) {
    const answer = await fetch(`${this.prefix}/${path}`);
    assert.equal(answer.status, 200, `${path}: ${answer.status}`);
    return answer;
  }
  async bytes(path) {
    const answer = await this.fetch(path);
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
    return Buffer.from(await answer.arrayBuffer());
  }

  // {note, origin, size, root}
  async checkpoint() {
    const note = await (await this.fetch('checkpoint')).text();
    return {note, ...openCheckpoint(note, this.verifier)};
  }

  // The entries of the tree of that size, as its bundles hold them.
  async entries(size) {
    const entries = [];
    for (const [path, width] of tilesOf(size, 'entries')) {
      const bundle = await this.bytes(path);
      let at = 0;
      for (let i = 0; i < width; ++i) {
        const length = bundle.readUInt16BE(at);
        entries.push(bundle.subarray(at + 2, at + 2 + length));
        at += 2 + length;
      }
      assert.equal(at, bundle.length, path);
    }
    return entries;
  }

  // The hashes of one level.
  async hashes(size, level) {
    const hashes = [];
    for (const [path, width] of tilesOf(size, level)) {
      const tile = await this.bytes(path);
      assert.equal(tile.length, width * 32, path);
      for (let i = 0; i < width; ++i) hashes.push(tile.subarray(32 * i, 32 * i + 32));
    }
    return hashes;
  }
}
