// An independent CouchDB client follows a feed while the court decides and the server is killed,
// and again after a restore. What it holds is the list each time, and nobody removed is in it.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';

import {correct, exempt, lift, list, person, relist, remove} from './decisions.mjs';
import {Partner} from './partner.mjs';
import {PouchCopy} from './pouch_copy.mjs';
import {Server} from './server.mjs';
import {Desk, passwordsOf} from './staff.mjs';

const feed = 'rail';
const isPerson = (n) => ({documents}) =>
    documents?.some(({number}) => number === person(n).documents[0].number);

suite('a copy kept by PouchDB', {timeout: 600_000}, () => {
  let server, desk, partner, copy;

  before(async () => {
    server = await Server.create();
    const demo = await server.run('demo --count', '200', '--seed', '7');
    await server.start();
    desk = await Desk.open(server, passwordsOf(demo));
    partner = await Partner.add(server, 'pouch', [feed]);
    copy = new PouchCopy(partner, feed);
  });
  after(() => server?.remove());

  const documentOf = async (n) => (await copy.documents()).find(isPerson(n));

  // Decides `first` and, beside it, the others in turn; kills the server as soon as `first` is
  // decided, when the others are on their way.
  async function decideThroughKill(first, ...others) {
    const inTurn = async () => {
      for (const decision of others) await desk.decide(decision);
    };
    const lost = desk.lostAnswers;
    const going = inTurn();
    await desk.decide(first);
    assert.ok(await server.kill(), 'the server lived until it was killed');
    await server.start();
    await going;
    assert.ok(desk.lostAnswers > lost, 'the kill met decisions on their way');
  }

  // Leaves the copy equal to the feed and the partner's receipt for it.
  async function settle() {
    await copy.catchUp();
    await partner.proveHolding(feed, await copy.documents());
  }

  test('holds the whole list after one pull', async () => {
    await copy.pull();
    assert.ok((await copy.documents()).length > 50);
    await settle();
  });

  test('follows while people are listed and the server is killed in the middle', async () => {
    copy.follow();
    for (let round = 0; round < 5; ++round) {
      await decideThroughKill(...[1, 2, 3, 4].map((i) => list(10 * round + i)));
    }
    await settle();
    for (let round = 0; round < 5; ++round) {
      for (const i of [1, 2, 3, 4]) assert.ok(await documentOf(10 * round + i));
    }
  });

  test('loses the removed, and only them, through further kills', async () => {
    for (const [n, m] of [[1, 11], [21, 31], [41, 42]]) {
      await decideThroughKill(remove(n), remove(m), lift(m));
      await desk.decide(lift(n));
    }
    await settle();
    for (const n of [1, 11, 21, 31, 41, 42]) assert.equal(await documentOf(n), undefined);
    for (const n of [2, 12, 22, 32, 43]) assert.ok(await documentOf(n));
  });

  test('holds whom an order still binds when his entry is deleted', async () => {
    await desk.decide(remove(2));
    await settle();
    assert.ok((await documentOf(2)).restrictions.travel);
  });

  test('takes corrections and exemptions as new revisions of one document', async () => {
    const first = await documentOf(3);
    await desk.decide(exempt(3));
    await settle();
    const exempted = await documentOf(3);
    assert.equal(exempted._id, first._id);
    assert.equal(exempted.restrictions.travel.lifted.length, 1);
    await desk.decide(correct(3, '一半'));
    await settle();
  });

  test('takes back who is listed again', async () => {
    await desk.decide(relist(1));
    await settle();
    assert.ok(await documentOf(1));
  });

  test('loses him a second time, for the same reason in the same words', async () => {
    await desk.decide(remove(1));
    await desk.decide(lift(1));
    await settle();
    assert.equal(await documentOf(1), undefined);
    await copy.unfollow();
  });

  test('is refused after a restore until it has discarded what it held', async () => {
    const backup = join(server.folder, 'backup');
    await server.run('backup', backup);
    await desk.decide(list(100));
    await copy.pull();
    await settle();
    const ghost = await documentOf(100);
    assert.ok(ghost);

    await server.stop();
    await server.run('restore', backup);
    await server.run('restore --confirm');
    await server.start();

    await assert.rejects(copy.pull(), ({status}) => status === 410);
    assert.ok(await copy.holds(ghost._id), 'a refused pull changes nothing');
    const refusal = await partner.fetch(`/feeds/${feed}/_changes?since=0`);
    assert.equal(refusal.status, 410);
    assert.equal((await refusal.json()).error, 'generation_changed');

    await copy.discard();
    await partner.declareDiscarded(feed);
    await copy.pull();
    await settle();
    assert.equal(await documentOf(100), undefined);
    assert.ok(await documentOf(3));
  });
});
