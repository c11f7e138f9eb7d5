// The definition of a feed changes while it is served and the court decides on; an independent
// CouchDB client that replicates it live comes through, as the protocol tells it to.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {cp, readFile, rm, writeFile} from 'node:fs/promises';
import {request} from 'node:http';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';
import {parse, stringify} from 'yaml';

import {lift, list, person, remove} from './decisions.mjs';
import {Partner} from './partner.mjs';
import {PouchCopy} from './pouch_copy.mjs';
import {repository, Server, until} from './server.mjs';
import {Desk, passwordsOf} from './staff.mjs';

const feed = 'rail';
const isPerson = (n) => ({documents}) =>
    documents?.some(({number}) => number === person(n).documents[0].number);

suite('PouchDB through a change of definition', {timeout: 600_000}, () => {
  let server, desk, partner, copy, feeds;
  let next = 0;  // of the people about whom nothing was decided yet

  before(async () => {
    server = await Server.create();
    feeds = join(server.folder, 'feeds');
    await cp(join(repository, 'feeds'), feeds, {recursive: true});
    const config = join(server.folder, 'config.yaml');
    await writeFile(config, stringify({...parse(await readFile(config, 'utf8')), feeds}));
    const demo = await server.run('demo --count', '1500', '--seed', '7');
    await server.start();
    desk = await Desk.open(server, passwordsOf(demo));
    partner = await Partner.add(server, 'pouch', [feed, 'hotel']);
    copy = new PouchCopy(partner, feed);
  });
  after(() => server?.remove());

  // Changes members of a view or feed in its file.
  async function change(name, members) {
    const path = join(feeds, name);
    await writeFile(path, stringify({...parse(await readFile(path, 'utf8')), ...members}));
  }
  const definition = async (name) => parse(await readFile(join(feeds, name), 'utf8'));
  const describe = async (name) => {
    const {feeds: all} = await partner.json('/feeds');
    return all.find(({feed: one}) => one === name);
  };
  const generation = async () => (await describe(feed)).generation;

  // Lists people and takes some of them out again for as long as `work` takes.
  async function whileDeciding(work) {
    let over = false;
    const going = (async () => {
      while (!over) {
        const n = ++next;
        await desk.decide(list(n));
        if (n % 2) continue;
        await desk.decide(remove(n));
        await desk.decide(lift(n));
      }
    })();
    await work().finally(() => { over = true; });
    await going;
  }
  async function holdsWhoeverIsListed(documents) {
    for (let n = 1; n <= next; ++n) {
      assert.equal(documents.some(isPerson(n)), n % 2 === 1, `person ${n}`);
    }
  }

  // Asks for the reload as the command does, and calls `then` when the first batch is told. Returns
  // all that was said.
  async function reloadUntilFirstWord(then) {
    const asked = request({
      socketPath: join(server.folder, 'data', 'ops.sock'), method: 'POST',
      path: '/admin/feeds/reload', headers: {'Content-Type': 'application/json'},
    }).end('{}');
    const [answer] = await once(asked, 'response');
    let said = '';
    let done;
    try {
      for await (const piece of answer.setEncoding('utf8')) {
        said += piece;
        done ??= then();
      }
    } catch {}  // it was cut off
    assert.ok(await done);
    return said;
  }

  // As the protocol tells a client that was answered 410.
  async function comeThrough() {
    await assert.rejects(copy.pull(), ({status}) => status === 410);
    const refusal = await partner.fetch(`/feeds/${feed}/_changes?since=0`);
    assert.equal(refusal.status, 410);
    assert.equal((await refusal.json()).error, 'generation_changed');
    await copy.discard();
    await partner.declareDiscarded(feed);
    copy.follow();
    await copy.catchUp();
    await partner.proveHolding(feed, await copy.documents());
  }
  const isClean = async () => {
    const {code, stdout} = await server.cli('fsck');
    assert.equal(code, 0, stdout);
  };

  test('it follows while a field is added, and comes through', async () => {
    copy.follow();
    await copy.catchUp();
    const before = await generation();
    const {fields} = await definition('views/travel.yaml');
    await change('views/travel.yaml', {fields: [...fields, 'sex']});
    const waiting = partner.fetch(`/feeds/hotel/_changes?feed=longpoll&since=now&timeout=60000`);
    let said;
    await whileDeciding(async () => { said = await server.run('feeds --reload'); });
    assert.match(said, /built anew.* travel/);
    assert.notEqual(await generation(), before);
    assert.ok((await describe(feed)).fields.includes('sex'));
    const other = await (await waiting).json();
    assert.ok(other.results.length > 0, 'a feed of another view goes on');
    await copy.unfollow();
    await comeThrough();
    const documents = await copy.documents();
    assert.ok(documents.some(({sex}) => sex));
    await holdsWhoeverIsListed(documents);
    await isClean();
  });

  test('an event stream ends with the reason, though nobody decides', async () => {
    const {roles} = await definition('views/travel.yaml');
    await change('views/travel.yaml', {roles: roles.filter((role) => role !== 'principal')});
    const stream = await partner.fetch(
        `/feeds/${feed}/_changes?feed=eventsource&since=now&heartbeat=60000`);
    assert.equal(stream.status, 200);
    await server.run('feeds --reload');
    assert.match(await stream.text(), /event: end\ndata: .*generation_changed/);
    await copy.unfollow();
    await comeThrough();
    assert.ok(!(await describe(feed)).roles.includes('principal'));
    await isClean();
  });

  test('a wrong file is refused with its path, and nothing changes', async () => {
    const was = await describe(feed);
    const right = await readFile(join(feeds, 'views/travel.yaml'), 'utf8');
    await change('views/travel.yaml', {roles: ['debtor', 'neighbour']});
    await change('rail.yaml', {title: '另一题名'});
    const {code, stderr} = await server.cli('feeds --reload');
    assert.equal(code, 1);
    assert.match(stderr, /feeds\/views\/travel\.yaml: roles/);
    assert.deepEqual({...(await describe(feed)), head: null}, {...was, head: null});
    await desk.decide(list(++next));
    await copy.catchUp();
    await writeFile(join(feeds, 'views/travel.yaml'), right);
    assert.equal(await server.run('feeds --reload'), 'feed described anew: rail\n');
    assert.equal((await describe(feed)).title, '另一题名');
    assert.equal(await server.run('feeds --reload'), 'nothing differs from what is served\n');
  });

  test('a feed that is taken out is not there any more; by SIGHUP', async () => {
    assert.ok(await describe('hotel'));
    const hotel = await readFile(join(feeds, 'hotel.yaml'));
    await rm(join(feeds, 'hotel.yaml'));
    server.process.kill('SIGHUP');
    await until('the feed to be gone', async () => !(await describe('hotel')));
    assert.equal((await partner.fetch('/feeds/hotel/_changes')).status, 403);
    assert.ok(await describe(feed));
    await writeFile(join(feeds, 'hotel.yaml'), hotel);
    await server.run('feeds --reload');
    assert.ok(await describe('hotel'));
  });

  test('killed in the middle of a building, the next start brings it up', async () => {
    await copy.unfollow();
    const before = await generation();
    const {fields} = await definition('views/travel.yaml');
    await change('views/travel.yaml', {fields: fields.filter((field) => field !== 'sex')});
    const said = await reloadUntilFirstWord(() => server.kill());
    assert.match(said, /^{"view":"travel","subjects":500}\n/);
    assert.doesNotMatch(said, /changed/);
    await server.start();
    assert.notEqual(await generation(), before);
    await comeThrough();
    assert.ok((await copy.documents()).every(({sex}) => sex === undefined));
    await isClean();
    await copy.unfollow();
  });
});
