// A partner's side of a feed: its key, the plain requests, and the checks that its copy must pass.
import assert from 'node:assert/strict';
import {digestOf, proofOf} from './digest.mjs';

export class Partner {
  // Registers the partner by the command line, which shows the key this once.
  static async add(server, name, feeds) {
    const said = await server.run('partner add', name, '--feeds', feeds.join(','));
    const key = said.match(/[A-Za-z0-9_-]{43}/)?.[0];
    assert.ok(key, `partner add shows a key:\n${said}`);
    return new Partner(server, name, key);
  }

  constructor(server, name, key) {
    this.server = server;
    this.name = name;
    this.key = key;
  }

  url(path) {
    return this.server.url('partner', path);
  }

  fetch(path, {headers = {}, ...options} = {}) {
    const authorized = {Authorization: `Bearer ${this.key}`, ...headers};
    return fetch(this.url(path), {...options, headers: authorized});
  }
  async json(path) {
    const answer = await this.fetch(path);
    assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
    return answer.json();
  }
  post(path, body) {
    return this.fetch(path, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body),
    });
  }

  // The feed's state at its head, as an empty page tells it.
  async head(feed) {
    const {last_seq: lastSeq, pending, state} =
        await this.json(`/feeds/${feed}/_changes?since=now&limit=0`);
    assert.equal(pending, 0);
    return {lastSeq, ...state};
  }

  // Says that every copy of the feed's older generations is gone.
  async declareDiscarded(feed) {
    const {feeds} = await this.json('/feeds');
    const {generation} = feeds.find(({feed: name}) => name === feed);
    const answer = await this.post(`/feeds/${feed}/generation`, {generation, discarded: true});
    assert.ok(answer.ok, await answer.text());
  }

  // {documents, state}: the whole feed as one download.
  async snapshot(feed) {
    const answer = await this.fetch(`/feeds/${feed}/snapshot.ndjson`);
    assert.equal(answer.status, 200);
    const lines = (await answer.text()).trimEnd().split('\n').map((line) => JSON.parse(line));
    const {state} = lines.pop();
    return {documents: lines.map(({doc}) => doc), state};
  }

  // `documents` are the feed, document for document; their digest is the server's, and the server
  // takes the receipt only they can make.
  async proveHolding(feed, documents) {
    const byId = (all) => new Map(all.map((document) => [document._id, document]));
    const {documents: published, state} = await this.snapshot(feed);
    assert.deepEqual(byId(documents), byId(published));
    assert.equal(documents.length, state.count);
    assert.equal(digestOf(documents), state.digest);
    const receipt = {seq: state.seq, count: documents.length, proof: proofOf(documents)};
    const answer = await this.post(`/feeds/${feed}/receipts`, receipt);
    assert.equal(answer.status, 200, await answer.text());
  }
}
