// A partner's copy kept by an independent CouchDB client: PouchDB, in memory, nothing adapted to
// this server but the sign-in.
import memory from 'pouchdb-adapter-memory';
import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import {digestOf} from './digest.mjs';
import {until} from './server.mjs';

PouchDB.plugin(memory).plugin(http).plugin(replication);

let made = 0;

export class PouchCopy {
  constructor(partner, feed) {
    this.partner = partner;
    this.feed = feed;
    this.failure = null;
    this.#open();
  }

  #open() {
    const auth = {username: this.partner.name, password: this.partner.key};
    this.remote = new PouchDB(this.partner.url(`/feeds/${this.feed}`), {auth});
    // PouchDB asks this for its progress display only, and leaves to nobody a request that a dying
    // server cuts. Any other failure is one.
    const info = this.remote.info.bind(this.remote);
    this.remote.info = async () => {
      const {server} = this.partner;
      const {lives} = server;
      return info().catch((error) => {
        if (server.isUp && server.lives === lives) throw error;
        return {};
      });
    };
    this.local = new PouchDB(`copy-${++made}`, {adapter: 'memory'});
  }

  // Once, to the head; rejects with the server's refusal.
  pull() {
    return this.local.replicate.from(this.remote, {batch_size: 50});
  }

  // Goes on until unfollow(), over every lost connection.
  follow() {
    const options = {live: true, retry: true, back_off_function: () => 20, batch_size: 20};
    this.following = this.local.replicate.from(this.remote, options);
    this.ended = new Promise((done) => {
      this.following.on('complete', done).on('error', (error) => done(this.failure = error));
    });
  }
  async unfollow() {
    this.following.cancel();
    await this.ended;
  }

  async documents() {
    const {rows} = await this.local.allDocs({include_docs: true});
    return rows.map(({doc}) => doc);
  }
  async holds(id) {
    return (await this.documents()).some((document) => document._id === id);
  }

  // Until the copy has the feed's present state. The count alone would not do: see proveHolding().
  async catchUp() {
    await until(`the copy of ${this.feed} to be the feed`, async () => {
      if (this.failure) throw this.failure;
      const {digest} = await this.partner.head(this.feed);
      return digestOf(await this.documents()) === digest;
    });
  }

  async discard() {
    await this.local.destroy();
    this.#open();
  }
}
