// The shell loop which the README offers partners with cron and curl keeps a true copy too.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';
import {promisify} from 'node:util';

import {lift, list, person, remove} from './decisions.mjs';
import {Partner} from './partner.mjs';
import {repository, Server} from './server.mjs';
import {Desk, passwordsOf} from './staff.mjs';

const feed = 'rail';
const run = promisify(execFile);

suite('a copy kept by curl_copy.sh', {timeout: 600_000}, () => {
  let server, desk, partner, file;

  before(async () => {
    server = await Server.create();
    const demo = await server.run('demo --count', '1200', '--seed', '8');  // more than one page
    await server.start();
    desk = await Desk.open(server, passwordsOf(demo));
    partner = await Partner.add(server, 'curl', [feed]);
    file = join(server.folder, 'copy.json');
  });
  after(() => server?.remove());

  // One turn of cron; returns what the copy then holds, proven against the feed.
  async function pull() {
    await run(join(repository, 'tests/e2e/curl_copy.sh'),
              [partner.url(`/feeds/${feed}`), partner.key, file]);
    const {documents} = JSON.parse(await readFile(file, 'utf8'));
    await partner.proveHolding(feed, Object.values(documents));
    return JSON.stringify(documents);
  }
  const numberOf = (n) => person(n).documents[0].number;

  test('holds the whole list, page by page', async () => {
    await pull();
  });

  test('takes a listing and its removal', async () => {
    await desk.decide(list(1));
    assert.ok((await pull()).includes(numberOf(1)));
    await desk.decide(remove(1));
    await desk.decide(lift(1));
    assert.ok(!(await pull()).includes(numberOf(1)));
  });

  test('fails aloud while the server is away, and then goes on', async () => {
    await desk.decide(list(2));
    await server.kill();
    await assert.rejects(pull(), ({code}) => code !== 0);
    await server.start();
    assert.ok((await pull()).includes(numberOf(2)));
  });

  test('starts over by itself when the list was restored', async () => {
    const backup = join(server.folder, 'backup');
    await server.run('backup', backup);
    await desk.decide(list(3));
    assert.ok((await pull()).includes(numberOf(3)));
    await server.stop();
    await server.run('restore', backup);
    await server.run('restore --confirm');
    await server.start();
    const held = await pull();
    assert.ok(!held.includes(numberOf(3)));
    assert.ok(held.includes(numberOf(2)));
  });
});
