// Every surface under TLS: what a browser and a partner's program meet when the configuration names
// a certificate.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {request} from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';

import {Server} from './server.mjs';
import {passwordsOf} from './staff.mjs';

const surfaces = ['public', 'partner', 'staff', 'ops'];

suite('TLS', {timeout: 120_000}, () => {
  let folder, server, ca, passwords;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shixin-tls-'));
    const tls = {cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem')};
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
      '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1',
      '-out', tls.cert, '-keyout', tls.key], {stdio: 'ignore'});
    ca = await readFile(tls.cert);
    server = await Server.create({}, {tls});
    passwords = passwordsOf(await server.run('demo --count', '20'));
    await server.start();
  });
  after(async () => {
    await server?.remove();
    await rm(folder, {recursive: true, force: true});
  });

  // {status, headers, body} of a client that trusts this certificate alone.
  const ask = (surface, path, {method = 'GET', headers = {}, body} = {}) =>
      new Promise((resolve, reject) => {
        const asked = request(server.url(surface, path), {method, headers, ca}, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (piece) => { text += piece; });
          answer.on('end', () => resolve({
            status: answer.statusCode, headers: answer.headers, body: text,
          }));
        });
        asked.on('error', reject).end(body);
      });

  test('is spoken by every surface, and plain HTTP by none', async () => {
    for (const surface of surfaces) {
      assert.equal((await ask(surface, '/healthz')).status, 200, surface);
      const inTheClear = server.url(surface, '/healthz').replace('https:', 'http:');
      await assert.rejects(fetch(inTheClear), surface);
    }
  });

  test('keeps the session cookie off plain connections', async () => {
    const {status, headers} = await ask('staff', '/api/v1/session', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({name: 'judge', password: passwords.judge}),
    });
    assert.equal(status, 201);
    assert.match(headers['set-cookie'][0], /; Secure/);
  });

  test('leaves the commands as they are', async () => {
    assert.match(await server.run('fsck'), / 0 faults/);
  });
});
