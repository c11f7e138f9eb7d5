// The published list against the library's export, beside the service and without it.
import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';

import {repository, Server} from './server.mjs';
import {passwordsOf} from './staff.mjs';

suite('reconcile', {timeout: 120_000}, () => {
  let server, exported, out;

  before(async () => {
    server = await Server.create();
    const passwords = passwordsOf(await server.run('demo --count', '5', '--seed', '9'));
    const path = join(repository, 'schemas/samples/zxgk.json');
    exported = JSON.parse(await readFile(path, 'utf8')).data[0].disp_data.filter(
        ({cardNum, publishDate, disruptTypeName}) =>
            !cardNum.includes('*') && publishDate && disruptTypeName);
    // Some of the others are there to be refused.
    const brought = await server.cliWith(`${passwords.judge}\n`, 'import',
                                         await write('list.json', exported), '--by', 'judge',
                                         '--format', 'zxgk-json', '--migrate');
    const [, batch] = brought.stdout.match(/--confirm (\S+)/);
    await server.runWith(`${passwords.president}\n`, 'import --confirm', batch, '--by',
                         'president');
    out = join(server.folder, 'findings.ndjson');
  });
  after(() => server?.remove());

  async function write(name, records) {
    const path = join(server.folder, name);
    await writeFile(path, JSON.stringify(records));
    return path;
  }

  async function finds() {
    const [first, second] = exported;
    const changed = {...first, duty: '另一义务'};
    const theirs = [changed, changed, {...second, caseCode: '(2025)赣1102执999号'}];
    const {code, stdout, stderr} =
        await server.cli('reconcile', await write('theirs.json', theirs), '--out', out);
    assert.equal(code, 1, stderr);
    assert.match(stdout, /^differs 1: duty 1$/m);
    assert.match(stdout, /^only there 1: nothing 1$/m);
    assert.match(stdout, /^repeated 1$/m);
    assert.match(stdout, /^only here [1-9]/m);
    const text = await readFile(out, 'utf8');
    const found = text.trimEnd().split('\n').map((line) => JSON.parse(line));
    const differs = found.find(({outcome}) => outcome === 'differs');
    assert.deepEqual(differs.fields, ['duty']);
    assert.equal(differs.number, `${first.cardNum.slice(0, 10)}********`);
    assert.equal(found.filter(({outcome}) => outcome === 'only_here').length,
                 Number(stdout.match(/^only here (\d+)/m)[1]));
    for (const {cardNum, partyTypeName} of exported) {
      if (partyTypeName === '0') assert.ok(!text.includes(cardNum), 'no whole number is written');
    }
    const itself = await server.cli('reconcile', out, '--out', out);
    assert.notEqual(itself.code, 0, 'the export is not overwritten');
    assert.equal(await readFile(out, 'utf8'), text);
  }

  test('without the service', finds);
  test('beside the service', async () => {
    await server.start();
    await finds();
    assert.match(await server.run('fsck'), / 0 faults/);
  });
});
