// The daily drop: files come into a folder while the service runs, is away and is back, and the
// watch itself ends and begins again.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, readdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';

import {list} from './decisions.mjs';
import {binary, Server, until} from './server.mjs';
import {passwordsOf} from './staff.mjs';

suite('import --watch', {timeout: 120_000}, () => {
  let server, passwords, folder, watch;

  before(async () => {
    server = await Server.create();
    passwords = passwordsOf(await server.run('demo --count', '20'));
    folder = join(server.folder, 'drop');
    await mkdir(folder);
  });
  after(async () => {
    watch?.child.kill('SIGKILL');
    await server?.remove();
  });

  async function begin(format = 'court-ndjson') {
    const child = spawn(binary, ['import', '--watch', folder, '--by', 'judge', '--config',
                                 join(server.folder, 'config.yaml'), '--format', format]);
    watch = {child, said: ''};
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { watch.said += text; });
    }
    child.stdin.end(`${passwords.judge}\n`);
    await says(/^watching /m);
  }
  async function end(signal = 'SIGTERM') {
    const ended = once(watch.child, 'exit');
    watch.child.kill(signal);
    const how = await ended;
    if (signal === 'SIGTERM') assert.deepEqual(how, [0, null], watch.said);
  }
  const says = (words) => until(`${words} to be said`, () => {
    assert.equal(watch.child.exitCode, null, watch.said);
    return words.test(watch.said);
  });

  const rows = (...all) => all.map((row) => `${JSON.stringify(row)}\n`).join('');
  // As a careful sender does it.
  async function drop(name, text) {
    await writeFile(join(folder, `${name}.part`), text);
    await rename(join(folder, `${name}.part`), join(folder, name));
  }
  const names = async (of) => (await readdir(join(folder, of))).sort();

  test('takes what was there, and what comes, without a service', async () => {
    await drop('early.ndjson', rows(list(1), list(2)));
    await begin();
    await says(/^early.ndjson: accepted 2, already there 0, refused 0; moved to done\/early/m);
    await writeFile(join(folder, 'again.ndjson'), rows(list(1), list(2), list(3)));
    await says(/^again.ndjson: accepted 1, already there 2, refused 0;/m);
    assert.deepEqual(await names('done'), ['again.ndjson', 'early.ndjson']);
  });

  test('gives refused rows back beside their file, and goes on', async () => {
    await drop('early.ndjson', rows({...list(4), grounds: []}, list(5)));
    await says(/refused 1; moved to done\/early-2.ndjson; refused rows in .*-2.ndjson.rejects/m);
    const [refused] = (await readFile(join(folder, 'done/early-2.ndjson.rejects.ndjson'), 'utf8'))
                          .trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(refused.line, 1);
    assert.ok(refused.reasons.length > 0);
    await drop('later.ndjson', rows(list(6)));
    await says(/^later.ndjson: accepted 1,/m);
    assert.ok(!watch.said.includes('3611021900'), 'no number is said');
    await end();
  });

  test('brings what waited while it was away, across a kill and a restart of the service',
       async () => {
    await drop('missed.ndjson', rows(list(1), list(7)));
    await server.start();
    await begin();
    await says(/^missed.ndjson: accepted 1, already there 1,/m);
    await server.stop();
    await server.start();
    await drop('after.ndjson', rows(list(8)));
    await says(/^after.ndjson: accepted 1,/m);
    await end('SIGKILL');
    await drop('then.ndjson', rows(list(8), list(9)));
    await begin();
    await says(/^then.ndjson: accepted 1, already there 1,/m);
    await end();
    assert.deepEqual((await readdir(folder)).sort(), ['done', 'failed']);
    assert.match(await server.run('fsck'), / 0 faults/);
  });

  test('moves a workbook that is none to failed, with the reason', async () => {
    await begin('court-xlsx');
    await drop('list.xlsx', 'no workbook');
    await says(/^list.xlsx: failed: .*; moved to failed\/list.xlsx$/m);
    assert.deepEqual(await names('failed'), ['list.xlsx', 'list.xlsx.reason.txt']);
    assert.match(await readFile(join(folder, 'failed/list.xlsx.reason.txt'), 'utf8'), /\.xlsx/);
    await end();
  });

  test('a wrong password ends it before it takes anything', async () => {
    const {code, stderr} = await server.cli('import --format court-ndjson --watch', folder, '--by',
                                           'judge');
    assert.notEqual(code, 0);
    assert.match(stderr, /口令/);
  });
});
