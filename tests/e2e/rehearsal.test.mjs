// A court rehearses: on a store of its own, under a clock that the operator moves. What ends by
// time ends in order and reaches every feed, and whatever is shown says 演练.
import assert from 'node:assert/strict';
import {cp, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';

import {day, exempt, holdInCountry, list, person} from './decisions.mjs';
import {Description} from './openapi.mjs';
import {Partner} from './partner.mjs';
import {Server} from './server.mjs';
import {Desk, hire} from './staff.mjs';

const moment = (offset) => `${day(offset)}T09:00:00+08:00`;
const isPerson = (n) => ({doc}) =>
    doc.documents?.some(({number}) => number === person(n).documents[0].number);
// Tokens of different feeds count the same commits.
const commitOf = ({seq}) => BigInt(seq.split('-')[1]);

suite('a rehearsal', {timeout: 300_000}, () => {
  // Begins tomorrow, so that papers signed today are of its past whenever today ends.
  const options = ['--rehearsal', moment(1)];
  const term = 2 * 366;
  let server, description, partner;

  before(async () => {
    description = await Description.load();
    server = await Server.create();
    await server.start({options});
    const desk = await Desk.open(server, await hire(server));
    partner = await Partner.add(server, 'rehearsing', ['rail', 'exit_control', 'bank_credit']);
    for (const n of [1, 2]) await desk.decide(list(n, {grounds: ['evasion']}));
    await desk.decide(exempt(1));
    await desk.decide(holdInCountry(2, day(40)));
    await desk.decide(holdInCountry(1, day(20)));
  });
  after(() => server?.remove());

  async function moveClock(offset, status = 200) {
    const answer = await fetch(server.url('ops', '/rehearsal/clock'), {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({now: moment(offset)}),
    });
    assert.equal(answer.status, status, await answer.clone().text());
    return description.check('POST /rehearsal/clock', answer);
  }
  const changes = async (feed, since = '0') =>
      partner.json(`/feeds/${feed}/_changes?include_docs=true&since=${since}`);
  const rowOf = async (feed, n) => (await changes(feed)).results.find(isPerson(n));

  let exempted, exit, listed;

  test('begins with everything in force', async () => {
    exempted = await rowOf('rail', 1);
    assert.deepEqual(exempted.doc.restrictions.travel.lifted, [{from: day(1), to: day(7)}]);
    exit = await rowOf('exit_control', 1);
    assert.equal(exit.doc.restrictions.exit.until, day(20));
    listed = await rowOf('bank_credit', 1);
    assert.ok(listed.doc.listings[0].term_ends);
  });

  test('ends an exemption with its last day', async () => {
    const {last_seq: since} = await changes('rail');
    await moveClock(7);
    assert.deepEqual((await changes('rail', since)).results, []);
    await moveClock(8);
    const [row, ...others] = (await changes('rail', since)).results;
    assert.deepEqual(others, []);
    assert.equal(row.id, exempted.id);
    assert.deepEqual(row.doc.restrictions.travel.lifted, []);
  });

  test('ends in one leap, in the order of time, what fell due on the way', async () => {
    const since = {};
    for (const feed of ['rail', 'exit_control', 'bank_credit']) {
      since[feed] = (await changes(feed)).last_seq;
    }
    await moveClock(term + 1);

    const exits = (await changes('exit_control', since.exit_control)).results;
    assert.equal(exits.length, 2);
    assert.equal(exits[0].id, exit.id, 'the order that ended first, though ordered last');
    const listings = (await changes('bank_credit', since.bank_credit)).results;
    assert.deepEqual(listings.map(({id}) => id === listed.id).sort(), [false, true]);
    assert.ok(commitOf(exits[1]) < commitOf(listings[0]));
    for (const {deleted, doc} of [...exits, ...listings]) {
      assert.equal(deleted, true);
      assert.equal(doc.reason, 'expired');
      assert.ok(doc.legal);
      assert.equal(doc.documents, undefined);
    }
    const rail = await rowOf('rail', 1);
    assert.ok(rail.doc.restrictions.travel, 'a 限制消费令 outlives the entry that brought it');
  });

  test('moves its clock forward only', async () => {
    await moveClock(term, 409);
  });

  test('says so on pages and in answers', async () => {
    const page = await (await fetch(server.url('public'))).text();
    assert.match(page, /演练/);
    const answer = await fetch(server.url('public', '/api/v1/lookup'), {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({name: person(1).name}),
    });
    const found = await description.check('POST /api/v1/lookup', answer);
    assert.equal(found.rehearsal, '演练');
    const log = await (await fetch(server.url('public', '/checkpoint'))).text();
    assert.match(log, /^shixin\/rehearsal\/赣1102\//);
    const {feeds} = await partner.json('/feeds');
    assert.deepEqual(feeds.map(({rehearsal}) => rehearsal), ['演练', '演练', '演练']);
  });

  test('is found whole by fsck', async () => {
    assert.match(await server.run('fsck'), / 0 faults/);
  });

  test('goes on no earlier than its last decision, whatever time it is started at', async () => {
    await server.stop();
    await server.start({options});
    await moveClock(40, 409);
    await moveClock(term + 2);
  });

  // Told by the keys that lie there, and by the store's own kind where somebody copied them.
  test('never passes for a real court, nor a real one for it', async () => {
    const refusal = async (court, ...more) => {
      const {code, stderr} = await court.cli('serve', ...more);
      assert.notEqual(code, 0);
      return stderr;
    };
    await server.stop();
    const keys = join(server.folder, 'keys');
    assert.match(await refusal(server), /made in rehearsal/);
    await cp(join(keys, 'rehearsal'), keys, {recursive: true});
    assert.match(await refusal(server), /made in rehearsal/);

    const real = await Server.create();
    try {
      await real.run('staff add admin --role admin');  // makes the store and its keys
      const realKeys = join(real.folder, 'keys');
      assert.match(await refusal(real, ...options), /this store is real/);
      for (const key of await readdir(realKeys)) {
        await cp(join(realKeys, key), join(realKeys, 'rehearsal', key));
      }
      assert.match(await refusal(real, ...options), /this store is real/);
    } finally {
      await real.remove();
    }
  });
});
