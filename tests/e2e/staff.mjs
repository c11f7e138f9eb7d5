// The court's side: a judge who drafts and a president who approves, through the JSON interface.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {until} from './server.mjs';

export class Officer {
  static async signIn(server, name, password) {
    const officer = new Officer(server);
    const answer = await officer.fetch('POST', '/session', {name, password});
    assert.equal(answer.status, 201, await answer.clone().text());
    officer.cookie = answer.headers.get('set-cookie').split(';')[0];
    officer.csrf = (await answer.json()).csrf;
    return officer;
  }

  constructor(server) {
    this.server = server;
    this.cookie = '';
    this.csrf = '';
    this.lostAnswers = 0;
  }

  // As a careful client asks: when no answer comes it waits for the server and asks again under the
  // same key, whether or not the first request was heard.
  async fetch(method, path, body) {
    const options = {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Cookie': this.cookie,
        'X-CSRF-Token': this.csrf,
        'Idempotency-Key': randomUUID(),
      },
      body: body && JSON.stringify(body),
    };
    for (;;) {
      try {
        const answer = await fetch(this.server.url('staff', `/api/v1${path}`), options);
        await answer.clone().arrayBuffer();
        return answer;
      } catch {
        ++this.lostAnswers;
        await until('the server to come back', () => this.server.isReady());
      }
    }
  }

  // The JSON of an answer that must be a success.
  async send(method, path, body) {
    const answer = await this.fetch(method, path, body);
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }
}

// {name: password} of the people whom `shixin demo` made, from what it printed.
export function passwordsOf(demo) {
  const people = demo.slice(demo.indexOf('staff ('), demo.indexOf('partners ('));
  const lines = [...people.matchAll(/^  (\S+) +(\S+)$/gm)];
  return Object.fromEntries(lines.map(([, name, password]) => [name, password]));
}

// {role: password} of a judge and a president added by the command line, on a store without people.
// Each changes the first password to one of his own.
export async function hire(server) {
  const add = async (role) => {
    const first = (await server.run('staff add', role, '--role', role)).trim();
    const own = randomUUID();
    await server.runWith(`${first}\n${own}\n`, 'staff password', role, '--by', role);
    return own;
  };
  return {judge: await add('judge'), president: await add('president')};
}

export class Desk {
  // `passwords`: {judge, president}, and others as may be.
  static async open(server, passwords) {
    const signIn = (name) => Officer.signIn(server, name, passwords[name]);
    return new Desk(await signIn('judge'), await signIn('president'));
  }

  constructor(judge, president) {
    this.judge = judge;
    this.president = president;
  }

  get lostAnswers() {
    return this.judge.lostAnswers + this.president.lostAnswers;
  }

  // From draft to durable; each step another request, the last by another person.
  async decide(decision) {
    const {id} = await this.judge.send('POST', '/decisions', decision);
    const submitted = await this.judge.send('POST', `/decisions/${id}/submit`, {});
    return this.president.send('POST', `/decisions/${id}/approve`,
                               {subject_version: submitted.subject_version});
  }
}
