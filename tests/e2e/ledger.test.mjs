// The ledger as somebody outside sees it who knows the specifications and no more: what is signed
// is what the entries make, it grows and is never rewritten, whatever happens to the server; and
// `shixin verify` says the same, and says no to whatever was altered.
import assert from 'node:assert/strict';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {after, before, suite, test} from 'node:test';

import {list, person, remove} from './decisions.mjs';
import {Server} from './server.mjs';
import {Desk, Officer, passwordsOf} from './staff.mjs';
import {leafHash, Log, rootOf, tilesOf} from './tlog.mjs';

const verifierIn = (printed) => /^ *(\S+\+[0-9a-f]{8}\+\S+)$/m.exec(printed)[1];

suite('the ledger', {timeout: 300_000}, () => {
  let server, desk, inspector, log, key;
  const kept = [];  // checkpoints, in the order in which they were seen

  before(async () => {
    server = await Server.create();
    const passwords = passwordsOf(await server.run('demo --count', '300', '--seed', '4'));
    await server.start();
    desk = await Desk.open(server, passwords);
    inspector = await Officer.signIn(server, 'inspector', passwords.inspector);
    key = verifierIn(await server.run('ledger'));
    log = new Log(server.url('public'), key);
  });
  after(() => server?.remove());

  // Reads the whole log, and holds it against every checkpoint that was kept.
  async function look() {
    const checkpoint = await log.checkpoint();
    const entries = await log.entries(checkpoint.size);
    const leaves = entries.map(leafHash);
    assert.deepEqual(rootOf(leaves), checkpoint.root);
    assert.deepEqual(await log.hashes(checkpoint.size, 0), leaves);
    const tops = await log.hashes(checkpoint.size, 1);
    tops.forEach((top, i) =>
        assert.deepEqual(top, rootOf(leaves.slice(256 * i, 256 * i + 256)), `level 1, ${i}`));
    for (const before of kept) {
      assert.deepEqual(rootOf(leaves.slice(0, before.size)), before.root);
      assert.equal(checkpoint.origin, before.origin);
    }
    kept.push(checkpoint);
    return {checkpoint, entries};
  }
  const file = (name) => join(server.folder, name);
  async function save(name, content) {
    await mkdir(dirname(file(name)), {recursive: true});
    await writeFile(file(name), content);
    return file(name);
  }
  // Fails unless the command ends so; what it said.
  async function expect(code, command, ...rest) {
    const ended = await server.cli(command, ...rest);
    assert.equal(ended.code, code, ended.stdout + ended.stderr);
    return ended.stdout + ended.stderr;
  }

  test('signs what its entries make', async () => {
    const {checkpoint, entries} = await look();
    assert.ok(checkpoint.size > 256, `${checkpoint.size} decisions reach a second tile`);
    assert.match(checkpoint.origin, /^shixin\/赣1102\/[0-9a-f]{8}$/);
    entries.forEach((entry, i) => {
      assert.equal(entry.length, 1 + 8 + 32 + 32);
      assert.equal(entry[0], 1);
      assert.equal(entry.readBigUInt64BE(1), BigInt(i + 1));
    });
  });

  test('grows by a decision, through a restart and a kill, and is never rewritten', async () => {
    const sizes = [kept.at(-1).size];
    const grow = async (n) => {
      await desk.decide(list(n));
      const {checkpoint} = await look();
      assert.equal(checkpoint.size, sizes.at(-1) + 1);
      sizes.push(checkpoint.size);
    };
    await grow(1);
    await server.stop();
    await server.start();
    assert.equal((await look()).checkpoint.note, kept.at(-2).note);
    await grow(2);
    await server.kill();
    await server.start();
    assert.equal((await look()).checkpoint.note, kept.at(-2).note);
    await grow(3);
    await desk.decide(remove(1));
    await look();
    assert.match(await server.run('fsck'), / 0 faults/);
  });

  test('serves nothing that was not signed', async () => {
    const {size} = kept.at(-1);
    for (const path of [`tile/0/${String(Math.floor(size / 256)).padStart(3, '0')}`,
                        `tile/0/00${Math.floor(size / 256)}.p/${size % 256 + 1}`, 'tile/2/000.p/1',
                        'tile/0/x000/000', 'tile/0/0', 'tile/entries/999']) {
      assert.equal((await fetch(server.url('public', `/${path}`))).status, 404, path);
    }
  });

  test('is checked offline by `verify checkpoint` and `verify consistency`', async () => {
    const [first, last] = [kept[0], kept.at(-1)];
    const older = await save('older.txt', first.note);
    const newer = await save('newer.txt', last.note);
    assert.match(await expect(0, 'verify checkpoint', newer, '--key', key),
                 new RegExp(`${last.origin} signed a tree of ${last.size} decisions`));
    const forged = await save('forged.txt', last.note.replace(`\n${last.size}\n`, '\n999999\n'));
    await expect(1, 'verify checkpoint', forged, '--key', key);
    await expect(1, 'verify checkpoint', await save('cut.txt', last.note.slice(0, -9)), '--key',
                 key);
    await expect(2, 'verify checkpoint', newer, '--key', key.slice(0, -1));
    await expect(3, 'verify checkpoint', file('nothing.txt'), '--key', key);

    const consistency = (status) =>
        expect(status, 'verify consistency', older, newer, '--key', key, '--tiles', file('saved'));
    // Names what is missing, which is fetched as its help says.
    const missing = [...(await consistency(3)).matchAll(/^ +(tile\S+) is missing$/gm)];
    assert.ok(missing.length > 0);
    for (const [, name] of missing) await save(join('saved', name), await log.bytes(name));
    assert.match(await consistency(0), new RegExp(`the ${first.size} decisions of`));
    await expect(1, 'verify consistency', newer, older, '--key', key, '--tiles', file('saved'));

    const [, spoiled] = missing[0];
    const tile = await readFile(file(join('saved', spoiled)));
    tile.forEach((byte, i) => { tile[i] = byte ^ 1; });
    await save(join('saved', spoiled), tile);
    assert.match(await consistency(1), /rewritten/);
  });

  test('proves one decision to an inspector, and `verify proof` shows what it says', async () => {
    const decided = await desk.decide(list(4));
    const answer = await inspector.fetch('GET', `/decisions/${decided.id}/proof`);
    assert.equal(answer.status, 200);
    const document = await answer.text();
    assert.match(document, /^c2sp\.org\/tlog-proof@v1\nextra /);
    const said = await expect(0, 'verify proof', await save('own.tlog-proof', document), '--key',
                              key);
    const {checkpoint} = await look();
    assert.match(said, new RegExp(`as number ${checkpoint.size} of the ${checkpoint.size}`));
    assert.ok(said.includes(person(4).name) && said.includes(person(4).documents[0].number));
    const altered = document.replace(/^extra (.)/m, (_, c) => `extra ${c === 'A' ? 'B' : 'A'}`);
    await expect(1, 'verify proof', await save('altered.tlog-proof', altered), '--key', key);
    const moved = document.replace(/^index \d+$/m, 'index 0');
    await expect(1, 'verify proof', await save('moved.tlog-proof', moved), '--key', key);
  });

  test('is another log after a restore, and shows nothing before it is confirmed', async () => {
    const backup = file('backup');
    await server.run('backup', backup);
    await desk.decide(list(5));
    const lost = await log.checkpoint();
    await server.stop();
    await server.run('restore', backup);
    await server.start({status: 503});
    assert.equal((await fetch(server.url('public', '/checkpoint'))).status, 503);
    assert.equal((await fetch(server.url('public', '/tile/0/000'))).status, 503);
    const printed = await server.run('restore --confirm');
    const next = verifierIn(printed);
    assert.notEqual(next, key);
    const restored = new Log(server.url('public'), next);
    const checkpoint = await restored.checkpoint();
    assert.equal(checkpoint.size, lost.size - 1);
    assert.notEqual(checkpoint.origin, lost.origin);
    const leaves = (await restored.entries(checkpoint.size)).map(leafHash);
    assert.deepEqual(rootOf(leaves), checkpoint.root);
    assert.equal(tilesOf(checkpoint.size, 0).length, Math.ceil(checkpoint.size / 256));
    assert.match(await server.run('fsck'), / 0 faults/);
  });
});
