// The life of one process: it ends cleanly under whoever is connected, shares its store with no
// second one, and lets the operator's commands work beside it and without it.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';
import {parse} from 'yaml';

import {list} from './decisions.mjs';
import {Partner} from './partner.mjs';
import {Server, until} from './server.mjs';
import {Desk, passwordsOf} from './staff.mjs';

const surfaces = ['public', 'partner', 'staff', 'ops'];

suite('one process', {timeout: 300_000}, () => {
  let server, passwords, desk, partner;

  before(async () => {
    server = await Server.create();
    passwords = passwordsOf(await server.run('demo --count', '60', '--seed', '5'));
    await server.start();
    desk = await Desk.open(server, passwords);
    partner = await Partner.add(server, 'waiting', ['rail']);
  });
  after(() => server?.remove());

  const isWhole = async () => assert.match(await server.run('fsck'), / 0 faults/);

  // A connection that asked once, was answered and stays open.
  async function idle(surface) {
    const socket = connect(server.listen[surface].port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /healthz HTTP/1.1\r\nHost: court\r\nConnection: keep-alive\r\n\r\n');
    await once(socket, 'data');
    return socket;
  }

  // Asks for the whole feed so often that no buffer holds the answers, and reads none of them.
  // Returns once the server has stopped answering, because nothing more goes through.
  async function sleeping() {
    const socket = connect(server.listen.partner.port, '127.0.0.1').pause();
    socket.on('error', () => {});
    const request = 'GET /feeds/rail/snapshot HTTP/1.1\r\nHost: court\r\n' +
        `Authorization: Bearer ${partner.key}\r\n\r\n`;
    socket.write(request.repeat(900));
    const answered = () => server.log.split('/feeds/{feed}/snapshot').length;
    let before = 0;
    let quiet = 0;
    await until('the server to wait for its reader', () => {
      quiet = answered() === before && before > 1 ? quiet + 1 : 0;
      before = answered();
      return quiet > 10;
    });
    assert.ok(before < 900, 'some answers are still to be written');
    return socket;
  }

  test('ends by SIGTERM within two seconds, whoever waits, streams or reads slowly', async () => {
    await desk.decide(list(1));
    const sockets = [...await Promise.all(surfaces.map(idle)), await sleeping()];
    const {lastSeq} = await partner.head('rail');
    const since = `since=${lastSeq}&heartbeat=600000&timeout=600000`;
    const poll = partner.fetch(`/feeds/rail/_changes?feed=longpoll&${since}`)
                     .then((answer) => answer.text()).catch(() => 'cut');
    const stream = await partner.fetch(`/feeds/rail/_changes?feed=eventsource&${since}`);
    assert.equal(stream.status, 200);
    const streamed = stream.text().catch(() => 'cut');

    const began = performance.now();
    await server.stop();  // fails unless the exit code is 0
    const took = performance.now() - began;
    assert.ok(took <= 2000, `the server took ${took} ms to end`);
    await Promise.all([poll, streamed]);
    for (const socket of sockets) socket.destroy();
    await isWhole();
    await server.start();
    const {documents} = await partner.snapshot('rail');
    assert.ok(documents.some(({names}) => names[0] === list(1).subject.name));
  });

  test('does not share its store', async () => {
    const {data, keys} = parse(await readFile(join(server.folder, 'config.yaml'), 'utf8'));
    const second = await Server.create({data, keys});
    try {
      const {code, stderr} = await second.cli('serve');
      assert.equal(code, 3);
      assert.match(stderr, /another process/);
    } finally {
      await second.remove();
    }
    assert.ok(await server.isReady());
  });

  test('says which address is taken', async () => {
    const second = await Server.create({listen: server.listen});
    try {
      const {code, stderr} = await second.cli('serve');
      assert.equal(code, 3);
      assert.match(stderr, new RegExp(`${server.listen.public.port}`));
    } finally {
      await second.remove();
    }
  });

  // Each on persons, a partner and a folder of its own number.
  async function commands(n) {
    assert.match(await server.run('staff list'), /^president +president +active/m);
    assert.match(await server.run('partner add', `partner-${n}`, '--feeds', 'rail,bank_credit'),
                 /^[A-Za-z0-9_-]{43}$/m);
    assert.match(await server.run('partner list'), new RegExp(`^partner-${n} +active`, 'm'));

    const file = join(server.folder, `rows-${n}.ndjson`);
    await writeFile(file, [list(n), list(n + 1)].map((row) => `${JSON.stringify(row)}\n`).join(''));
    const bring = (...options) =>
        server.runWith(`${passwords.judge}\n`, 'import', file, '--by', 'judge', ...options);
    assert.match(await bring('--dry-run'), /^accepted 2,/);
    assert.match(await bring(), /^accepted 2,/);
    assert.match(await bring(), /^accepted 0, already there 2/);
    await assert.rejects(server.run('import', file, '--by', 'judge'), /口令/);  // nobody is there

    await isWhole();
    await server.run('backup', join(server.folder, `backup-${n}`));
    const again = await server.cli('backup', join(server.folder, `backup-${n}`));
    assert.notEqual(again.code, 0, 'a backup overwrites none');
    const unknown = await server.cli('partner show', 'nobody');
    assert.equal(unknown.code, 1);
  }

  test('lets the commands work beside it', () => commands(10));

  test('lets the commands work without it', async () => {
    await server.stop();
    await commands(20);
    await server.start();
    const {feeds} = await partner.json('/feeds');
    assert.deepEqual(feeds.map(({feed}) => feed), ['rail']);
  });
});
